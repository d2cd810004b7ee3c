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

  /// The message, then the text with carets under the place.
  public var description: String {
    let carets =
      String(repeating: " ", count: offset) + String(repeating: "^", count: max(1, length))
    // One character stays one character, and a control character cannot move the carets or the terminal's cursor.
    let shown = String(text.map { $0.isShown ? $0 : "\u{FFFD}" })
    return "\(message)\n  \(shown)\n  \(carets)"
  }
}

extension Character {
  /// Whether the character takes a place on the line instead of controlling the terminal.
  fileprivate var isShown: Bool {
    !isNewline && !unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
