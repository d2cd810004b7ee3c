/// HTML or SVG text in which everything that came from a file is escaped.
///
/// Literals are written by this program and stay as they are; an interpolated `String` is escaped, an interpolated `Markup`
/// is not escaped twice. So no name in a results file can become an element or an attribute.
struct Markup: ExpressibleByStringInterpolation, Sendable, CustomStringConvertible {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }

  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  var description: String { text }

  var isEmpty: Bool { text.isEmpty }

  static func + (left: Markup, right: Markup) -> Markup { "\(left)\(right)" }

  static func += (left: inout Markup, right: Markup) { left.text += right.text }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate(set) var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { text += literal }

    /// Text from anywhere.
    mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value) }

    mutating func appendInterpolation(_ value: Int) { text += "\(value)" }

    /// A coordinate, to a tenth of a pixel.
    mutating func appendInterpolation(_ value: Double) { text += Markup.coordinate(value) }

    mutating func appendInterpolation(_ value: Markup) { text += value.text }

    mutating func appendInterpolation(_ values: [Markup]) {
      for value in values { text += value.text }
    }
  }

  /// The most characters of one text that a page shows; what is longer ends with an ellipsis.
  static let maximumTextLength = 600

  /// `text` for element content and quoted attributes, in HTML and in XML.
  ///
  /// Control, direction and other invisible characters and those that XML forbids become U+FFFD.
  static func escaped(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isCut = scalars.index(
      scalars.startIndex, offsetBy: maximumTextLength, limitedBy: scalars.endIndex)
    let end = isCut ?? scalars.endIndex
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in TerminalText.plain(String(scalars[..<end])).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case _ where scalar.properties.isNoncharacterCodePoint: result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return end == scalars.endIndex ? result : result + "…"
  }

  /// A number of pixels without needless digits; what no page can have is drawn at 0.
  static func coordinate(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let whole = "\(sign)\(abs(tenths) / 10)"
    return tenths.isMultiple(of: 10) ? whole : "\(whole).\(abs(tenths) % 10)"
  }
}

extension Sequence<Markup> {
  func joined(separator: Markup = "") -> Markup {
    var result: Markup = ""
    for (index, element) in enumerated() {
      if index > 0 { result += separator }
      result += element
    }
    return result
  }
}
