/// A problem list that cannot be read or found: one clear sentence with the place, and what would be right.
public struct WorkloadError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What people see; several lines where carets show the place.
  public let description: String

  /// Creates an error.
  public init(_ description: String) { self.description = description }
}
