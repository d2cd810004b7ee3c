import Synchronization

public import Kernels

/// A backend that is wrong on purpose, in one way: the proof that a check can fail.
///
/// Everything but the fault is the reference backend's work. Problems in which the fault cannot show are unsupported.
public struct FaultyBackend: Backend {
  /// The name, `faulty`.
  public let name = "faulty"
  /// What is wrong.
  public let fault: Fault

  /// Creates a backend with one fault.
  public init(_ fault: Fault) { self.fault = fault }

  /// One device.
  public func discover() -> Discovery {
    Discovery(devices: [
      DeviceInfo(
        backend: name, index: 0, name: "faulty: \(fault.rawValue)", kind: .other,
        driver: "scripted",
        driverVersion: "1")
    ])
  }

  /// Opens the device.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    let reference = ReferenceBackend()
    let inner = try reference.open(reference.discover().devices[0], options: options)
    return FaultyDevice(info: device, fault: fault, inner: inner)
  }
}

private final class FaultyDevice: Device {
  let info: DeviceInfo
  private let fault: Fault
  private let inner: any Device
  /// The repetitions of each submission.
  private let submissions = Mutex<[Int]>([])

  init(info: DeviceInfo, fault: Fault, inner: any Device) {
    self.info = info
    self.fault = fault
    self.inner = inner
  }

  var capabilities: Capabilities { inner.capabilities }

  func support(for problem: Problem) -> Support {
    guard fault.applies(to: problem) else {
      return .unsupported([
        UnsupportedReason(.operation, "the fault \(fault.rawValue) cannot show in this problem")
      ])
    }
    return .native([KernelVariant("faulty_\(problem.operation)_\(snakeCase(fault.rawValue))")])
  }

  func makeBuffer(byteCount: Int, usage: BufferUsage) throws(BackendError) -> any DeviceBuffer {
    try inner.makeBuffer(byteCount: byteCount, usage: usage)
  }

  func prepare(_ problem: Problem, variant: KernelVariant) throws(BackendError)
    -> any PreparedKernel
  {
    guard support(for: problem).variants.contains(variant) else {
      throw BackendError(.unsupported, operation: "prepare", message: "no variant \(variant)")
    }
    return FaultyKernel(problem: problem, variant: variant)
  }

  func submit(_ kernel: any PreparedKernel, _ operands: Operands, repetitions: Int)
    throws(BackendError)
    -> Ticket
  {
    for _ in 0..<repetitions { try execute(kernel.problem, operands) }
    return Ticket(
      submissions.withLock {
        $0.append(repetitions)
        return UInt64($0.count)
      })
  }

  func wait(_ ticket: Ticket, timeout: Duration) throws(BackendError) -> Completion {
    // A millisecond an execution, whatever it took: slow enough that nobody repeats it thousands of times.
    Completion(hostNanoseconds: 1e6 * Double(submissions.withLock { $0[Int(ticket.value) - 1] }))
  }

  func close() throws(BackendError) { try inner.close() }

  // MARK: Being wrong

  private func execute(_ problem: Problem, _ operands: Operands) throws(BackendError) {
    guard let slice = operands[problem.output.role] else {
      preconditionFailure("operand \(problem.output.role.rawValue) is missing")
    }
    let whole = slice.byteOffset..<slice.byteOffset + problem.output.byteCount
    let before = try slice.buffer.read(whole)
    switch problem {
    case .gemm(let gemm): try execute(gemm, operands)
    case .attention(let attention): try runInner(.attention(wrong(attention)), operands)
    case .attentionBackward(let backward): try execute(backward, operands)
    case .probe: try runInner(problem, operands)
    }
    var after = try slice.buffer.read(whole)
    spoil(&after, before: before, problem, operands)
    try slice.buffer.write(after, at: whole.lowerBound)
    if fault == .writesPastTheEnd, slice.buffer.byteCount > whole.upperBound {
      let size = min(
        problem.output.elementType.byteCount, slice.buffer.byteCount - whole.upperBound)
      try slice.buffer.write([UInt8](repeating: 0, count: size), at: whole.upperBound)
    }
  }

  private func runInner(_ problem: Problem, _ operands: Operands) throws(BackendError) {
    let kernel = try inner.prepare(problem, variant: inner.support(for: problem).variants[0])
    let ticket = try inner.submit(kernel, operands, repetitions: 1)
    _ = try inner.wait(ticket, timeout: .seconds(600))
  }

  /// Every GEMM of the call on its own, with its own wrong shape or place.
  private func execute(_ gemm: GEMMProblem, _ operands: Operands) throws(BackendError) {
    let instances = gemm.instances
    for (index, instance) in instances.enumerated() {
      let s = instance.shape
      let one: GEMMProblem
      do throws(ProblemError) {
        one = try GEMMProblem(
          types: gemm.types,
          shape: GEMMShape(
            m: s.m, n: s.n, k: fault == .droppedLastK ? s.k - 1 : s.k,
            transA: fault == .transposeIgnored ? .none : s.transA, transB: s.transB, lda: s.lda,
            ldb: s.ldb, ldc: s.ldc, ldd: s.ldd, alpha: s.alpha, beta: s.beta),
          epilogue: gemm.epilogue, scaleA: gemm.scaleA, scaleB: gemm.scaleB)
      } catch {
        preconditionFailure("the fault made an illegal problem: \(error)")
      }
      let a =
        fault == .pointerArrayTakenAsStrided ? instances[instances.count - 1 - index].a : instance.a
      let starts: [OperandRole: Int] = [.a: a, .b: instance.b, .c: instance.c, .d: instance.d]
      var slices: [OperandRole: BufferSlice] = [:]
      for spec in one.operands {
        guard let whole = operands[spec.role] else { continue }
        let isScale = spec.role == .scaleA || spec.role == .scaleB
        let extent = gemm.operands.first { $0.role == spec.role }?.elementCount ?? 0
        // Factors of a batch lie one GEMM behind the other; one for the whole operand serves all.
        let start = starts[spec.role] ?? (isScale ? index * extent / instances.count : 0)
        slices[spec.role] = BufferSlice(
          buffer: whole.buffer, byteOffset: whole.byteOffset + start * spec.elementType.byteCount,
          byteCount: spec.byteCount)
      }
      try runInner(.gemm(one), Operands(slices))
    }
  }

  private func execute(_ backward: AttentionBackwardProblem, _ operands: Operands)
    throws(BackendError)
  {
    var slices: [OperandRole: BufferSlice] = [:]
    for role in OperandRole.allCases { slices[role] = operands[role] }
    if fault == .missingDelta { slices[.oSaved] = try zeros(like: slices[.oSaved]) }
    if fault == .headsNotSummed { slices[.lse] = try lseOfFirstHeads(backward, slices[.lse]) }
    let problem: AttentionBackwardProblem
    do throws(ProblemError) {
      problem = try AttentionBackwardProblem(wrong(backward.forward))
    } catch {
      preconditionFailure("the fault made an illegal problem: \(error)")
    }
    try runInner(.attentionBackward(problem), Operands(slices))
  }

  private func zeros(like slice: BufferSlice?) throws(BackendError) -> BufferSlice? {
    guard let slice else { return nil }
    let buffer = try inner.makeBuffer(byteCount: slice.byteCount, usage: .input)
    try buffer.fill(0, range: 0..<slice.byteCount)
    return BufferSlice(buffer: buffer, byteCount: slice.byteCount)
  }

  /// lse that is +infinity, so that all weights are zero, in every query head but the first of those that share one.
  private func lseOfFirstHeads(_ backward: AttentionBackwardProblem, _ slice: BufferSlice?)
    throws(BackendError) -> BufferSlice?
  {
    guard let slice else { return nil }
    let f = backward.forward
    var bytes = try slice.buffer.read(slice.byteOffset..<slice.byteOffset + slice.byteCount)
    for row in 0..<f.batch * f.heads * f.seqQ
    where row / f.seqQ % (f.heads / f.kvHeads) != 0 {
      bytes.store(.infinity, backward.lseType, row)
    }
    let buffer = try inner.makeBuffer(byteCount: slice.byteCount, usage: .input)
    try buffer.write(bytes, at: 0)
    return BufferSlice(buffer: buffer, byteCount: slice.byteCount)
  }

  private func wrong(_ p: AttentionProblem) -> AttentionProblem {
    var mask = p.mask
    var scale = p.softmaxScale
    if fault == .missingSoftmaxScale { scale = 1 }
    if fault == .maskOffByOne {
      switch p.mask {
      case .none: break
      case .causal(let alignment): mask = .window(left: p.seqQ + p.seqKV, right: 1, alignment)
      case .window(let left, let right, let alignment):
        mask = .window(left: left, right: right + 1, alignment)
      }
    }
    do throws(ProblemError) {
      return try AttentionProblem(
        type: p.type, batch: p.batch, heads: p.heads, kvHeads: p.kvHeads, headDimQK: p.headDimQK,
        headDimV: p.headDimV, seqQ: p.seqQ, seqKV: p.seqKV, mask: mask, softmaxScale: scale,
        layout: p.layout)
    } catch {
      preconditionFailure("the fault made an illegal problem: \(error)")
    }
  }

  /// Faults of the written result.
  private func spoil(
    _ after: inout [UInt8], before: [UInt8], _ problem: Problem, _ operands: Operands
  ) {
    let type = problem.output.elementType
    let size = type.byteCount
    let elements = OperandElements.indices(of: problem.output.role, in: problem)
    switch fault {
    case .staleD, .accumulatesIntoD:
      let factor: Double = fault == .staleD ? 0 : 1
      for component in elements.flatMap({ ProblemInputs.components(of: $0, type) }) {
        let old = before.load(type, component)
        // A first execution finds poison; adding to that would show at once and prove nothing about repetitions.
        if fault == .accumulatesIntoD, old.isNaN { continue }
        after.store(after.load(type, component) + factor * old, type, component)
      }
    case .nanSwallowed:
      for component in elements.flatMap({ ProblemInputs.components(of: $0, type) })
      where after.load(type, component).isNaN {
        after.store(0, type, component)
      }
    case .tileUnwritten:
      for index in lastTile(of: problem) {
        after.replaceSubrange(
          index * size..<(index + 1) * size, with: before[index * size..<(index + 1) * size])
      }
    case .writesIntoPadding:
      guard case .gemm(let gemm) = problem else { return }
      for instance in gemm.instances {
        let index = instance.d + instance.shape.m
        after.replaceSubrange(
          index * size..<(index + 1) * size, with: [UInt8](repeating: 0, count: size))
      }
    case .elementOffByLittle:
      guard let last = elements.last else { return }
      let component = ProblemInputs.components(of: last, type).lowerBound
      let bound = bound(ofLastElementOf: problem, operands)
      let value = after.load(type, component)
      // Away from 0, and at least to the next value but two: storing rounds.
      let step = max(4 * bound, type.isInteger ? 1 : 6 * type.unitRoundoff * abs(value))
      after.store(value < 0 ? value - step : value + step, type, component)
    case .f16Accumulation:
      guard case .gemm(let gemm) = problem else { return }
      accumulateInF16(gemm, operands, into: &after)
    case .droppedLastK, .transposeIgnored, .pointerArrayTakenAsStrided, .writesPastTheEnd,
      .maskOffByOne, .missingSoftmaxScale, .missingDelta, .headsNotSummed:
      break
    }
  }

  private func lastTile(of problem: Problem) -> [Int] {
    switch problem {
    case .gemm(let gemm):
      guard let last = gemm.instances.last else { return [] }
      let s = last.shape
      return (max(0, s.n - 16)..<s.n).flatMap { j in
        (max(0, s.m - 16)..<s.m).map { last.d + $0 + j * s.ldd }
      }
    case .attention(let p):
      let strides = p.strides.o
      let start =
        (p.batch - 1) * strides.batch + (p.heads - 1) * strides.head + (p.seqQ - 1) * strides.seq
      return Array(start..<start + p.headDimV)
    case .attentionBackward(let p):
      // The last row of dV is the last in memory, in either layout.
      let end = problem.output.elementCount
      return Array(end - p.forward.headDimV..<end)
    case .probe: return [problem.output.elementCount - 1]
    }
  }

  private func bound(ofLastElementOf problem: Problem, _ operands: Operands) -> Double {
    let copies = HostCopies(problem, operands)
    switch problem {
    case .gemm(let gemm):
      guard let instance = gemm.instances.last else { return 0 }
      let s = instance.shape
      let element = ReferenceGEMM.elements(
        of: gemm, instance: instance, index: gemm.instanceCount - 1, rows: [s.m - 1],
        columns: [s.n - 1], operand: copies.address)[0]
      let arithmetic = Agreement.arithmeticBound(element, k: s.k, types: gemm.types)
      return Agreement.bound(truth: element.real, arithmetic: arithmetic, type: gemm.types.d)
    case .attention(let p):
      let row = ReferenceAttention.row(
        of: p, batch: p.batch - 1, head: p.heads - 1, query: p.seqQ - 1, operand: copies.address)
      let arithmetic = Agreement.arithmeticBound(row, at: p.headDimV - 1, problem: p)
      return Agreement.bound(
        truth: row.values[p.headDimV - 1], arithmetic: arithmetic, type: p.type)
    case .attentionBackward(let p):
      let reference = ReferenceAttentionBackward(p, operand: copies.address)
      let f = p.forward
      let row = reference.keyRows(batch: f.batch - 1, kvHead: f.kvHeads - 1, key: f.seqKV - 1).dV
      let arithmetic = Agreement.arithmeticBound(row, at: f.headDimV - 1, problem: p)
      return Agreement.bound(
        truth: row.values[f.headDimV - 1], arithmetic: arithmetic, type: f.type)
    case .probe: return 0
    }
  }

  private func accumulateInF16(
    _ gemm: GEMMProblem, _ operands: Operands, into after: inout [UInt8]
  ) {
    let copies = HostCopies(.gemm(gemm), operands)
    defer { withExtendedLifetime(copies) {} }
    let a = copies.address(.a)
    let b = copies.address(.b)
    for instance in gemm.instances {
      let s = instance.shape
      for j in 0..<s.n {
        for i in 0..<s.m {
          var sum = 0.0
          for p in 0..<s.k {
            let atA = instance.a + (s.transA == .none ? i + p * s.lda : p + i * s.lda)
            let atB = instance.b + (s.transB == .none ? p + j * s.ldb : j + p * s.ldb)
            let product =
              ElementConversion.load(a, gemm.types.a, component: atA)
              * ElementConversion.load(b, gemm.types.b, component: atB)
            sum = ElementConversion.rounded(sum + product, to: .f16)
          }
          var value = s.alpha.real * sum
          if !s.beta.isZero {
            let c = ElementConversion.load(
              copies.address(.c), gemm.types.c, component: instance.c + i + j * s.ldc)
            value += s.beta.real * c
          }
          after.store(value, gemm.types.d, instance.d + i + j * s.ldd)
        }
      }
    }
  }
}

private final class FaultyKernel: PreparedKernel {
  let problem: Problem
  let variant: KernelVariant

  init(problem: Problem, variant: KernelVariant) {
    self.problem = problem
    self.variant = variant
  }
}

/// Inputs copied to the host, for as long as the value lives.
private final class HostCopies {
  private var copies: [OperandRole: UnsafeMutableRawBufferPointer] = [:]

  init(_ problem: Problem, _ operands: Operands) {
    for spec in problem.operands where !spec.role.isOutput {
      guard let slice = operands[spec.role] else { continue }
      let copy = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, spec.byteCount), alignment: 64)
      let part = UnsafeMutableRawBufferPointer(rebasing: copy[..<spec.byteCount])
      do throws(BackendError) {
        try slice.buffer.read(into: part, at: slice.byteOffset)
      } catch {
        preconditionFailure("reading an operand: \(error)")
      }
      copies[spec.role] = copy
    }
  }

  deinit { for copy in copies.values { copy.deallocate() } }

  func address(_ role: OperandRole) -> UnsafeRawPointer {
    guard let address = copies[role]?.baseAddress else {
      preconditionFailure("operand \(role.rawValue) is missing")
    }
    return UnsafeRawPointer(address)
  }
}

extension [UInt8] {
  fileprivate func load(_ type: ElementType, _ component: Int) -> Double {
    withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return .nan }
      return ElementConversion.load(base, type, component: component)
    }
  }

  fileprivate mutating func store(_ value: Double, _ type: ElementType, _ component: Int) {
    withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      ElementConversion.store(value, base, type, component: component)
    }
  }
}

private func snakeCase(_ name: String) -> String {
  name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
}
