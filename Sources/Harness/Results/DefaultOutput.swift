public import Foundation

/// Where `parity run` writes when nobody says where.
public enum DefaultOutput {
  /// `Results/<host>/<workload>-<UTC time>.json`, relative to the working directory.
  ///
  /// Characters that file names or shells treat specially become `-`, so that no name leads out of the folder.
  public static func path(workload: String, host: String, date: Date) -> String {
    "\(folder(host: host))/\(name(workload, or: "run"))-\(Timestamp.fileNameText(date)).json"
  }

  /// `Results/<host>`: the folder of a machine.
  static func folder(host: String) -> String { "Results/\(name(host, or: "host"))" }

  private static func name(_ text: String, or substitute: String) -> String {
    let safe = text.unicodeScalars.map { scalar -> Character in
      let kept =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return kept || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    // A leading dot hides a file or climbs; a leading dash looks like an option.
    let trimmed = String(safe.prefix(80)).drop { $0 == "." || $0 == "-" }
    return trimmed.isEmpty ? substitute : String(trimmed)
  }
}
