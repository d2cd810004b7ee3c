import ArgumentParser
import Foundation
import Harness
import Workloads

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a workload of what a program really ran: traces and library logs.",
    discussion: """
      Reads captures, recognised by their content and gzip or not, into one workload file: distinct problems with how often \
      each was called, recorded times, what was taken for granted, and what cannot be replayed. docs/capturing.md says how \
      to capture.

      EXAMPLES
        parity import trace.json.gz                 writes trace.workload.json
        parity import rank0.log rank1.log -o run.workload.json
        zcat big.json.gz | parity import - --format kineto -o big.workload.json
        parity import trace.json --json             the workload on standard output
        parity import --check trace.json cublas.log do both tell of the same calls?
        parity import --formats                     what can be read
        parity run --workload trace.workload.json

      EXIT CODES
        0    calls were found, and with --check agree
        1    --check: the captures differ
        3    no GEMM or attention call, or no place to write
        4    --strict: rejected lines, or calls that cannot be replayed
        64   the command line makes no sense, or a file cannot be read
      """)

  @Argument(help: ArgumentHelp("Captures; - is standard input.", valueName: "file"))
  var files: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The file to write; the first capture's name with .workload.json unless given.",
      valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Read the files in this format.", valueName: "format"))
  var format: String?

  @Option(help: ArgumentHelp("What results call the workload.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Steps that the captures cover; what they mark, or 1, unless given.", valueName: "number"))
  var steps: Int?

  @Flag(help: "Compare two captures of one run instead of writing a workload.")
  var check = false

  @Flag(help: "List the formats.")
  var formats = false

  @Flag(help: "The workload (with --check the comparison) as JSON on standard output.")
  var json = false

  @Flag(help: "Exit with 4 where lines were rejected or calls cannot be replayed.")
  var strict = false

  @Flag(name: .shortAndLong, help: "No progress and no summary.")
  var quiet = false

  mutating func validate() throws {
    if formats { return }
    if files.isEmpty { throw ValidationError("Name a capture; --formats lists what can be read.") }
    if files.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("Standard input can be read once.")
    }
    if check, files.count != 2 { throw ValidationError("--check compares two captures.") }
    if check, output != nil { throw ValidationError("--check writes no file.") }
    if let steps, steps < 1 || steps > 1 << 40 {
      throw ValidationError("--steps \(steps) must be at least 1.")
    }
  }

  func run() throws {
    if formats {
      Terminal.write(Self.formatsText)
    } else if check {
      try compare()
    } else {
      try write()
    }
  }

  private static var formatsText: String {
    var table = TextTable(header: ["FORMAT", "WHAT"])
    for reader in CaptureFormats.all { table.append([reader.name, reader.title]) }
    return table.text
  }

  private func write() throws {
    let workload = try read(files)
    guard !workload.problems.isEmpty else {
      if !quiet { Terminal.writeError(ImportSummary(workload).text(width: Terminal.errorWidth)) }
      throw CommandFailure(
        .harness,
        "there is no GEMM or attention call that can be replayed in "
          + files.joined(separator: ", "))
    }
    let path = output ?? (json ? nil : "\(workload.name).workload.json")
    if let path {
      try WholeFile.write(try workload.encoded(), to: path)
    }
    if json {
      Terminal.write(String(decoding: try workload.encoded(), as: UTF8.self))
    } else if !quiet {
      Terminal.write(ImportSummary(workload).text(width: Terminal.tableWidth))
    }
    if let path, !quiet { Terminal.writeError("Workload: \(path)\n") }
    let isUnsettled =
      !workload.notReplayable.isEmpty || workload.captures.contains { $0.rejectedCount > 0 }
    if strict, isUnsettled { throw ExitCode(ExitStatus.notComparable.rawValue) }
  }

  private func compare() throws {
    let agreement = CaptureAgreement(try read([files[0]]), try read([files[1]]))
    Terminal.write(
      json
        ? try JSONText.encode(AgreementText(agreement)) : AgreementText(agreement).text(of: files))
    if !agreement.isWhole { throw ExitCode(ExitStatus.failedCases.rawValue) }
  }

  private func read(_ paths: [String]) throws -> WorkloadFile {
    var importer = WorkloadImporter()
    let progress = ImportProgress(isShown: !quiet && Terminal.errorIsTerminal)
    do throws(WorkloadError) {
      for path in paths {
        try importer.add(path: path, format: format) { progress.show($0) }
        progress.end()
      }
    } catch {
      progress.end()
      throw CommandFailure(.usage, error.description)
    }
    return importer.workload(
      name: name ?? Self.name(of: paths[0]), title: "captured from " + Self.names(paths),
      createdBy: "parity \(ToolIdentity.version)", steps: steps)
  }

  private static func names(_ paths: [String]) -> String {
    let names = paths.map {
      $0 == "-" ? "standard input" : URL(fileURLWithPath: $0).lastPathComponent
    }
    return names.prefix(3).joined(separator: ", ")
      + (names.count > 3 ? " and \(names.count - 3) more" : "")
  }

  /// A workload's name from its first capture's: without folders and endings, and of the characters that names may have.
  private static func name(of path: String) -> String {
    guard path != "-" else { return "stdin" }
    var name = URL(fileURLWithPath: path).lastPathComponent
    for ending in [".gz", ".json", ".workload", ".txt", ".log", ".yaml", ".trace", ".pt"]
    where name.hasSuffix(ending) && name.count > ending.count {
      name.removeLast(ending.count)
    }
    let kept = name.map { character -> Character in
      character.isASCII && (character.isLetter || character.isNumber || "-._".contains(character))
        ? character : "-"
    }
    let text = String(kept.prefix(64))
    return text.first.map { $0 == "." } ?? true ? "capture" : text
  }
}

/// How far an import is, on one line that is redrawn.
final class ImportProgress {
  private let isShown: Bool
  private let start = DispatchTime.now().uptimeNanoseconds
  private var lastDrawn: UInt64 = 0

  init(isShown: Bool) { self.isShown = isShown }

  func show(_ progress: WorkloadImporter.Progress) {
    guard isShown else { return }
    let now = DispatchTime.now().uptimeNanoseconds
    guard now - lastDrawn >= 100_000_000 else { return }
    lastDrawn = now
    let seconds = Double(now - start) * 1e-9
    let rate = Double(progress.readByteCount) / max(seconds, 1e-3) / 1e6
    var text = "\(progress.file.prefix(40))  \(progress.format)  "
    if let whole = progress.fileByteCount, whole > 0 {
      let share = min(Double(progress.readByteCount) / Double(whole), 1)
      let filled = Int(share * 20)
      text += "[\(String(repeating: "#", count: filled))"
      text += String(repeating: ".", count: 20 - filled)
      text += "] \(Int(share * 100)) %  "
      if share > 0.01 { text += "\(TimeText.clock(seconds / share - seconds)) left  " }
    }
    text += "\(Int(rate)) MB/s  \(progress.callCount) calls"
    Terminal.writeError("\r\u{1B}[K" + text.prefix(max(0, Terminal.errorWidth - 1)))
  }

  func end() {
    if isShown { Terminal.writeError("\r\u{1B}[K") }
  }
}
