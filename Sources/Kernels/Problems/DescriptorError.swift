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
    let carets = String(repeating: " ", count: offset) + String(repeating: "^", count: max(1, length))
    return "\(message)\n  \(text)\n  \(carets)"
  }
}
