public import Harness
import Kernels

/// The table that people see after a run: plain aligned text.
public enum ResultsTable {
  /// Renders a results file: what was run where, one row a problem with the devices side by side, counts, the reasons of
  /// cases without a number, and what may have disturbed the run.
  ///
  /// Rates and times are medians; the error is a multiple of the bound that it must stay under; the ratio is the speed
  /// relative to the first device.
  /// - Parameters:
  ///   - width: the columns there are, or nil for as many as it takes. Where the devices do not fit side by side, each
  ///     gets a line of its own below the problem.
  ///   - color: whether to mark failures and doubts with terminal colours.
  public static func render(_ file: ResultsFile, width: Int?, color: Bool) -> String {
    let grid = ResultsGrid(file)
    let notes = CaseNotes(file, grid)
    let palette = Palette(isEnabled: color)
    var blocks = [heading(file, grid, palette)]
    if grid.rows.isEmpty {
      blocks.append(["No case was finished."])
    } else {
      blocks.append(
        SideBySideTable(grid, palette).lines(width: width)
          ?? StackedTable(grid, palette).lines())
      blocks.append(legend(grid))
    }
    blocks.append(summary(grid, notes, palette))
    blocks.append(groupLines(notes.untrusted, palette))
    blocks.append(groupLines(notes.losses, palette))
    blocks.append(notes.remarks)
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private static func heading(
    _ file: ResultsFile, _ grid: ResultsGrid, _ palette: Palette
  ) -> [String] {
    let run = [
      TerminalText.plain(file.workload.name),
      CaseNotes.counted(file.workload.problemCount, "problem"), "\(file.settings.cacheMode) cache",
      "fill \(file.settings.fill)", "seed \(file.settings.seed)",
    ].joined(separator: ", ")
    let host =
      "\(file.host.cpuModel), \(CaseNotes.counted(file.host.logicalCoreCount, "core")), "
      + file.host.operatingSystem
    let idWidth = grid.devices.map(\.count).max() ?? 0
    let devices = grid.devices.map { id -> String in
      let info = file.devices.first { $0.id == id }
      let clocks = Set(file.cases.filter { $0.device == id }.compactMap { $0.statistics?.clock })
      let facts = [
        info?.name, info.map { "\($0.driver) \($0.driverVersion)" },
        info?.threadCount.map { CaseNotes.counted($0, "thread") },
        clocks.isEmpty ? nil : clocks.sorted().joined(separator: " and ") + " clock",
      ]
      return "  " + TerminalText.padded(TerminalText.plain(id), to: idWidth, .left) + "  "
        + TerminalText.plain(facts.compactMap { $0 }.joined(separator: ", "))
    }
    return [palette.paint(TerminalText.plain(run), .bold), TerminalText.plain(host)] + devices
  }

  private static func legend(_ grid: ResultsGrid) -> [String] {
    let legend = grid.legend
    let width = max(7, 2 + (legend.map(\.sign.count).max() ?? 0))
    return legend.map { sign, meaning in TerminalText.padded(sign, to: width, .left) + meaning }
  }

  private static func summary(
    _ grid: ResultsGrid, _ notes: CaseNotes, _ palette: Palette
  ) -> [String] {
    let idWidth = grid.devices.map(\.count).max() ?? 0
    return grid.devices.flatMap { device -> [String] in
      let name = TerminalText.padded(TerminalText.plain(device), to: idWidth, .left)
      let indent = String(repeating: " ", count: idWidth + 2)
      return [palette.paint(name, .bold) + "  " + notes.counts(of: device)]
        + (notes.relativeSpeed(of: device).map { [indent + $0] } ?? [])
    }
  }

  private static func groupLines(_ groups: [CaseNotes.Group], _ palette: Palette) -> [String] {
    groups.flatMap { group -> [String] in
      // A failure is to be run again, so more of its descriptors are worth their lines.
      let limit = group.style == .failure ? 5 : 1
      let head =
        "\(group.device) \(palette.paint(group.heading, group.style)), "
        + "\(CaseNotes.counted(group.descriptors.count, "case")): \(group.reason)"
      let rest = group.descriptors.count - limit
      return [head] + group.descriptors.prefix(limit).map { "    \($0)" }
        + (rest > 0 ? ["    and \(rest) more"] : [])
    }
  }
}
