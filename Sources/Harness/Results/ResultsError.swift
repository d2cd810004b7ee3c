/// Why a results file could not be written or read, in one sentence for people: what, where, and what to do.
public struct ResultsError: Error, Hashable, CustomStringConvertible, Sendable {
  /// The sentence.
  public let message: String

  /// Creates an error.
  public init(_ message: String) { self.message = message }

  /// The sentence.
  public var description: String { message }
}
