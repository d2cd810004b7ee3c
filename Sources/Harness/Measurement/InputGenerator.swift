import Dispatch
import Foundation

public import Kernels

/// Makes the inputs of problems: the value of an element is a function of seed, operand role and element index alone.
///
/// Any part of an operand can be made in any order and on any thread, and every backend sees the same bits. Values are
/// rounded once, to nearest even, to the element type. (``InputFill/cancellation`` starts from uniform values here;
/// ``HostInputs`` pairs them up along the summed dimension.)
public struct InputGenerator: Sendable, Hashable {
  /// The seed.
  public let seed: UInt64
  /// The distribution.
  public let fill: InputFill
  /// The share of floating-point elements that become NaN or infinite (half NaN, a quarter each infinity), for tests of
  /// their propagation.
  public let nonfiniteRate: Double

  /// Creates a generator.
  public init(seed: UInt64, fill: InputFill, nonfiniteRate: Double = 0) {
    self.seed = seed
    self.fill = fill
    self.nonfiniteRate = nonfiniteRate
  }

  /// Writes the elements of an operand from `firstElement` on into `bytes`, as many as fit.
  ///
  /// Scaling factors (roles `scaleA` and `scaleB`) are positive and near 1 whatever the fill: f32 from [0.5, 2), UE8M0
  /// from 1/4 to 4.
  public func write(
    _ role: OperandRole, _ type: ElementType, firstElement: Int = 0,
    into bytes: UnsafeMutableRawBufferPointer
  ) {
    guard let base = bytes.baseAddress, bytes.count >= type.byteCount else { return }
    let target = SendableAddress(base)
    let parts = type.isComplex ? 2 : 1
    let width = type.byteCount / parts
    let first = firstElement * parts
    let end = first + bytes.count / type.byteCount * parts
    let chunk = Self.chunkCount
    let chunks = (first / chunk)..<((end + chunk - 1) / chunk)
    let writer = ComponentWriter(generator: self, role: role, type: type)
    DispatchQueue.concurrentPerform(iterations: chunks.count) { task in
      let start = (chunks.lowerBound + task) * chunk
      let range = max(first, start)..<min(end, start + chunk)
      writer.write(range, of: start, to: target.pointer + (range.lowerBound - first) * width)
    }
  }

  /// Components made at once: what fits in a core's first-level cache together with its random words.
  static let chunkCount = 4096
}

/// An address that several threads use at once.
struct SendableAddress: @unchecked Sendable {
  // SAFETY: users write disjoint ranges only.
  let pointer: UnsafeMutableRawPointer

  init(_ pointer: UnsafeMutableRawPointer) { self.pointer = pointer }
}

/// Makes one chunk of one operand's components, with all decisions taken outside its loops.
private struct ComponentWriter: Sendable {
  let generator: InputGenerator
  let role: OperandRole
  let type: ElementType

  private var isScale: Bool { role == .scaleA || role == .scaleB }
  private var isDouble: Bool { type == .f64 || type == .c128 }

  private var stream: (UInt32, UInt32) {
    (UInt32(OperandRole.allCases.firstIndex(of: role) ?? 0), 0)
  }

  /// Writes the components of `range`, which lies in the chunk that starts at `start`.
  func write(_ range: Range<Int>, of start: Int, to target: UnsafeMutableRawPointer) {
    let count = InputGenerator.chunkCount
    // Components of 64 bits take two words each, all others one.
    let wordsPerComponent = isDouble ? 2 : 1
    let skipped = range.lowerBound - start
    let wordCount = (skipped + range.count) * wordsPerComponent
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * count) { scratch in
      let words = UnsafeMutableBufferPointer(rebasing: scratch[..<((wordCount + 3) / 4 * 4)])
      Philox.fill(
        words, seed: generator.seed, stream: stream,
        first: UInt64(start) * UInt64(wordsPerComponent) / 4)
      if isDouble {
        writeDoubles(words, skipped: skipped, count: range.count, to: target)
      } else if type.isInteger {
        writeIntegers(words, skipped: skipped, count: range.count, to: target)
      } else {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { values in
          makeFloats(words, values)
          store(values, skipped: skipped, count: range.count, to: target)
        }
      }
    }
    if generator.nonfiniteRate > 0, !type.isInteger, !isScale {
      injectNonfinite(range, to: target)
    }
  }

  private func makeFloats(
    _ words: UnsafeMutableBufferPointer<UInt32>, _ values: UnsafeMutableBufferPointer<Float>
  ) {
    if isScale {
      for i in 0..<words.count { values[i] = 0.5 + Float(words[i] >> 8) * 0x1p-24 * 1.5 }
      return
    }
    switch generator.fill {
    case .uniform, .cancellation:
      for i in 0..<words.count { values[i] = Float(Int32(bitPattern: words[i]) >> 8) * 0x1p-23 }
    case .positive:
      for i in 0..<words.count { values[i] = Float((words[i] >> 8) + 1) * 0x1p-24 }
    case .integers:
      for i in 0..<words.count { values[i] = Float(Self.smallInteger(words[i])) }
    case .normal:
      for i in stride(from: 0, to: words.count, by: 2) {
        let pair = Self.normalPair(
          (Double(words[i]) + 0.5) * 0x1p-32, Double(words[i + 1]) * 0x1p-32)
        values[i] = Float(pair.0)
        values[i + 1] = Float(pair.1)
      }
    }
  }

  private func store(
    _ values: UnsafeMutableBufferPointer<Float>, skipped: Int, count: Int,
    to target: UnsafeMutableRawPointer
  ) {
    switch type {
    case .f16:
      let out = target.bindMemory(to: UInt16.self, capacity: count)
      for i in 0..<count { out[i] = BulkRounding.f16(values[skipped + i]) }
    case .bf16:
      let out = target.bindMemory(to: UInt16.self, capacity: count)
      for i in 0..<count { out[i] = BulkRounding.bf16(values[skipped + i]) }
    case .f8e4m3:
      let out = target.bindMemory(to: UInt8.self, capacity: count)
      for i in 0..<count { out[i] = ElementConversion.encodeF8E4M3(Double(values[skipped + i])) }
    case .f8e5m2:
      let out = target.bindMemory(to: UInt8.self, capacity: count)
      for i in 0..<count { out[i] = ElementConversion.encodeF8E5M2(Double(values[skipped + i])) }
    default:
      let out = target.bindMemory(to: Float.self, capacity: count)
      for i in 0..<count { out[i] = values[skipped + i] }
    }
  }

  private func writeDoubles(
    _ words: UnsafeMutableBufferPointer<UInt32>, skipped: Int, count: Int,
    to target: UnsafeMutableRawPointer
  ) {
    let out = target.bindMemory(to: Double.self, capacity: count)
    func bits(_ component: Int) -> UInt64 {
      UInt64(words[2 * component]) << 32 | UInt64(words[2 * component + 1])
    }
    switch generator.fill {
    case .uniform, .cancellation:
      for i in 0..<count { out[i] = Double(Int64(bitPattern: bits(skipped + i)) >> 10) * 0x1p-53 }
    case .positive:
      for i in 0..<count { out[i] = Double((bits(skipped + i) >> 11) + 1) * 0x1p-53 }
    case .integers:
      for i in 0..<count { out[i] = Double(Self.smallInteger(words[2 * (skipped + i)])) }
    case .normal:
      for i in 0..<count {
        // One component of each pair, so that a component depends on its own words only.
        let at = skipped + i
        out[i] =
          Self.normalPair(
            (Double(words[2 * at]) + 0.5) * 0x1p-32, Double(words[2 * at + 1]) * 0x1p-32
          ).0
      }
    }
  }

  private func writeIntegers(
    _ words: UnsafeMutableBufferPointer<UInt32>, skipped: Int, count: Int,
    to target: UnsafeMutableRawPointer
  ) {
    if isScale {
      // UE8M0 bytes in their 8-bit carrier: exponents from -2 to 2.
      let out = target.bindMemory(to: UInt8.self, capacity: count)
      for i in 0..<count { out[i] = UInt8(125 + (UInt64(words[skipped + i]) * 5) >> 32) }
    } else if type == .i8 {
      let out = target.bindMemory(to: Int8.self, capacity: count)
      switch generator.fill {
      case .uniform, .cancellation:
        for i in 0..<count { out[i] = Int8(truncatingIfNeeded: words[skipped + i] >> 24) }
      case .positive:
        for i in 0..<count { out[i] = Int8(truncatingIfNeeded: (words[skipped + i] >> 25) | 1) }
      case .integers:
        for i in 0..<count { out[i] = Int8(Self.smallInteger(words[skipped + i])) }
      case .normal:
        for i in 0..<count {
          out[i] = Int8(min(max(Self.bellInteger(words[skipped + i]), -128), 127))
        }
      }
    } else {
      // C of an integer GEMM: small enough that no sum comes near the range's end.
      let out = target.bindMemory(to: Int32.self, capacity: count)
      switch generator.fill {
      case .uniform, .cancellation, .normal:
        for i in 0..<count { out[i] = Int32(bitPattern: words[skipped + i]) >> 20 }
      case .positive:
        for i in 0..<count { out[i] = Int32(words[skipped + i] >> 21) + 1 }
      case .integers:
        for i in 0..<count { out[i] = Self.smallInteger(words[skipped + i]) }
      }
    }
  }

  private func injectNonfinite(_ range: Range<Int>, to target: UnsafeMutableRawPointer) {
    let threshold = UInt64(min(generator.nonfiniteRate, 1) * 0x1p32)
    let component: ElementType =
      switch type {
      case .c64: .f32
      case .c128: .f64
      default: type
      }
    let key = (
      UInt32(truncatingIfNeeded: generator.seed), UInt32(truncatingIfNeeded: generator.seed >> 32)
    )
    for index in range {
      let draw = Philox.block(
        counter: (
          UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32), stream.0, 1
        ), key: key)
      guard UInt64(draw.0) < threshold else { continue }
      let value: Double = draw.1 & 1 == 0 ? .nan : draw.1 & 2 == 0 ? .infinity : -.infinity
      ElementConversion.store(value, target, component, component: index - range.lowerBound)
    }
  }

  /// -4 ... 4
  @inline(__always)
  private static func smallInteger(_ word: UInt32) -> Int32 {
    Int32(truncatingIfNeeded: (UInt64(word) &* 9) >> 32) &- 4
  }

  /// Sum of four signed 6-bit numbers: close to normal with a standard deviation of about 37.
  @inline(__always)
  private static func bellInteger(_ word: UInt32) -> Int32 {
    let w = Int32(bitPattern: word)
    return (w >> 26) &+ ((w << 6) >> 26) &+ ((w << 12) >> 26) &+ ((w << 18) >> 26)
  }

  /// Two independent standard normal values from two uniform ones (Box and Muller 1958); `u` must not be 0.
  @inline(__always)
  private static func normalPair(_ u: Double, _ v: Double) -> (Double, Double) {
    let radius = (-2 * log(u)).squareRoot()
    let angle = 2 * Double.pi * v
    return (radius * cos(angle), radius * sin(angle))
  }
}
