import Foundation
public import Harness

/// An SQLite database with the tables `runs`, `cases` and `samples`, written through the system's SQLite library, which is
/// opened at run time so that nothing else depends on it.
public enum SQLiteExport {
  /// Writes `files` into a new database at `path`; the file appears whole or not at all.
  /// - Throws: `ExportError` where the library is missing or the file cannot be written.
  public static func write(_ files: [ResultsFile], to path: String) throws(ExportError) {
    let library = try SQLiteLibrary()
    let temporary = path + ".tmp"
    try? FileManager.default.removeItem(atPath: temporary)
    let database = try library.open(temporary)
    do throws(ExportError) {
      try database.execute(schema)
      try database.execute("BEGIN")
      for (index, file) in files.enumerated() { try insert(file, id: index + 1, database) }
      try database.execute("COMMIT")
      database.close()
    } catch {
      database.close()
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      throw ExportError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
  }

  private static var schema: String {
    let columns = ExportColumns.all.map { "\($0.name) \($0.isNumber ? "NUMERIC" : "TEXT")" }
    return """
      CREATE TABLE runs (id INTEGER PRIMARY KEY, startedAt TEXT, finishedAt TEXT, hostName TEXT, cpuModel TEXT,
        toolVersion TEXT, toolCommit TEXT, workload TEXT, workloadHash TEXT, interrupted INTEGER);
      CREATE TABLE cases (id INTEGER PRIMARY KEY, run INTEGER REFERENCES runs(id), \(columns.joined(separator: ", ")));
      CREATE TABLE samples (case_id INTEGER REFERENCES cases(id), round INTEGER, hostNanoseconds NUMERIC,
        deviceNanoseconds NUMERIC);
      CREATE INDEX cases_by_descriptor ON cases (descriptor, device);
      """
  }

  private static func insert(_ file: ResultsFile, id: Int, _ database: SQLiteLibrary.Database)
    throws(ExportError)
  {
    try database.insert(
      "runs",
      [
        "\(id)", file.run.startedAt, file.run.finishedAt, file.host.hostName, file.host.cpuModel,
        file.tool.version, file.tool.commit, file.workload.name, file.workload.hash,
        file.run.interrupted ? "1" : "0",
      ])
    for record in file.cases {
      try database.insert(
        "cases", [nil, "\(id)"] + ExportColumns.all.map { $0.value(file, record) })
      let caseID = database.lastInsertedRow
      guard let samples = record.samples else { continue }
      for (index, host) in samples.hostNanoseconds.enumerated() {
        let device = samples.deviceNanoseconds.flatMap {
          $0.indices.contains(index) ? $0[index] : nil
        }
        let round = samples.rounds.indices.contains(index) ? samples.rounds[index] : index
        try database.insert(
          "samples", ["\(caseID)", "\(round)", "\(host)", device.map { "\($0)" }])
      }
    }
  }
}

/// The few functions of libsqlite3 that writing needs (sqlite.org/c3ref).
private struct SQLiteLibrary {
  private typealias Open =
    @convention(c) (
      UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>
    ) -> Int32
  private typealias Close = @convention(c) (OpaquePointer) -> Int32
  private typealias Execute =
    @convention(c) (
      OpaquePointer, UnsafePointer<CChar>, OpaquePointer?, OpaquePointer?, OpaquePointer?
    ) -> Int32
  private typealias Prepare =
    @convention(c) (
      OpaquePointer, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<OpaquePointer?>,
      OpaquePointer?
    ) -> Int32
  private typealias BindText =
    @convention(c) (
      OpaquePointer, Int32, UnsafePointer<CChar>, Int32, Int
    ) -> Int32
  private typealias OfStatement = @convention(c) (OpaquePointer) -> Int32
  private typealias Message = @convention(c) (OpaquePointer) -> UnsafePointer<CChar>
  private typealias LastRow = @convention(c) (OpaquePointer) -> Int64

  private let open: Open
  private let close: Close
  private let execute: Execute
  private let prepare: Prepare
  private let bindText: BindText
  private let step: OfStatement
  private let finalize: OfStatement
  private let message: Message
  private let lastRow: LastRow

  init() throws(ExportError) {
    guard let handle = dlopen("libsqlite3.so.0", RTLD_NOW) ?? dlopen("libsqlite3.so", RTLD_NOW)
    else {
      throw ExportError(
        "libsqlite3 is not on this machine; install it (Debian: apt install libsqlite3-0)")
    }
    func function<T>(_ name: String, as type: T.Type) throws(ExportError) -> T {
      guard let symbol = dlsym(handle, name) else {
        throw ExportError("libsqlite3 has no \(name); it is too old or broken")
      }
      return unsafeBitCast(symbol, to: type)
    }
    open = try function("sqlite3_open", as: Open.self)
    close = try function("sqlite3_close", as: Close.self)
    execute = try function("sqlite3_exec", as: Execute.self)
    prepare = try function("sqlite3_prepare_v2", as: Prepare.self)
    bindText = try function("sqlite3_bind_text", as: BindText.self)
    step = try function("sqlite3_step", as: OfStatement.self)
    finalize = try function("sqlite3_finalize", as: OfStatement.self)
    message = try function("sqlite3_errmsg", as: Message.self)
    lastRow = try function("sqlite3_last_insert_rowid", as: LastRow.self)
  }

  func open(_ path: String) throws(ExportError) -> Database {
    var handle: OpaquePointer?
    let status = open(path, &handle)
    guard status == 0, let handle else {
      throw ExportError("cannot write \(path): SQLite status \(status)")
    }
    return Database(library: self, handle: handle)
  }

  struct Database {
    let library: SQLiteLibrary
    let handle: OpaquePointer

    var lastInsertedRow: Int64 { library.lastRow(handle) }

    func close() { _ = library.close(handle) }

    func execute(_ sql: String) throws(ExportError) {
      guard library.execute(handle, sql, nil, nil, nil) == 0 else { throw error() }
    }

    /// Inserts a row; values are bound, never spliced into the statement.
    func insert(_ table: String, _ values: [String?]) throws(ExportError) {
      let marks = values.map { $0 == nil ? "NULL" : "?" }.joined(separator: ",")
      var statement: OpaquePointer?
      guard
        library.prepare(handle, "INSERT INTO \(table) VALUES (\(marks))", -1, &statement, nil) == 0,
        let statement
      else { throw error() }
      defer { _ = library.finalize(statement) }
      // -1 is SQLITE_TRANSIENT: SQLite copies the text at once.
      for (index, value) in values.compactMap({ $0 }).enumerated() {
        guard library.bindText(statement, Int32(index + 1), value, -1, -1) == 0 else {
          throw error()
        }
      }
      guard library.step(statement) == 101 else { throw error() }  // SQLITE_DONE
    }

    private func error() -> ExportError {
      ExportError("SQLite: \(String(cString: library.message(handle)))")
    }
  }
}
