private import CSuites

/// The suites that are part of Parity: the files of suites/, embedded.
public enum SuiteLibrary {
  /// The names in listing order.
  public static let names: [String] = (0..<parity_embedded_suite_count()).map { index in
    String(cString: parity_embedded_suite(index).name)
  }

  /// The suite called `name`.
  /// - Throws: `WorkloadError` that suggests the nearest name and lists all.
  public static func suite(named name: String) throws(WorkloadError) -> Workload {
    guard let index = names.firstIndex(of: name) else {
      throw WorkloadError(
        NearestName.sentence(unknown: "suite", name, known: names)
          + " A path to a suite file works too (it contains a / or ends in .suite).")
    }
    let embedded = parity_embedded_suite(index)
    let bytes = Array(UnsafeBufferPointer(start: embedded.bytes, count: embedded.byteCount))
    return try SuiteFile.parse(bytes, file: "\(name).suite", origin: .suite)
  }

  /// The suite that a command line means by `text`: a path where it looks like one, a name otherwise.
  /// - Throws: `WorkloadError`.
  public static func suite(nameOrPath text: String) throws(WorkloadError) -> Workload {
    if text.contains("/") || text.hasSuffix(".suite") || text.hasSuffix(".json") {
      return try Workload.read(path: text)
    }
    return try suite(named: text)
  }
}
