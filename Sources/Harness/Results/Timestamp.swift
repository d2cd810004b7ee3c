public import Foundation

/// Points in time as results write them: ISO 8601 in UTC with whole seconds.
public enum Timestamp {
  /// The form inside files: `2026-08-01T12:30:00Z`.
  public static func text(_ date: Date) -> String {
    date.formatted(.iso8601)
  }

  /// The form of file names: `20260801T123000Z`.
  public static func fileNameText(_ date: Date) -> String {
    text(date).filter { $0 != "-" && $0 != ":" }
  }
}
