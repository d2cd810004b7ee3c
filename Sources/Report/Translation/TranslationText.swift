import Kernels
public import Translation

/// What CUDA calls become elsewhere, for people.
public enum TranslationText {
  /// Columns of text that is no terminal's.
  public static let defaultWidth = 100

  /// The call, then every dialect in full: its calls with their arguments, what is lost, and the sources.
  public static func full(
    _ call: CUDACall, _ translations: [(dialect: Dialect, translation: CallTranslation)],
    width: Int = defaultWidth
  ) -> String {
    var text = heading(call, width: width)
    for (dialect, translation) in translations {
      text += "\n" + section(dialect, translation, call, width: width)
    }
    return text
  }

  /// The call, then one row for every dialect.
  public static func summary(
    _ call: CUDACall, _ translations: [(dialect: Dialect, translation: CallTranslation)],
    width: Int = defaultWidth
  ) -> String {
    let nameWidth = translations.map(\.dialect.name.count).max() ?? 0
    var text = heading(call, width: width) + "\n"
    for (dialect, translation) in translations {
      let calls = translation.steps.map { callText($0) }
      let row =
        TerminalText.padded(dialect.name, to: nameWidth, .left) + "  "
        + TerminalText.padded(translation.grade.rawValue, to: 17, .left) + "  "
        + TerminalText.padded(translation.certainty.rawValue, to: 8, .left) + "  "
        + calls.joined(separator: ", ")
      text += TextLines.wrapped(
        TextLines.trimmed(row), keepingBlanksTo: nameWidth + 31, width: width)
      if translation.disputedCount > 0 {
        text +=
          String(repeating: " ", count: nameWidth + 2)
          + "\(translation.disputedCount) of its values are disputed: --to \(dialect.name) shows by whom\n"
      }
      for finding in translation.findings where finding.grade == translation.grade {
        guard finding.grade != .exact else { continue }
        text += TextLines.wrapped(
          String(repeating: " ", count: nameWidth + 2) + "\(finding.argument): \(finding.detail)",
          width: width, indent: nameWidth + 4)
      }
    }
    return text
  }

  /// Many calls in one dialect: a line for each, then every loss and reason once.
  public static func list(
    _ entries: [(call: CUDACall, weight: Double, translation: CallTranslation)], dialect: Dialect,
    width: Int = defaultWidth
  ) -> String {
    var text = "\(dialect.name)  \(TerminalText.plain(dialect.title))\n"
    var reasons: [(text: String, count: Int)] = []
    for entry in entries {
      let calls = entry.translation.steps.map(callText).joined(separator: ", ")
      text +=
        "  " + TerminalText.padded(entry.translation.grade.rawValue, to: 17, .left)
        + "  \(entry.call.problem.descriptor)\n"
      text += TextLines.wrapped(
        String(repeating: " ", count: 21) + "\(entry.call.function.symbol) -> "
          + (calls.isEmpty ? "-" : calls), width: width, indent: 23)
      for finding in entry.translation.findings where finding.grade != .exact {
        let line =
          "\(finding.grade.rawValue): \(finding.argument): \(finding.detail) [\(finding.evidence.text)]"
        if let place = reasons.firstIndex(where: { $0.text == line }) {
          reasons[place].count += 1
        } else {
          reasons.append((line, 1))
        }
      }
    }
    if !reasons.isEmpty { text += "\n" }
    for reason in reasons {
      text += TextLines.wrapped("  \(reason.count)x \(reason.text)", width: width, indent: 6)
    }
    return text
  }

  // MARK: Parts

  private static func heading(_ call: CUDACall, width: Int) -> String {
    var text = TextLines.wrapped(call.text, width: width, indent: 4)
    text += TextLines.wrapped(call.problem.descriptor, width: width, indent: 4)
    for assumption in call.assumptions {
      text += TextLines.wrapped("assumed: \(assumption)", width: width, indent: 4)
    }
    return text
  }

  private static func section(
    _ dialect: Dialect, _ translation: CallTranslation, _ call: CUDACall, width: Int
  ) -> String {
    let disputed = translation.disputedCount
    let sure =
      translation.certainty.rawValue
      + (disputed == 0 ? "" : ", \(disputed) of its values disputed")
    var text = TextLines.wrapped(
      "\(dialect.name): \(translation.grade.rawValue) (\(sure)): \(dialect.title)", width: width,
      indent: 4)
    for step in translation.steps {
      text += "\n" + aligned("  \(callText(step))", step.evidence.text, width: width)
      if !step.evidence.note.isEmpty {
        text += TextLines.wrapped("      \(step.evidence.note)", width: width, indent: 6)
      }
      guard let arguments = step.arguments else { continue }
      let nameWidth = min(24, arguments.map(\.name.count).max() ?? 0)
      for argument in arguments { text += line(argument, nameWidth: nameWidth, width: width) }
    }
    if !translation.findings.isEmpty || !translation.unpassed.isEmpty { text += "\n" }
    for finding in translation.findings {
      let head = finding.grade == .exact ? "note" : finding.grade.rawValue
      text += TextLines.wrapped(
        "  \(head): \(finding.argument): \(finding.detail) [\(finding.evidence.text)]",
        width: width,
        indent: 4)
    }
    for unpassed in translation.unpassed {
      text += TextLines.wrapped(
        "  not passed: \(unpassed.cuda.joined(separator: ", ")): \(unpassed.why)", width: width,
        indent: 4)
    }
    for note in dialect.notes {
      text += TextLines.wrapped(
        "  note: \(note.text) [\(note.evidence.text)]", width: width, indent: 4)
    }
    return text + sources(dialect, translation, width: width)
  }

  private static func line(_ argument: CallTranslation.Argument, nameWidth: Int, width: Int)
    -> String
  {
    let name = TerminalText.padded(argument.name, to: nameWidth, .left)
    var left = "    \(name)  \(argument.value)"
    // Sizes come along with every operand; what counts is the operand.
    let cuda = argument.cuda.filter { $0 != argument.name && !["m", "n", "k"].contains($0) }
    if !cuda.isEmpty, cuda.count <= 5 { left += "  <- \(cuda.joined(separator: ", "))" }
    var text = aligned(left, argument.evidence?.text ?? "", width: width)
    for claim in argument.disputed {
      text += TextLines.wrapped(
        "\(String(repeating: " ", count: nameWidth + 6))disputed: \(claim.value) [\(claim.evidence.text)] \(claim.evidence.note)",
        width: width, indent: nameWidth + 8)
    }
    return text
  }

  /// Text at the left and at the right edge, on two lines where one is too short.
  private static func aligned(_ left: String, _ right: String, width: Int) -> String {
    let left = TerminalText.plain(left)
    let right = TerminalText.plain(right)
    if right.isEmpty { return TextLines.wrapped(left, keepingBlanksTo: 30, width: width) }
    let gap = width - left.count - right.count
    if gap >= 2 { return left + String(repeating: " ", count: gap) + right + "\n" }
    let lead = String(repeating: " ", count: max(0, width - right.count))
    return TextLines.wrapped(left, keepingBlanksTo: 30, width: width) + "\(lead)\(right)\n"
  }

  private static func callText(_ step: CallTranslation.Step) -> String {
    step.repeats == 1 ? step.function : "\(step.repeats) x \(step.function)"
  }

  private static func sources(_ dialect: Dialect, _ translation: CallTranslation, width: Int)
    -> String
  {
    var used: Set<String> = []
    for step in translation.steps {
      used.formUnion(step.evidence.sources)
      for argument in step.arguments ?? [] {
        used.formUnion(argument.evidence?.sources ?? [])
        for claim in argument.disputed { used.formUnion(claim.evidence.sources) }
      }
    }
    for finding in translation.findings { used.formUnion(finding.evidence.sources) }
    for note in dialect.notes { used.formUnion(note.evidence.sources) }
    let list = dialect.sources.filter { used.contains($0.id) }
    guard !list.isEmpty else { return "" }
    let idWidth = list.map(\.id.count).max() ?? 0
    return "\n  sources\n"
      + list.map { source in
        TextLines.wrapped(
          "    \(TerminalText.padded(source.id, to: idWidth, .left))  \(source.kind.rawValue): \(source.text)",
          keepingBlanksTo: idWidth + 6, width: width)
      }.joined()
  }
}

extension TextLines {
  /// `text` in lines of at most `width` characters; blanks in the first `column` characters stay, and what follows in later
  /// lines starts at that column.
  static func wrapped(_ text: String, keepingBlanksTo column: Int, width: Int) -> String {
    guard text.count > width, text.count > column else { return TerminalText.plain(text) + "\n" }
    let head = TerminalText.plain(String(text.prefix(column)))
    let rest = wrapped(String(text.dropFirst(column)), width: max(20, width - column), indent: 0)
    let lines = rest.split(separator: "\n")
    return lines.enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: column)) + line + "\n"
    }.joined()
  }
}
