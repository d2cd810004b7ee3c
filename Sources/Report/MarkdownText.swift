/// Text inside Markdown that may come from anywhere.
enum MarkdownText {
  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// A code span.
  ///
  /// A bar ends a cell even inside one, and a back-tick would end the span.
  static func code(_ text: String) -> String {
    "`" + replaced(text) { $0 == "`" ? "'" : $0 == "|" ? "\\|" : nil } + "`"
  }

  /// Text that Markdown and HTML leave alone.
  static func escaped(_ text: String) -> String {
    replaced(text) { scalar in
      switch scalar {
      case "|", "*", "_", "`", "~", "[", "]", "\\": "\\\(scalar)"
      case "<": "&lt;"
      case "&": "&amp;"
      default: nil
      }
    }
  }

  /// Scalar by scalar, since a bar with a combining accent is one character and still a bar.
  private static func replaced(_ text: String, _ replace: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in TerminalText.plain(text).unicodeScalars {
      if let other = replace(scalar) {
        result += other
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
