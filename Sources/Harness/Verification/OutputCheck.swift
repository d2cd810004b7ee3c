import Kernels

/// Compares a device's output with the expectation.
///
/// The output must have been filled with ``Poison`` before the kernel ran.
struct OutputCheck {
  private let problem: Problem
  private let expected: ExpectedOutput
  private let spec: OperandSpec
  private let poison: UInt8
  private let components: Int
  private let component: ElementType
  /// Outputs up to this size are read and searched for poison as a whole, larger ones where they are checked.
  private let wholeReadByteCount: Int

  private var checkedCount = 0
  private var failedCount = 0
  private var unwrittenCount = 0
  private var paddingIntact = true
  private var largestRatio = -1.0
  private var largestError: Double?
  private var squaredError = 0.0
  private var squaredReference = 0.0
  private var worst: String?

  init(_ problem: Problem, expected: ExpectedOutput, wholeReadByteCount: Int = 64 << 20) {
    self.problem = problem
    self.expected = expected
    self.wholeReadByteCount = wholeReadByteCount
    spec = problem.output
    poison = Poison.byte(spec)
    components = spec.elementType.isComplex ? 2 : 1
    component =
      switch spec.elementType {
      case .c64: .f32
      case .c128: .f64
      default: spec.elementType
      }
  }

  /// Reads the output and judges it.
  /// - Parameter guardsIntact: whether the memory around the operands kept its poison.
  static func run(
    _ problem: Problem, expected: ExpectedOutput, output: BufferSlice, guardsIntact: Bool,
    wholeReadByteCount: Int = 64 << 20
  ) throws(BackendError) -> Correctness {
    var check = OutputCheck(problem, expected: expected, wholeReadByteCount: wholeReadByteCount)
    check.paddingIntact = guardsIntact
    try check.read(output)
    return check.result
  }

  /// Judges an output in host memory that was not filled with poison before: elements are compared, and nothing is said of
  /// what lies between them.
  static func compare(
    _ problem: Problem, expected: ExpectedOutput, output: UnsafeRawPointer
  ) -> Correctness {
    var check = OutputCheck(problem, expected: expected)
    for line in expected.lines { check.compare(line, at: output + line.start * check.width) }
    return check.result
  }

  /// Bytes of host memory that reading an output takes.
  static func hostByteCount(_ problem: Problem) -> Int {
    min(problem.output.byteCount, 64 << 20)
  }

  private var width: Int { spec.elementType.byteCount }

  /// One-byte types have no pattern that is never a result, so only a wrong element shows that it was not written.
  private var poisonIsUnique: Bool { width > 1 }

  private mutating func read(_ output: BufferSlice) throws(BackendError) {
    if spec.byteCount <= wholeReadByteCount {
      let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(spec.byteCount, 1), alignment: 64)
      defer { memory.deallocate() }
      guard let base = memory.baseAddress else { return }
      try output.buffer.read(
        into: UnsafeMutableRawBufferPointer(start: base, count: spec.byteCount),
        at: output.byteOffset)
      let address = UnsafeRawPointer(base)
      scanWhole(address)
      for line in expected.lines { compare(line, at: address + line.start * width) }
    } else {
      let longest = expected.lines.reduce(0) { max($0, $1.count + $1.gap) }
      let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(longest * width, 1), alignment: 64)
      defer { memory.deallocate() }
      guard let base = memory.baseAddress else { return }
      for line in expected.lines {
        let bytes = UnsafeMutableRawBufferPointer(
          start: base, count: (line.count + line.gap) * width)
        try output.buffer.read(into: bytes, at: output.byteOffset + line.start * width)
        let address = UnsafeRawPointer(base)
        scan(elements: line.count, at: address)
        scanGap(elements: line.gap, at: address + line.count * width)
        compare(line, at: address)
      }
    }
  }

  /// Searches the whole output: no element may hold poison, all padding must.
  private mutating func scanWhole(_ address: UnsafeRawPointer) {
    switch problem {
    case .attention, .attentionBackward, .probe: scan(elements: spec.elementCount, at: address)
    case .gemm(let gemm):
      var end = 0
      for instance in gemm.instances.sorted(by: { $0.d < $1.d })
      where instance.shape.m > 0 && instance.shape.n > 0 {
        for j in 0..<instance.shape.n {
          let start = instance.d + j * instance.shape.ldd
          scanGap(elements: start - end, at: address + end * width)
          scan(elements: instance.shape.m, at: address + start * width)
          end = start + instance.shape.m
        }
      }
      scanGap(elements: spec.elementCount - end, at: address + end * width)
    }
  }

  private mutating func scan(elements: Int, at address: UnsafeRawPointer) {
    guard poisonIsUnique else { return }
    unwrittenCount += PoisonScan.count(address, elements: elements, width: width, byte: poison)
  }

  private mutating func scanGap(elements: Int, at address: UnsafeRawPointer) {
    guard elements > 0, paddingIntact else { return }
    paddingIntact = PoisonScan.isIntact(address, byteCount: elements * width, byte: poison)
  }

  private mutating func compare(_ line: ExpectedOutput.Line, at address: UnsafeRawPointer) {
    for entry in line.checked {
      let position = expected.positions[entry]
      var isChecked = false
      var isWrong = false
      for part in 0..<components {
        let bound = expected.bounds[components * entry + part]
        guard bound < .infinity else { continue }
        isChecked = true
        let value = expected.values[components * entry + part]
        let got = ElementConversion.load(
          address, component, component: components * position + part)
        let ratio = self.ratio(got, expected: value, bound: bound)
        if ratio > 1 { isWrong = true }
        if ratio > largestRatio {
          largestRatio = ratio
          worst = describe(line.place, position, part: part, got: got, value: value, bound: bound)
        }
        if value.isFinite, got.isFinite {
          let error = abs(got - value)
          largestError = max(largestError ?? 0, error)
          squaredError += error * error
          squaredReference += value * value
        }
      }
      if isChecked { checkedCount += 1 }
      if isWrong {
        failedCount += 1
        if !poisonIsUnique,
          PoisonScan.isIntact(address + position * width, byteCount: width, byte: poison)
        {
          unwrittenCount += 1
        }
      }
    }
  }

  /// The error as a multiple of its bound; the largest finite number where no bound allows it.
  private func ratio(_ got: Double, expected value: Double, bound: Double) -> Double {
    let wrong = Double.greatestFiniteMagnitude
    guard value.isFinite else {
      // Complex arithmetic on infinities has no agreed result but that it is not finite (ISO C, annex G).
      if components == 2 { return got.isFinite ? wrong : 0 }
      return value.isNaN ? (got.isNaN ? 0 : wrong) : (got == value ? 0 : wrong)
    }
    guard got.isFinite else {
      let isOverflow =
        got.isInfinite && (got < 0) == (value < 0)
        && abs(value) + bound >= ErrorBound.overflow(component)
      return isOverflow ? 0 : wrong
    }
    let error = abs(got - value)
    if error == 0 { return 0 }
    return bound > 0 ? min(error / bound, wrong) : wrong
  }

  private func describe(
    _ place: ExpectedOutput.Place, _ position: Int, part: Int, got: Double, value: Double,
    bound: Double
  ) -> String {
    let name: String
    switch place {
    case .column(let column, let gemm):
      let isBatch =
        if case .gemm(let problem) = problem { problem.instanceCount > 1 } else { false }
      name = "D[\(position),\(column)]" + (isBatch ? " of GEMM \(gemm)" : "")
    case .element(let first): name = "D[\(first + position)]"
    case .row(let batch, let head, let query):
      name = "O[batch \(batch), head \(head), query \(query), \(position)]"
    case .gradient(let gradient, let batch, let head, let row):
      let rowName = gradient == .dQ ? "query" : "key"
      name = "\(gradient)[batch \(batch), head \(head), \(rowName) \(row), \(position)]"
    }
    let side = part == 1 ? " (imaginary part)" : components == 2 ? " (real part)" : ""
    return "\(name)\(side): got \(got), expected \(value), bound \(bound)"
  }

  private var result: Correctness {
    let hasOnlyZeroBounds = largestRatio <= 0 && expected.bounds.allSatisfy { $0 == 0 }
    let frobenius =
      squaredReference > 0 ? (squaredError / squaredReference).squareRoot() : nil
    return Correctness(
      checkedCount: checkedCount, totalCount: expected.totalCount,
      scope: expected.isWhole ? "whole" : "sampled", failedCount: failedCount,
      maximumErrorOverBound: hasOnlyZeroBounds || largestRatio < 0 ? nil : largestRatio,
      maximumAbsoluteError: largestError,
      relativeFrobeniusError: frobenius.flatMap { $0.isFinite ? $0 : nil },
      bound: ErrorBound.name, worst: worst, unwrittenCount: unwrittenCount,
      paddingIntact: paddingIntact)
  }
}

extension Correctness {
  /// Whether nothing wrong was found.
  var isCorrect: Bool { failedCount == 0 && unwrittenCount == 0 && paddingIntact }

  /// What is wrong, in one sentence.
  var complaint: String? {
    var parts: [String] = []
    if failedCount > 0 {
      parts.append(
        "\(failedCount) of \(checkedCount) checked elements are beyond the bound; the worst: "
          + (worst ?? "unknown"))
    }
    if unwrittenCount > 0 { parts.append("\(unwrittenCount) elements were never written") }
    if !paddingIntact {
      parts.append("bytes outside the result (padding or neighbouring memory) were overwritten")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
