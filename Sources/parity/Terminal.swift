import Foundation

/// Where text goes and what the other end can show.
enum Terminal {
  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  /// Whether standard error is a terminal that understands cursor movement.
  static var errorIsTerminal: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether standard output may be coloured: a terminal, and neither `--no-color` nor NO_COLOR (https://no-color.org: set
  /// and not empty).
  static func allowsColor(refused: Bool) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    return outputIsTerminal && !refused && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Columns of standard output; 160 where it is no terminal, so that nothing that a program reads is cut.
  static var outputWidth: Int { width(of: STDOUT_FILENO) ?? 160 }
  /// Columns to which tables are cut: those of a terminal, nil elsewhere.
  static var tableWidth: Int? { outputIsTerminal ? outputWidth : nil }
  /// Columns of standard error.
  static var errorWidth: Int { width(of: STDERR_FILENO) ?? 80 }

  static func write(_ text: String) { write(text, to: .standardOutput) }

  static func writeError(_ text: String) { write(text, to: .standardError) }

  /// A reader that went away ends the process by SIGPIPE, as of any filter; other failures leave nobody to tell.
  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }

  private static func width(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
