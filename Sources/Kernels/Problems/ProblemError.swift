/// A problem that has no meaning: what was wrong, with the values, and what would be right.
public struct ProblemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One clear sentence for people.
  public let description: String

  /// Creates an error with the sentence that people see.
  public init(_ description: String) { self.description = description }
}

/// Sizes computed from a problem's arguments, refused instead of wrapped when they pass 64 bits.
enum CheckedSize {
  static func product(_ factors: Int..., what: @autoclosure () -> String) throws(ProblemError)
    -> Int
  {
    var result = 1
    for factor in factors {
      let (value, overflow) = result.multipliedReportingOverflow(by: factor)
      if overflow {
        throw ProblemError("\(what()) overflows 64-bit arithmetic; use smaller sizes")
      }
      result = value
    }
    return result
  }

  static func sum(_ terms: Int..., what: @autoclosure () -> String) throws(ProblemError) -> Int {
    var result = 0
    for term in terms {
      let (value, overflow) = result.addingReportingOverflow(term)
      if overflow {
        throw ProblemError("\(what()) overflows 64-bit arithmetic; use smaller sizes")
      }
      result = value
    }
    return result
  }
}
