import Foundation

/// What changed between two coverages.
public struct CoverageDifference: Sendable, Encodable {
  /// The programs that wrote the two; nil in files of older versions.
  public let createdBefore, createdAfter: String?
  /// Dialects and devices of both, in the order of the newer one.
  public let targets: [Target]
  /// Dialects and devices that only one of them has.
  public let onlyBefore, onlyAfter: [String]
  /// Whether both are of the same problems; shares are comparable only then.
  public let sameProblems: Bool

  /// A dialect or device before and after.
  public struct Target: Sendable, Encodable {
    /// Its name.
    public let name: String
    /// The covered share of calls and of operations, from 0 to 1.
    public let callsBefore, callsAfter, flopsBefore, flopsAfter: Double
    /// Problems whose grade changed, or that are of one of the two only.
    public let changes: [Change]
  }

  /// A problem that changed.
  public struct Change: Sendable, Encodable {
    /// The problem.
    public let descriptor: String
    /// Its grades; nil where a side does not have it.
    public let before, after: Grade?
    /// Why it is so after.
    public let reasons: [String]
  }

  /// Compares `after` with `before`.
  public init(before: Coverage, after: Coverage) {
    createdBefore = before.createdBy
    createdAfter = after.createdBy
    let old = Dictionary(before.targets.map { ($0.name, $0) }) { first, _ in first }
    targets = after.targets.compactMap { target in
      guard let earlier = old[target.name] else { return nil }
      return Target(
        name: target.name, callsBefore: Self.share(earlier.covered.calls, before.total.calls),
        callsAfter: Self.share(target.covered.calls, after.total.calls),
        flopsBefore: Self.share(earlier.covered.flops, before.total.flops),
        flopsAfter: Self.share(target.covered.flops, after.total.flops),
        changes: Self.changes(earlier, target))
    }
    let names = Set(after.targets.map(\.name))
    onlyBefore = before.targets.map(\.name).filter { !names.contains($0) }
    onlyAfter = after.targets.map(\.name).filter { old[$0] == nil }
    func problems(_ coverage: Coverage) -> Set<String> {
      Set(coverage.targets.first?.problems.map(\.descriptor) ?? [])
    }
    sameProblems = problems(before) == problems(after)
  }

  private static func share(_ part: Double, _ whole: Double) -> Double {
    whole > 0 ? part / whole : 0
  }

  private static func changes(_ before: Coverage.Target, _ after: Coverage.Target) -> [Change] {
    let old = Dictionary(before.problems.map { ($0.descriptor, $0.grade) }) { first, _ in first }
    let new = Set(after.problems.map(\.descriptor))
    let changed = after.problems.compactMap { answer -> Change? in
      guard old[answer.descriptor] != answer.grade else { return nil }
      return Change(
        descriptor: answer.descriptor, before: old[answer.descriptor], after: answer.grade,
        reasons: answer.reasons)
    }
    let gone = before.problems.filter { !new.contains($0.descriptor) }
    return changed
      + gone.map { .init(descriptor: $0.descriptor, before: $0.grade, after: nil, reasons: []) }
  }
}

extension Coverage {
  /// The most bytes that a file may have.
  static let maximumByteCount = 256 << 20

  /// Reads the JSON that `parity coverage --json` wrote.
  /// - Throws: `DialectError` that says what is wrong with the file.
  public static func read(path: String) throws(DialectError) -> Coverage {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw DialectError("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw DialectError("\(path) is no file; name one that parity coverage --json wrote")
    }
    guard status.st_size <= maximumByteCount else {
      throw DialectError("\(path) is larger than \(maximumByteCount >> 20) MiB")
    }
    let coverage: Coverage
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      coverage = try JSONDecoder().decode(Coverage.self, from: data)
    } catch {
      throw DialectError(
        "\(path) is not a coverage file: write one with parity coverage --json > old.json")
    }
    guard coverage.schemaVersion == currentSchemaVersion else {
      throw DialectError(
        "\(path) has schema version \(coverage.schemaVersion); this Parity reads \(currentSchemaVersion)"
      )
    }
    return coverage
  }
}
