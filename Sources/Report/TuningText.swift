import Foundation
public import Harness

/// What tuning found, for people and for programs.
public struct TuningText {
  private let devices: [(id: String, choices: [TunedChoice])]

  /// - Parameter devices: their ids and choices.
  public init(_ devices: [(id: String, choices: [TunedChoice])]) { self.devices = devices }

  private struct Document: Encodable {
    struct Entry: Encodable {
      let device: String
      let choices: [TunedChoice]
    }
    let schemaVersion = 1
    let devices: [Entry]
  }

  /// The choices as JSON, with a final newline.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      devices: devices.map { Document.Entry(device: $0.id, choices: $0.choices) })
    // Strings and finite numbers alone cannot fail to encode.
    let data = (try? encoder.encode(document)) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// For each device the classes with another variant than its own choice, and what that is worth in all.
  /// - Parameter width: the columns of the terminal, or nil to cut nothing.
  public func table(width: Int?) -> String {
    devices.map { id, choices in
      let changes = choices.filter(\.isChange).sorted { $0.speed > $1.speed }
      var text = "\(id): \(summary(choices, changes))\n"
      for change in changes {
        let speed =
          "\(Self.number(change.speed))x (\(Self.number(change.speedLower)) to \(Self.number(change.speedUpper)))"
        text += "  \(change.shapeClass)\n"
        text += "    \(change.winner)  \(speed) of \(change.candidates.first ?? "")\n"
      }
      return text
    }.joined(separator: "\n")
  }

  private func summary(_ choices: [TunedChoice], _ changes: [TunedChoice]) -> String {
    guard !choices.isEmpty else { return "nothing tuned" }
    let classes = "\(choices.count) \(choices.count == 1 ? "shape class" : "shape classes")"
    guard !changes.isEmpty else { return "\(classes), the first choice is the quickest in all" }
    func mean(_ values: [TunedChoice]) -> String {
      Self.number(exp(values.reduce(0) { $0 + log($1.speed) } / Double(values.count)))
    }
    return "\(classes), \(changes.count) with another variant: \(mean(changes))x there, "
      + "\(mean(choices))x over all (geometric means)"
  }

  private static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    return "\(Int(hundredths) / 100)." + String("\(Int(hundredths) % 100 + 100)".suffix(2))
  }
}
