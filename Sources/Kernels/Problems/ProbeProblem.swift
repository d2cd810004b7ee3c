/// A question about the machine itself, asked as a problem: how fast it computes, or moves bytes, at best.
///
/// Probes run, are verified and are measured like all other problems (docs/design/0006-roofline-by-probes.md); their rates
/// are the roofs of Williams, Waterman and Patterson, "Roofline", CACM 2009.
public enum ProbeProblem: Hashable, Sendable {
  case peak(PeakProbe)
  case stream(StreamProbe)

  /// Inputs, then the output.
  var operands: [OperandSpec] {
    switch self {
    case .peak(let peak):
      [
        OperandSpec(role: .a, elementType: peak.type, elementCount: PeakProbe.factorCount),
        OperandSpec(role: .d, elementType: peak.sumType, elementCount: peak.laneCount),
      ]
    case .stream(let stream):
      [
        OperandSpec(role: .a, elementType: .i32, elementCount: stream.wordCount),
        OperandSpec(
          role: .d, elementType: .i32,
          elementCount: stream.direction == .copy ? stream.wordCount : 1),
      ]
    }
  }

  /// Two operations a multiply-add, fused or not; none for streams, whose additions only prove that they read.
  var flopCount: Int {
    switch self {
    case .peak(let peak): 2 * peak.laneCount * peak.stepCount
    case .stream: 0
    }
  }

  var flopConvention: String {
    switch self {
    case .peak: "peak-2ln"
    case .stream: "stream-0"
    }
  }

  var byteCount: Int {
    switch self {
    case .peak: operands.reduce(0) { $0 + $1.byteCount }
    case .stream(let stream):
      stream.passCount * stream.byteCount * (stream.direction == .copy ? 2 : 1)
    }
  }

  var operation: String {
    switch self {
    case .peak: "peak"
    case .stream: "stream"
    }
  }

  var inputType: ElementType {
    switch self {
    case .peak(let peak): peak.type
    case .stream: .i32
    }
  }

  /// `peak:f32:lanes=4096,steps=1024`, `peak:f16:lanes=4096,steps=4096,sum=f32`, `stream:read:bytes=65536,passes=16`.
  var descriptor: String {
    switch self {
    case .peak(let peak):
      "peak:\(peak.type.rawValue):lanes=\(peak.laneCount),steps=\(peak.stepCount)"
        + (peak.sumType == PeakProbe.usualSumType(peak.type) ? "" : ",sum=\(peak.sumType.rawValue)")
    case .stream(let stream):
      "stream:\(stream.direction.rawValue):bytes=\(stream.byteCount)"
        + (stream.passCount == 1 ? "" : ",passes=\(stream.passCount)")
    }
  }
}

/// Independent sums in registers, each of which takes so many multiply-adds.
///
/// Sum `i` starts at `i mod 512` and every step adds the product of the two factors in A (`d = d * a[0] + a[1]` or
/// `d = d + a[0] * a[1]`, both of which are the device's choice because both factors are 1). So D holds
/// `i mod 512 + steps`, exactly in every type: each element counts its own multiply-adds.
public struct PeakProbe: Hashable, Sendable {
  /// Types with a multiply-add of their own somewhere.
  public static let types: [ElementType] = [.f64, .f32, .f16, .bf16, .i8, .i32]
  /// The elements of A.
  static let factorCount = 2
  /// The starting values repeat after so many sums.
  static let startCount = 512

  /// The type of the factors.
  public let type: ElementType
  /// The type of the sums: the factors' own, but f32 for bf16 and i32 for i8, as their instructions have it.
  ///
  /// f16 may have sums in f32, which is how matrix units are used.
  public let sumType: ElementType
  /// The number of sums.
  public let laneCount: Int
  /// Multiply-adds of each sum.
  public let stepCount: Int

  /// - Parameter sumType: nil for the usual one.
  /// - Throws: `ProblemError` for a type without multiply-adds, sums of another type than it has, lanes outside 1 ... 2^26,
  ///   or steps that are no multiple of 4 between 4 and 2^22 (1024 in sums of f16, which count no further exactly).
  public init(type: ElementType, sumType: ElementType? = nil, laneCount: Int, stepCount: Int)
    throws(ProblemError)
  {
    guard Self.types.contains(type) else {
      throw ProblemError(
        "there is no peak of \(type.rawValue); use one of "
          + Self.types.map(\.rawValue).joined(separator: ", "))
    }
    let usual = Self.usualSumType(type)
    guard sumType == nil || sumType == usual || (type == .f16 && sumType == .f32) else {
      throw ProblemError(
        "the sums of \(type.rawValue) are \(usual.rawValue)\(type == .f16 ? " or f32" : "")")
    }
    self.sumType = sumType ?? usual
    guard (1...1 << 26).contains(laneCount) else {
      throw ProblemError("lanes=\(laneCount) must be 1 to \(1 << 26)")
    }
    let most = self.sumType == .f16 ? 1024 : 1 << 22
    guard (4...most).contains(stepCount), stepCount % 4 == 0 else {
      throw ProblemError("steps=\(stepCount) must be a multiple of 4 from 4 to \(most)")
    }
    self.type = type
    self.laneCount = laneCount
    self.stepCount = stepCount
  }

  static func usualSumType(_ type: ElementType) -> ElementType {
    switch type {
    case .bf16: .f32
    case .i8: .i32
    default: type
    }
  }

  /// Where sum `lane` starts.
  public static func start(_ lane: Int) -> Int { lane % startCount }

  /// What element `lane` of D must be.
  public func result(_ lane: Int) -> Int { Self.start(lane) + stepCount }
}

/// Bytes that are read, or copied, some times over.
///
/// A holds 32-bit integers. `read` adds all of them, every pass anew: D is one element, the sum modulo 2^32 times the passes.
/// `copy` writes A to D; its traffic is counted as read and written, as STREAM does (McCalpin 1995), although a processor
/// may read D's lines first.
public struct StreamProbe: Hashable, Sendable {
  /// What is done with the bytes.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case read, copy
  }

  /// Sizes are multiples of this.
  public static let granularity = 4096

  /// What is done with the bytes.
  public let direction: Direction
  /// The size of A.
  public let byteCount: Int
  /// How often all of A is read in one execution.
  public let passCount: Int

  /// - Throws: `ProblemError` for a size that is no multiple of 4096 between 4096 and 2^40, or passes outside 1 ... 2^20.
  public init(direction: Direction, byteCount: Int, passCount: Int = 1) throws(ProblemError) {
    guard (Self.granularity...1 << 40).contains(byteCount), byteCount % Self.granularity == 0
    else {
      throw ProblemError(
        "bytes=\(byteCount) must be a multiple of \(Self.granularity) from there to \(1 << 40)")
    }
    guard (1...1 << 20).contains(passCount) else {
      throw ProblemError("passes=\(passCount) must be 1 to \(1 << 20)")
    }
    self.direction = direction
    self.byteCount = byteCount
    self.passCount = passCount
  }

  /// The elements of A.
  public var wordCount: Int { byteCount / 4 }

  /// The result of `read` for inputs at `words`.
  public func sum(_ words: UnsafeRawPointer) -> Int32 {
    let words = words.assumingMemoryBound(to: UInt32.self)
    var sum: UInt32 = 0
    for index in 0..<wordCount { sum &+= words[index] }
    return Int32(bitPattern: sum &* UInt32(truncatingIfNeeded: passCount))
  }
}
