public import Kernels

/// Which case it is, known before it runs: a problem on a device by a variant.
public struct CaseIdentity: Sendable, Hashable {
  /// The record's id, `descriptor @ device # variant`, with `none` where no variant can run.
  public let id: String
  /// The variant that would run, or nil.
  public let variant: KernelVariant?
  /// The device's answer to the problem.
  public let support: Support
  /// Whether `parity tune` chose the variant, and another than the device would have.
  public let isTuned: Bool

  private init(
    _ problem: Problem, on device: any Device, _ support: Support, _ variant: KernelVariant?,
    isTuned: Bool = false
  ) {
    self.support = support
    self.variant = variant
    self.isTuned = isTuned
    id = "\(problem.descriptor) @ \(device.info.id) # \(variant?.id ?? "none")"
  }

  /// The case of the device's own choice.
  public init(_ problem: Problem, on device: any Device) {
    let support = device.support(for: problem)
    self.init(problem, on: device, support, support.variants.first)
  }

  /// Asks the device for the cases of a problem: one, without a variant where none is there or meant, or one for every variant.
  public static func cases(
    of problem: Problem, on device: any Device, _ selection: VariantSelection
  ) -> [CaseIdentity] {
    let support = device.support(for: problem)
    let own = support.variants.first
    switch selection {
    case .first: return [CaseIdentity(problem, on: device, support, own)]
    case .matching:
      return [
        CaseIdentity(problem, on: device, support, support.variants.first(where: selection.allows))
      ]
    case .tuned(let tuned):
      let winner = tuned.winner(for: problem, device: device.info.id, support: support)
      return [
        CaseIdentity(
          problem, on: device, support, winner ?? own, isTuned: winner != nil && winner != own)
      ]
    case .every where own != nil:
      return support.variants.map { CaseIdentity(problem, on: device, support, $0) }
    case .every: return [CaseIdentity(problem, on: device, support, nil)]
    }
  }

  /// The ids of the records that need not be run again: all but those that an interruption cut short.
  public static func finishedIDs(_ records: [CaseRecord]) -> Set<String> {
    Set(
      records.filter { $0.statistics?.stopReason != StopReason.interrupted.rawValue }.map(\.id))
  }
}
