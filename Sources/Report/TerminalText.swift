/// Text on its way to people.
enum TerminalText {
  /// One line without control characters.
  ///
  /// Files come from anywhere, and an escape sequence in a device name must not reach the terminal.
  static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .lineSeparator, .paragraphSeparator: scalars.append(" ")
      case .control: scalars.append(scalar == "\n" || scalar == "\t" ? " " : "\u{fffd}")
      case .format, .surrogate, .privateUse: scalars.append("\u{fffd}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  static func padded(_ text: String, to width: Int, _ alignment: Alignment) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return alignment == .left ? text + blanks : blanks + text
  }

  enum Alignment {
    case left, right
  }
}

/// Emphasis for a terminal, or none.
struct Palette {
  let isEnabled: Bool

  /// Select Graphic Rendition codes (ECMA-48, section 8.3.117).
  enum Style: String {
    case bold = "1"
    case dim = "2"
    case failure = "31"
    case caution = "33"
    case none = ""
  }

  /// Emphasises `text` up to its trailing blanks, which can then still be cut off.
  func paint(_ text: String, _ style: Style) -> String {
    guard isEnabled, style != .none, let last = text.lastIndex(where: { $0 != " " }) else {
      return text
    }
    return "\u{1b}[\(style.rawValue)m\(text[...last])\u{1b}[0m\(text[last...].dropFirst())"
  }
}
