/// What becomes of a call in a dialect, from best to worst.
public enum Grade: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// The same operation with the same arithmetic.
  case exact
  /// The same result after an operand is copied, converted or laid out anew.
  case copyNeeded = "copy needed"
  /// Several calls instead of one.
  case decomposed
  /// An argument that cannot be passed on: its effect is the library's own choice.
  case argumentIgnored = "argument ignored"
  /// Less precise arithmetic than was asked for.
  case precisionLowered = "precision lowered"
  /// No public source says; nothing is guessed.
  case unknown
  /// The library cannot run the call; the argument that is the reason is named.
  case impossible

  /// Whether a program that is translated runs, whatever it loses.
  public var isCovered: Bool { self < .unknown }

  /// Better grades are less.
  public static func < (a: Grade, b: Grade) -> Bool { a.order < b.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The words that dialect files use.
  static let words: [String: Grade] = [
    "exact": .exact, "copy": .copyNeeded, "decomposed": .decomposed, "ignored": .argumentIgnored,
    "lowered": .precisionLowered, "unknown": .unknown, "impossible": .impossible,
  ]
}

/// How sure a cell of a table is.
public enum Certainty: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// Read in a source that says just this.
  case known
  /// Follows from a naming rule or from a neighbouring row.
  case inferred
  /// No source says.
  case unknown

  /// Surer is less.
  public static func < (a: Certainty, b: Certainty) -> Bool { a.order < b.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Where a cell of a table comes from.
public struct Evidence: Hashable, Sendable, Codable {
  /// How sure it is.
  public let certainty: Certainty
  /// The identifiers of its sources in the dialect's list.
  public let sources: [String]
  /// What else to know, for people; empty where nothing.
  public let note: String

  init(_ certainty: Certainty, _ sources: [String] = [], note: String = "") {
    self.certainty = certainty
    self.sources = sources
    self.note = note
  }

  /// `known musify, ggml`.
  public var text: String {
    sources.isEmpty
      ? certainty.rawValue : "\(certainty.rawValue) \(sources.joined(separator: ", "))"
  }
}
