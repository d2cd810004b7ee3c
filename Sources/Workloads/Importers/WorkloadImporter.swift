import Foundation

/// Makes one workload from captures.
public struct WorkloadImporter {
  /// How far the import of a file is.
  public struct Progress {
    /// The file.
    public let file: String
    /// The format.
    public let format: String
    /// Bytes taken from the file, compressed where it is.
    public let readByteCount: Int
    /// The file's size; nil for pipes.
    public let fileByteCount: Int?
    /// Calls found so far.
    public let callCount: Int
  }

  /// The most bytes that are looked at to recognise a format.
  private static let recognitionByteCount = 64 << 10
  private var builder = WorkloadBuilder()

  /// Creates an importer without captures.
  public init() {}

  /// Reads the file at `path` (`-` for standard input), in the format called `format` or that its content shows.
  /// - Throws: `WorkloadError` for a file that cannot be read and for a format that is not known.
  public mutating func add(
    path: String, format: String? = nil, progress: (Progress) -> Void = { _ in }
  ) throws(WorkloadError) {
    let name = path == "-" ? "standard input" : URL(fileURLWithPath: path).lastPathComponent
    let type = try format.map { name throws(WorkloadError) in
      try CaptureFormats.reader(named: name)
    }
    var reading = Reading(file: name, path: path, type: type)
    var builder = self.builder
    try CaptureInput.read(path: path) { bytes, position throws(WorkloadError) in
      try reading.take(bytes, into: &builder)
      progress(
        Progress(
          file: name, format: reading.formatName, readByteCount: position.readByteCount,
          fileByteCount: position.fileByteCount, callCount: builder.callCount))
    }
    try reading.finish(into: &builder)
    self.builder = builder
  }

  /// Reads bytes as if they were the content of `file`.
  /// - Throws: `WorkloadError` for a format that is not known.
  public mutating func add(_ bytes: [UInt8], file: String, format: String? = nil)
    throws(WorkloadError)
  {
    let type = try format.map { name throws(WorkloadError) in
      try CaptureFormats.reader(named: name)
    }
    var reading = Reading(file: file, path: file, type: type)
    var failure: WorkloadError?
    bytes.withUnsafeBytes { bytes in
      do throws(WorkloadError) { try reading.take(bytes, into: &builder) } catch { failure = error }
    }
    if let failure { throw failure }
    try reading.finish(into: &builder)
  }

  /// The workload of everything that was read.
  ///
  /// - Parameters:
  ///   - name: what results call it.
  ///   - createdBy: the program: `parity 0.1.0`.
  ///   - steps: how many steps of the program the calls belong to; what the captures mark, or 1, where it is nil.
  public func workload(
    name: String, title: String = "", createdBy: String, steps: Int? = nil
  ) -> WorkloadFile {
    builder.workload(name: name, title: title, createdBy: createdBy, steps: steps)
  }

  /// One file under way.
  private struct Reading {
    let file, path: String
    private let type: (any CaptureReader.Type)?
    private var reader: (any CaptureReader)?
    private var start: [UInt8] = []
    private(set) var formatName = ""

    init(file: String, path: String, type: (any CaptureReader.Type)?) {
      self.file = file
      self.path = path
      self.type = type
    }

    mutating func take(_ bytes: UnsafeRawBufferPointer, into builder: inout WorkloadBuilder)
      throws(WorkloadError)
    {
      if reader != nil {
        pass(bytes, into: &builder)
        return
      }
      start += bytes
      if start.count >= WorkloadImporter.recognitionByteCount { try begin(into: &builder) }
    }

    mutating func finish(into builder: inout WorkloadBuilder) throws(WorkloadError) {
      if reader == nil { try begin(into: &builder) }
      reader?.finish(into: &builder)
      builder.endCapture()
    }

    private mutating func begin(into builder: inout WorkloadBuilder) throws(WorkloadError) {
      guard !start.isEmpty else { throw WorkloadError("\(path) is empty") }
      let prefix = Array(start.prefix(WorkloadImporter.recognitionByteCount))
      guard let type = type ?? CaptureFormats.reader(for: prefix) else {
        throw WorkloadError(
          "\(path) is in no format that parity import knows; --format NAME forces one of "
            + CaptureFormats.names.joined(separator: ", "))
      }
      reader = type.init()
      formatName = type.name
      builder.beginCapture(file: file, format: type.name)
      let all = start
      start = []
      all.withUnsafeBytes { pass($0, into: &builder) }
    }

    private mutating func pass(
      _ bytes: UnsafeRawBufferPointer, into builder: inout WorkloadBuilder
    ) {
      builder.addBytes(bytes.count)
      reader?.read(bytes, into: &builder)
    }
  }
}
