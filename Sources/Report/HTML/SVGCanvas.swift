/// A drawing in pixels, origin at the top left, that becomes one SVG element.
///
/// Colours are classes of the page's style sheet, so that one drawing serves light, dark and paper.
struct SVGCanvas {
  let width: Double
  let height: Double
  private var body: Markup = ""

  enum Anchor: String {
    case start, middle, end
  }

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String = "grid"
  ) {
    body += """
      <line class="\(style)" x1="\(x1)" y1="\(y1)" x2="\(x2)" y2="\(y2)"/>

      """
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, style: String, tooltip: String = ""
  ) {
    let size: Markup =
      "x=\"\(x)\" y=\"\(y)\" width=\"\(max(0, width))\" height=\"\(max(0, height))\""
    body += "<rect class=\"\(style)\" \(size)\(Self.closing("rect", tooltip))\n"
  }

  /// A line through points.
  mutating func polyline(_ points: [(x: Double, y: Double)], style: String, tooltip: String = "") {
    guard points.count > 1 else { return }
    let places = points.map { point -> Markup in "\(point.x),\(point.y)" }.joined(separator: " ")
    body +=
      "<polyline class=\"\(style)\" points=\"\(places)\"\(Self.closing("polyline", tooltip))\n"
  }

  /// Many dots as one path, which costs a few bytes a dot.
  mutating func dots(_ points: [(x: Double, y: Double)], style: String) {
    guard !points.isEmpty else { return }
    let places = points.map { point -> Markup in "M\(point.x) \(point.y)h0" }.joined()
    body += "<path class=\"\(style)\" d=\"\(places)\"/>\n"
  }

  mutating func marker(_ series: Series, x: Double, y: Double, size: Double = 4, tooltip: String) {
    body +=
      "<path class=\"mark \(series.style)\" d=\"\(series.outline(x: x, y: y, size: size))\"\(Self.closing("path", tooltip))\n"
  }

  /// The mark of something wrong.
  mutating func cross(x: Double, y: Double, tooltip: String) {
    let shape: Markup = "M\(x - 4) \(y - 4)l8 8M\(x + 4) \(y - 4)l-8 8"
    body += "<path class=\"cross\" d=\"\(shape)\"\(Self.closing("path", tooltip))\n"
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = "tick",
    tooltip: String = ""
  ) {
    let title: Markup = tooltip.isEmpty ? "" : "<title>\(tooltip)</title>"
    body +=
      "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor.rawValue)\">\(title)\(text)</text>\n"
  }

  /// The element; `label` says in words what is to be seen.
  func element(label: String) -> Markup {
    """
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="\(label)" \
    viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" style="min-width:\(min(0.85 * width, 560))px">
    \(body)</svg>

    """
  }

  private static func closing(_ element: Markup, _ tooltip: String) -> Markup {
    tooltip.isEmpty ? "/>" : "><title>\(tooltip)</title></\(element)>"
  }
}
