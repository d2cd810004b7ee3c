public import Foundation

/// Points in time as results write them: ISO 8601 in UTC with whole seconds.
public enum Timestamp {
  /// `2026-08-01T12:30:00Z`
  public static func text(_ date: Date) -> String {
    date.formatted(.iso8601)
  }

  /// `20260801T123000Z`, for file names.
  public static func fileNameText(_ date: Date) -> String {
    text(date).filter { $0 != "-" && $0 != ":" }
  }
}
