public import Kernels

/// What a case reached of what its device could do for it.
public struct RoofShare: Sendable, Codable, Hashable {
  /// Speed over the attainable speed; 1 is the roof.
  public var fraction: Double
  /// Which ceiling is the lower one for this problem: a type (`f32`) or a level of memory (`DRAM`).
  public var ceiling: String
  /// The least time in which one execution could end by this roofline.
  public var attainableNanoseconds: Double

  /// Creates the value from its parts.
  public init(fraction: Double, ceiling: String, attainableNanoseconds: Double) {
    self.fraction = fraction
    self.ceiling = ceiling
    self.attainableNanoseconds = attainableNanoseconds
  }
}

extension Problem {
  /// The types in which a kernel may multiply for this problem: the operands' own, and those that hold them exactly or that
  /// the compute type allows.
  var arithmeticTypes: [ElementType] {
    switch self {
    case .gemm(let gemm):
      switch (gemm.types.a, gemm.types.compute) {
      case (.f32, .tf32), (.f32, .bf16): [.f32, .bf16]
      case (.f32, .f16): [.f32, .f16]
      case (let type, _): Self.arithmeticTypes(type)
      }
    case .attention, .attentionBackward, .probe: Self.arithmeticTypes(inputType)
    }
  }

  private static func arithmeticTypes(_ type: ElementType) -> [ElementType] {
    switch type {
    case .f64, .c128: [.f64]
    case .f32, .c64: [.f32]
    case .f16: [.f16, .f32]
    case .bf16: [.bf16, .f32]
    // Every 8-bit float is a bf16 and an f16.
    case .f8e4m3, .f8e5m2: [type, .f16, .bf16, .f32]
    case .i8: [.i8, .i32]
    case .i32: [.i32]
    }
  }
}

extension Roofline {
  /// How far above the roof a figure is still believed: clocks that rose since, and samples that the probes were unlucky in.
  static let headroom = 1.25

  /// The share of its roof that one execution of `problem` in `nanoseconds` reached; nil where a roof is not known.
  public func share(
    of problem: Problem, cacheMode: MeasurementPlan.CacheMode, nanoseconds: Double
  ) -> RoofShare? {
    guard nanoseconds > 0, let level = level(of: problem, cacheMode: cacheMode) else { return nil }
    var ceiling = memory[level].level
    var attainable = Double(problem.byteCount) / bandwidth(level) * 1e9
    if problem.flopCount > 0 {
      guard let peak = peak(for: problem) else { return nil }
      let computing = Double(problem.flopCount) / peak.flopsPerSecond * 1e9
      if computing >= attainable {
        ceiling = peak.type.rawValue
        attainable = computing
      }
    }
    guard attainable > 0, attainable.isFinite else { return nil }
    return RoofShare(
      fraction: attainable / nanoseconds, ceiling: ceiling, attainableNanoseconds: attainable)
  }

  /// Why one execution of `problem` in `nanoseconds` cannot be, or nil where it can.
  ///
  /// Data may lie one level nearer than its size says, since caches are shared and a part of it may stay there.
  func complaint(
    _ problem: Problem, cacheMode: MeasurementPlan.CacheMode, nanoseconds: Double
  ) -> String? {
    guard isBound, nanoseconds > 0 else { return nil }
    func rounded(_ rate: Double) -> Double { (rate / 1e7).rounded() / 100 }
    let rate = Double(problem.flopCount) / nanoseconds * 1e9
    if let peak = peak(for: problem), rate > Self.headroom * peak.flopsPerSecond {
      return
        "\(rounded(rate)) GFLOP/s is above the measured peak of \(rounded(peak.flopsPerSecond)) "
        + "GFLOP/s in \(peak.type.rawValue)"
    }
    guard let level = level(of: problem, cacheMode: cacheMode) else { return nil }
    let nearer = max(level - 1, 0)
    let traffic = Double(problem.byteCount) / nanoseconds * 1e9
    guard traffic > Self.headroom * bandwidth(nearer) else { return nil }
    return "\(rounded(traffic)) GB/s is above the measured \(rounded(bandwidth(nearer))) GB/s of "
      + "\(memory[nearer].level), and the operands lie in \(memory[level].level)"
  }

  /// The fastest way to multiply for `problem`; nil where one of its types may have a faster one that was not measured.
  public func peak(for problem: Problem) -> Peak? {
    let types = problem.arithmeticTypes
    guard !unknownPeaks.contains(where: { types.contains($0.type) }) else { return nil }
    return peaks.filter { types.contains($0.type) }.max { $0.flopsPerSecond < $1.flopsPerSecond }
  }

  /// The level that holds the operands: by their size where caches are hot, the farthest where they are cold.
  func level(of problem: Problem, cacheMode: MeasurementPlan.CacheMode) -> Int? {
    guard !memory.isEmpty else { return nil }
    let fitting = memory.firstIndex { level in
      level.capacityByteCount.map { problem.footprintByteCount <= $0 } ?? true
    }
    return cacheMode == .cold ? memory.count - 1 : fitting ?? memory.count - 1
  }

  /// The bandwidth of a level: what is nearer cannot be slower, even where starting the work hid it.
  func bandwidth(_ level: Int) -> Double {
    memory[level...].map(\.bytesPerSecond).max() ?? 0
  }
}
