/// One of the kinds of things in a plot, told apart by colour and by shape.
///
/// The colours are those of Okabe and Ito, "Color Universal Design" (2008), which people with any kind of colour vision
/// tell apart; the style sheet has lighter ones for a dark page. After eight both start again.
struct Series {
  let index: Int

  static let count = 8

  private var place: Int { index % Self.count }

  /// The class that carries the colour.
  var style: String { "s\(place)" }

  /// The outline of the mark around a point; `size` is about its radius.
  func outline(x: Double, y: Double, size r: Double) -> Markup {
    switch place {
    case 0:
      "M\(x - r) \(y)a\(r) \(r) 0 1 0 \(2 * r) 0a\(r) \(r) 0 1 0 \(-2 * r) 0z"
    case 1:
      "M\(x - r) \(y - r)h\(2 * r)v\(2 * r)h\(-2 * r)z"
    case 2:
      "M\(x) \(y - 1.2 * r)l\(1.2 * r) \(2.2 * r)h\(-2.4 * r)z"
    case 3:
      "M\(x) \(y - 1.3 * r)l\(1.3 * r) \(1.3 * r)l\(-1.3 * r) \(1.3 * r)l\(-1.3 * r) \(-1.3 * r)z"
    case 4:
      "M\(x) \(y + 1.2 * r)l\(1.2 * r) \(-2.2 * r)h\(-2.4 * r)z"
    case 5:
      "M\(x - r / 2) \(y - 1.3 * r)h\(r)v\(0.8 * r)h\(0.8 * r)v\(r)h\(-0.8 * r)v\(0.8 * r)h\(-r)v\(-0.8 * r)h\(-0.8 * r)v\(-r)h\(0.8 * r)z"
    case 6:
      "M\(x - 1.3 * r) \(y - r / 2)h\(2.6 * r)v\(r)h\(-2.6 * r)z"
    default:
      "M\(x - r / 2) \(y - 1.3 * r)h\(r)v\(2.6 * r)h\(-r)z"
    }
  }

  /// The mark for a legend; decoration beside a name.
  var swatch: Markup {
    """
    <svg xmlns="http://www.w3.org/2000/svg" class="swatch" aria-hidden="true" viewBox="0 0 14 14" width="14" height="14">\
    <path class="mark \(style)" d="\(outline(x: 7, y: 7, size: 4.5))"/></svg>
    """
  }
}

/// The names of the series of a plot.
enum Legend {
  static func list(_ entries: [(series: Series, text: String)]) -> Markup {
    let items = entries.map { entry -> Markup in
      "<li>\(entry.series.swatch) \(entry.text)</li>\n"
    }
    return "<ul class=\"legend\">\n\(items)</ul>\n"
  }
}
