/// A descriptor that cannot be read, with the place.
public struct DescriptorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The descriptor as given.
  public let text: String
  /// The offset of the offending characters in `text`, counted in characters.
  public let offset: Int
  /// How many characters are wrong, at least 1.
  public let length: Int
  /// What is wrong and what would be right.
  public let message: String

  /// The message, then the text with carets under the place; of a long text the part around the place.
  public var description: String {
    let first = text.count <= 160 ? 0 : max(0, offset - 60)
    let part = text.dropFirst(first).prefix(160)
    let before = first > 0 ? "..." : ""
    let after = first + part.count < text.count ? "..." : ""
    let indent = String(repeating: " ", count: before.count + offset - first)
    let carets = String(repeating: "^", count: max(1, min(length, first + part.count - offset)))
    let sentence = message.count <= 400 ? message : message.prefix(400) + "..."
    return "\(sentence.shown)\n  \(before)\(part.shown)\(after)\n  \(indent)\(carets)"
  }
}

extension StringProtocol {
  /// The text without what would control the terminal; one character stays one character, so that carets stay in place.
  fileprivate var shown: String {
    String(
      map { character in
        let controls =
          character.isNewline
          || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return controls ? "\u{FFFD}" : character
      })
  }
}
