/// Text inside Markdown that may come from anywhere.
enum MarkdownText {
  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// A code span.
  ///
  /// A bar ends a cell even inside one, and a back-tick would end the span.
  static func code(_ text: String) -> String {
    "`" + TerminalText.plain(text).replacing("`", with: "'").replacing("|", with: "\\|") + "`"
  }

  /// Text that Markdown and HTML leave alone.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in TerminalText.plain(text) {
      switch character {
      case "|", "*", "_", "`", "~", "[", "]", "\\": result += "\\\(character)"
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return result
  }
}
