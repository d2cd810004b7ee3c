import Foundation

/// The cells of which rows are made.
extension DialectParser {
  /// The cells of a row, filled up with empty ones.
  func cells(_ text: String, _ count: ClosedRange<Int>, _ form: String) throws(DialectError)
    -> [String]
  {
    var cells = text.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard count.contains(cells.count), !cells[0].isEmpty else {
      throw DialectError("a row has the form \(form), not \"\(text.prefix(120))\"")
    }
    while cells.count < count.upperBound { cells.append("") }
    return cells
  }

  func grade(_ word: String) throws(DialectError) -> Grade {
    guard let grade = Grade.words[word] else {
      throw DialectError(
        "\"\(word.prefix(80))\" is no grade; use \(Grade.words.keys.sorted().joined(separator: ", "))"
      )
    }
    return grade
  }

  /// `known SOURCE, SOURCE`, `inferred SOURCE` or `unknown`.
  func evidence(_ text: String, note: String?) throws(DialectError) -> Evidence {
    let word = text.prefix { $0 != " " }
    guard let certainty = Certainty(rawValue: String(word)) else {
      throw DialectError(
        "evidence starts with known, inferred or unknown, not \"\(text.prefix(80))\"")
    }
    return Evidence(certainty, list(text.dropFirst(word.count)), note: note ?? "")
  }

  func list(_ text: some StringProtocol) -> [String] {
    text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
  }
}
