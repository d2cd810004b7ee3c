public import Harness

/// A calibration as plain aligned text.
public enum CalibrationTable {
  /// Renders the classes with what can be told apart in each.
  public static func render(_ calibration: Calibration) -> String {
    let rows =
      [("class", "cases", "least difference that can be told")]
      + calibration.classes.sorted { $0.key < $1.key }.map {
        (
          TerminalText.plain($0.key), "\($0.value.caseCount)",
          ComparisonText.percent($0.value.minimalDetectableEffect)
        )
      }
    let name = rows.map(\.0.count).max() ?? 0
    let count = rows.map(\.1.count).max() ?? 0
    let lines = rows.map { row in
      TerminalText.padded(row.0, to: name, .left) + "  "
        + TerminalText.padded(row.1, to: count, .right) + "  " + row.2
    }
    return "\(TerminalText.plain(calibration.summary))\n\n" + lines.joined(separator: "\n") + "\n"
  }
}
