import Harness

/// A status as sign, word and colour, so that none is needed alone.
enum StatusBadge {
  static func markup(_ status: CaseStatus) -> Markup {
    "<span class=\"badge \(kind(status))\"><span aria-hidden=\"true\">\(sign(status))</span> \(status.words)</span>"
  }

  private static func kind(_ status: CaseStatus) -> Markup {
    switch status {
    case .passed: "good"
    case .noisy, .notVerified: "caution"
    case .unsupported, .skipped: "absent"
    case .incorrect, .implausible, .timedOut, .crashed, .failed: "bad"
    }
  }

  private static func sign(_ status: CaseStatus) -> Markup {
    switch status {
    case .passed: "✓"
    case .noisy: "~"
    case .notVerified: "?"
    case .unsupported, .skipped: "–"
    case .incorrect, .implausible, .timedOut, .crashed, .failed: "✗"
    }
  }
}
