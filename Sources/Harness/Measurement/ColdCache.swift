import Kernels

/// Cold caches: how many operand sets they take, and the proof that they are cold.
enum ColdCache {
  /// The operand sets whose rotation puts more than twice `cacheByteCount` between two uses of a set.
  ///
  /// A set counts as a guard's width at least, so that this stays finite for the smallest problems.
  static func setCount(_ problem: Problem, cacheByteCount: Int) -> Int {
    let footprint = max(problem.footprintByteCount, OperandSet.alignment)
    return max(2, 2 * cacheByteCount / footprint + 2)
  }

  /// What is assumed where no one says how large the caches are: more than any so far (256 MB in AMD's MI300).
  static let assumedByteCount = 256 << 20

  /// Reads operands at the moment when a sample would start, and again at once: cold operands are slower the first time.
  ///
  /// Only memory that the host can read in place tells anything about the device's caches.
  static func prove(
    _ executor: Executor, device: any Device, problem: Problem
  ) throws(BackendError) -> CaseRecord.ColdProof {
    let sets = executor.operandSet.count
    let known = CacheSize.lastLevel(device)
    let rotation =
      "\(sets) operand sets of \(problem.footprintByteCount) bytes rotate through "
      + (known.map { "\($0) bytes of cache" }
        ?? "caches of unknown size, taken as \(assumedByteCount) bytes")
    guard device.capabilities.hostMemory else {
      return CaseRecord.ColdProof(
        proved: false, detail: "\(rotation); the host cannot probe the caches of \(device.info.id)")
    }
    guard let input = executor.operandSet.largestInput(executor.nextSet), input.byteCount > 0 else {
      return CaseRecord.ColdProof(proved: false, detail: "there is no input to probe")
    }
    let byteCount = min(input.byteCount, 1 << 20)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    var cold: [Double] = []
    var hot: [Double] = []
    for _ in 0..<min(9, sets) {
      guard let slice = executor.operandSet.largestInput(executor.nextSet) else { break }
      cold.append(try read(slice, into: memory))
      hot.append(try read(slice, into: memory))
      executor.skipSet()
    }
    let coldNanoseconds = SampleSummary(cold).median
    let hotNanoseconds = SampleSummary(hot).median
    return judge(
      byteCount: byteCount, coldNanoseconds: coldNanoseconds, hotNanoseconds: hotNanoseconds,
      rotation: rotation)
  }

  /// Cold is proved where the second reading is at least a half faster than the first.
  static func judge(
    byteCount: Int, coldNanoseconds: Double, hotNanoseconds: Double, rotation: String
  ) -> CaseRecord.ColdProof {
    let cold = Double(byteCount) / max(coldNanoseconds, 1) * 1e9
    let hot = Double(byteCount) / max(hotNanoseconds, 1) * 1e9
    let proved = hot >= 1.5 * cold
    func gigabytes(_ rate: Double) -> String { "\((rate / 1e7).rounded() / 100) GB/s" }
    return CaseRecord.ColdProof(
      proved: proved,
      detail:
        "\(rotation); \(byteCount) bytes read at \(gigabytes(cold)) when a sample would start, at "
        + "\(gigabytes(hot)) again at once"
        + (proved ? "" : ": not 1.5 times as fast, so cold is not shown"),
      coldBytesPerSecond: cold, hotBytesPerSecond: hot)
  }

  private static func read(
    _ slice: BufferSlice, into memory: UnsafeMutableRawBufferPointer
  ) throws(BackendError) -> Double {
    let start = HostClock.nanoseconds
    try slice.buffer.read(into: memory, at: slice.byteOffset)
    return HostClock.nanoseconds - start
  }
}
