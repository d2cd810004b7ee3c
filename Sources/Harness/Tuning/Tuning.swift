public import Kernels

/// The choices that follow from the cases of a run of every variant, device by device, while they come in.
public struct Tuning {
  private struct Key: Hashable {
    let device: String
    let shapeClass: ShapeClass
  }

  private struct Class {
    var candidates: [String]
    var records: [String: [String: CaseRecord]] = [:]
    var missing: Int
  }

  private var classes: [Key: Class] = [:]
  private var classOfCase: [String: Key] = [:]

  /// Problems with a single variant on a device are left out there.
  /// - Parameters:
  ///   - items: what will run.
  ///   - devices: on which devices, with `VariantSelection.every`.
  public init(_ items: [RunItem], on devices: [any Device]) {
    for device in devices {
      for item in items {
        let candidates = device.support(for: item.problem).variants.map(\.id)
        guard candidates.count > 1 else { continue }
        let key = Key(device: device.info.id, shapeClass: ShapeClass(item.problem))
        let ids = candidates.map { "\(item.problem.descriptor) @ \(device.info.id) # \($0)" }
        // Sizes beyond a limit may have other variants than their class; the first problem decides.
        var entry = classes[key] ?? Class(candidates: candidates, missing: 0)
        guard entry.candidates == candidates, classOfCase[ids[0]] == nil else { continue }
        entry.missing += ids.count
        classes[key] = entry
        for id in ids { classOfCase[id] = key }
      }
    }
  }

  /// How many cases have a say.
  public var caseCount: Int { classOfCase.count }

  /// Takes a finished case.
  /// - Returns: the choice for its class, when this was the last case of it.
  public mutating func add(_ record: CaseRecord) -> TunedChoice? {
    // What an interruption cut short says nothing.
    guard let key = classOfCase[record.id], let variant = record.variant,
      record.statistics?.stopReason != StopReason.interrupted.rawValue
    else { return nil }
    classes[key]?.records[record.descriptor, default: [:]][variant] = record
    classes[key]?.missing -= 1
    guard let entry = classes[key], entry.missing == 0 else { return nil }
    return TunedChoice(key.shapeClass, candidates: entry.candidates, records: entry.records)
  }
}
