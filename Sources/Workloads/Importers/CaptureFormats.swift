/// Every capture format that can be read, in the order in which they are tried.
public enum CaptureFormats {
  /// The readers; a new one is added here and nowhere else.
  public static var all: [any CaptureReader.Type] {
    [
      KinetoReader.self, ExecutionTraceReader.self, WorkloadFileReader.self, ResultsFileReader.self,
      SuiteReader.self,
    ]
  }

  /// The names that `--format` takes.
  public static var names: [String] { all.map { $0.name } }

  /// The reader for a file that starts with these bytes, or nil.
  public static func reader(for start: [UInt8]) -> (any CaptureReader.Type)? {
    all.first { $0.recognises(start) }
  }

  /// The reader called `name`.
  /// - Throws: `WorkloadError` that suggests the nearest name and lists all.
  public static func reader(named name: String) throws(WorkloadError) -> any CaptureReader.Type {
    guard let reader = all.first(where: { $0.name == name }) else {
      throw WorkloadError(NearestName.sentence(unknown: "format", name, known: names))
    }
    return reader
  }
}
