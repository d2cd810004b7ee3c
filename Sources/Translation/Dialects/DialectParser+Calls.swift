import Foundation

extension DialectParser {
  /// A line of a [call] section: an argument of its last step where it is indented.
  mutating func call(_ text: String, isIndented: Bool) throws(DialectError) {
    let last = dialect.calls.count - 1
    if isIndented {
      guard !dialect.calls[last].steps.isEmpty else {
        throw DialectError("an argument stands before the first step")
      }
      let step = dialect.calls[last].steps.count - 1
      dialect.calls[last].steps[step].arguments.append(try stepArgument(text))
      return
    }
    let word = String(text.prefix { $0 != " " })
    let rest = text.dropFirst(word.count).trimmingCharacters(in: .whitespaces)
    switch word {
    case "evidence":
      let cells = try self.cells(rest, 1...2, "evidence EVIDENCE | NOTE")
      dialect.calls[last].evidence = try evidence(cells[0], note: cells[1])
    case "grade":
      let cells = try self.cells(rest, 1...2, "grade GRADE | ARGUMENT")
      dialect.calls[last].grade = try grade(cells[0])
      if !cells[1].isEmpty { dialect.calls[last].reason = cells[1] }
    case "unpassed":
      let cells = try self.cells(rest, 2...2, "unpassed ROLE, ROLE | WHY")
      dialect.calls[last].unpassed.append((list(cells[0]), cells[1]))
    default:
      guard let kind = CallStep.Kind(rawValue: word), !rest.isEmpty else {
        throw DialectError(
          "\"\(word.prefix(80))\" is not one of evidence, grade, unpassed, step, each, pass, unlisted"
        )
      }
      let cells = try self.cells(rest, 1...3, "\(word) FUNCTION | EVIDENCE | NOTE")
      dialect.calls[last].steps.append(
        CallStep(
          kind: kind, name: cells[0],
          evidence: cells[1].isEmpty ? nil : try evidence(cells[1], note: cells[2])))
    }
  }

  private func stepArgument(_ text: String) throws(DialectError) -> (
    name: String, template: String, takes: [String]
  ) {
    guard let equals = text.firstRange(of: " = ") else {
      throw DialectError("\"\(text.prefix(80))\" is no argument; write PARAMETER = VALUE")
    }
    var value = String(text[equals.upperBound...])
    var takes: [String] = []
    if let arrow = value.firstRange(of: " <- ") {
      takes = list(value[arrow.upperBound...])
      value = String(value[..<arrow.lowerBound])
    }
    return (String(text[..<equals.lowerBound]), value.trimmingCharacters(in: .whitespaces), takes)
  }
}
