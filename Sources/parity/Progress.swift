import Foundation
import Harness

/// Shows how far a run is: one line that is redrawn on a terminal, one line for each finished case elsewhere.
///
/// It goes to standard error, so that standard output holds nothing but results.
final class Progress {
  /// How progress is shown.
  enum Style {
    case live
    case plain
    case none
  }

  private let style: Style
  private let showsVariants: Bool
  private let write: (String) -> Void
  private let width: () -> Int
  private let clock: () -> Double
  private let startSeconds: Double
  private var index = 0
  private var count = 0
  /// Cases that have started and finished, and the problems that the started ones are of.
  private var startedCases = 0
  private var finishedCases = 0
  private var startedProblems = 0
  /// Problems before the first that started here: those that were finished before.
  private var skippedProblems: Int?
  private var descriptor = ""
  /// The numbers of the problems that have started, by descriptor: they may finish in another order.
  private var numbers: [String: Int] = [:]
  private var step = ""
  private var lastDrawnSeconds = -Double.infinity

  /// Creates a display.
  /// - Parameters:
  ///   - showsVariants: Whether cases differ in their variants.
  ///   - clock: monotonic seconds.
  init(
    style: Style, showsVariants: Bool = false, width: @escaping () -> Int = { Terminal.errorWidth },
    clock: @escaping () -> Double = { Double(DispatchTime.now().uptimeNanoseconds) * 1e-9 },
    write: @escaping (String) -> Void = Terminal.writeError
  ) {
    self.style = style
    self.showsVariants = showsVariants
    self.width = width
    self.clock = clock
    self.write = write
    startSeconds = clock()
  }

  /// The style that fits standard error.
  static func style(quiet: Bool) -> Style {
    quiet ? .none : Terminal.errorIsTerminal ? .live : .plain
  }

  /// Takes one event of a run.
  func show(_ event: RunEvent) {
    switch event {
    case .started(let index, let count, let descriptor, let devices):
      self.index = index
      self.count = count
      skippedProblems = skippedProblems ?? index
      startedProblems += 1
      startedCases += devices.count
      self.descriptor = descriptor
      numbers[descriptor] = index + 1
      step = devices.joined(separator: ", ")
      draw(force: true)
    case .phase(let device, let phase):
      step = "\(device) \(phase)"
      draw(force: false)
    case .turns(let problemCount, let caseCount):
      descriptor = "\(problemCount) problems in turns"
      step = "\(caseCount) case\(caseCount == 1 ? "" : "s") sampling"
      draw(force: false)
    case .finished(let record):
      finishedCases += 1
      let number = numbers[record.descriptor] ?? index + 1
      if style == .plain {
        write("[\(number)/\(count)] \(Self.line(record, showsVariant: showsVariants))\n")
      }
    }
  }

  /// Removes the status line.
  func end() {
    if style == .live { write("\r\u{1B}[K") }
  }

  /// One finished case in words: device, descriptor, status, time and rate or the reason.
  static func line(_ record: CaseRecord, showsVariant: Bool = false) -> String {
    var parts = [record.device, record.descriptor]
    if showsVariant, let variant = record.variant { parts.append(variant) }
    parts.append(record.status.rawValue)
    if let median = record.statistics?.medianNanoseconds {
      parts.append(TimeText.short(median * 1e-9))
    }
    if let rate = record.rates?.flopsPerSecond {
      parts.append(String(format: "%.1f GFLOP/s", rate * 1e-9))
    }
    if let reason = record.reason { parts.append("(\(reason))") }
    return parts.joined(separator: "  ")
  }

  private func draw(force: Bool) {
    let now = clock()
    guard style == .live, force || now - lastDrawnSeconds >= 0.1 else { return }
    lastDrawnSeconds = now
    let elapsed = now - startSeconds
    var text = "[\(index + 1)/\(count)] \(descriptor)  \(step)  \(TimeText.clock(elapsed))"
    if finishedCases > 0, startedProblems > 0 {
      let perProblem = Double(startedCases) / Double(startedProblems)
      let all = perProblem * Double(count - (skippedProblems ?? 0))
      let left = elapsed / Double(finishedCases) * max(all - Double(finishedCases), 0)
      text += ", about \(TimeText.clock(left)) left"
    }
    write("\r\u{1B}[K" + Self.cut(text, descriptor: descriptor, to: width() - 1))
  }

  /// Shortens the descriptor, the longest part, so that the line never wraps.
  private static func cut(_ text: String, descriptor: String, to width: Int) -> String {
    guard text.count > width else { return text }
    let excess = text.count - width + 1
    guard descriptor.count > excess + 8 else { return String(text.prefix(max(0, width))) }
    return text.replacingOccurrences(
      of: descriptor, with: descriptor.prefix(descriptor.count - excess) + "…")
  }
}

/// Durations for people.
enum TimeText {
  /// `1.23 ms`, with three significant digits.
  static func short(_ seconds: Double) -> String {
    let units: [(Double, String)] = [(1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")]
    let (scale, unit) = units.first { seconds >= $0.0 } ?? (1e-9, "ns")
    let value = seconds / scale
    let digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
    return String(format: "%.\(digits)f \(unit)", value)
  }

  /// `0:07`, `12:34`, `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, rest)
      : String(format: "%d:%02d", minutes, rest)
  }
}
