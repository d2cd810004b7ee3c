import Dispatch
import Foundation

/// Float64 truth in plain loops: runs every legal problem, slowly.
public struct ReferenceBackend: Backend {
  /// The name, `reference`.
  public let name = "reference"

  /// Creates the backend.
  public init() {}

  /// One device, always there.
  public func discover() -> Discovery {
    Discovery(devices: [
      DeviceInfo(
        backend: name, index: 0, name: "float64 reference", kind: .cpu, driver: "parity",
        driverVersion: "1", threadCount: ProcessInfo.processInfo.activeProcessorCount)
    ])
  }

  /// Opens the reference device.
  public func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device
  {
    var info = device
    let threadCount = max(1, options.threadCount ?? info.threadCount ?? 1)
    info.threadCount = threadCount
    return HostDevice(
      info: info,
      support: { problem in .native([Self.variant(problem)]) },
      makeKernel: { problem, variant throws(BackendError) in
        ReferenceKernel(problem: problem, variant: variant, threadCount: threadCount)
      })
  }

  private static func variant(_ problem: Problem) -> KernelVariant {
    KernelVariant("reference_f64_\(problem.operation)_loops")
  }
}

private final class ReferenceKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let threadCount: Int

  init(problem: Problem, variant: KernelVariant, threadCount: Int) {
    self.problem = problem
    self.variant = variant
    self.threadCount = threadCount
  }

  /// Calls `body` for 0..<count on at most as many threads as the device may use.
  private func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
    let threadCount = min(threadCount, count)
    DispatchQueue.concurrentPerform(iterations: threadCount) { thread in
      for task in stride(from: thread, to: count, by: threadCount) { body(task) }
    }
  }

  func run(_ operands: HostOperands) {
    switch problem {
    case .gemm(let gemm): run(gemm, operands)
    case .attention(let attention): run(attention, operands)
    case .attentionBackward(let backward): run(backward, operands)
    case .probe(let probe): run(probe, operands)
    }
  }

  private func run(_ probe: ProbeProblem, _ operands: HostOperands) {
    switch probe {
    case .peak(let peak):
      let factors = (0..<2).map { ElementConversion.load(operands[.a], peak.type, component: $0) }
      for lane in 0..<peak.laneCount {
        var sum = Double(PeakProbe.start(lane))
        for _ in 0..<peak.stepCount { sum += factors[0] * factors[1] }
        ElementConversion.store(sum, operands[.d], peak.sumType, component: lane)
      }
    case .stream(let stream) where stream.direction == .copy:
      operands[.d].copyMemory(from: operands[.a], byteCount: stream.byteCount)
    case .stream(let stream):
      operands[.d].storeBytes(of: stream.sum(operands[.a]), as: Int32.self)
    }
  }

  private func run(_ gemm: GEMMProblem, _ operands: HostOperands) {
    // Blocks bound the decoded copies and give the threads something to share.
    let block = 64
    for (index, instance) in gemm.instances.enumerated() {
      let shape = instance.shape
      guard shape.m > 0, shape.n > 0 else { continue }
      let blocksM = (shape.m + block - 1) / block
      let blocksN = (shape.n + block - 1) / block
      forEach(blocksM * blocksN) { task in
        let i0 = task % blocksM * block
        let j0 = task / blocksM * block
        let rows = Array(i0..<min(i0 + block, shape.m))
        let columns = Array(j0..<min(j0 + block, shape.n))
        let elements = ReferenceGEMM.elements(
          of: gemm, instance: instance, index: index, rows: rows, columns: columns
        ) { UnsafeRawPointer(operands[$0]) }
        let output = operands[.d]
        for (slotJ, j) in columns.enumerated() {
          for (slotI, i) in rows.enumerated() {
            let element = elements[slotJ * rows.count + slotI]
            let at = instance.d + i + j * shape.ldd
            if gemm.types.d.isComplex {
              ElementConversion.store(element.real, output, gemm.types.d, component: 2 * at)
              ElementConversion.store(
                element.imaginary, output, gemm.types.d, component: 2 * at + 1)
            } else {
              ElementConversion.store(element.real, output, gemm.types.d, component: at)
            }
          }
        }
      }
    }
  }

  private func run(_ attention: AttentionProblem, _ operands: HostOperands) {
    let stride = attention.strides.o
    forEach(attention.batch * attention.heads) { task in
      let batch = task / attention.heads
      let head = task % attention.heads
      for i in 0..<attention.seqQ {
        let row = ReferenceAttention.row(of: attention, batch: batch, head: head, query: i) {
          UnsafeRawPointer(operands[$0])
        }
        let start = batch * stride.batch + head * stride.head + i * stride.seq
        for (x, value) in row.values.enumerated() {
          ElementConversion.store(value, operands[.o], attention.type, component: start + x)
        }
      }
    }
  }

  private func run(_ backward: AttentionBackwardProblem, _ operands: HostOperands) {
    let f = backward.forward
    @Sendable func store(
      _ row: ReferenceAttentionBackward.Row, _ gradient: AttentionGradient, _ batch: Int,
      _ head: Int, _ position: Int
    ) {
      let stride = backward.extent(of: gradient).strides
      let start =
        backward.start(of: gradient) + batch * stride.batch + head * stride.head + position
        * stride.seq
      for (x, value) in row.values.enumerated() {
        ElementConversion.store(value, operands[.dQKV], f.type, component: start + x)
      }
    }
    forEach(f.batch * (f.heads * f.seqQ + f.kvHeads * f.seqKV)) { task in
      let reference = ReferenceAttentionBackward(backward) { UnsafeRawPointer(operands[$0]) }
      let (batch, row) = task.quotientAndRemainder(
        dividingBy: f.heads * f.seqQ + f.kvHeads * f.seqKV)
      if row < f.heads * f.seqQ {
        let (head, i) = row.quotientAndRemainder(dividingBy: f.seqQ)
        store(reference.queryRow(batch: batch, head: head, query: i), .dQ, batch, head, i)
      } else {
        let (head, j) = (row - f.heads * f.seqQ).quotientAndRemainder(dividingBy: f.seqKV)
        let rows = reference.keyRows(batch: batch, kvHead: head, key: j)
        store(rows.dK, .dK, batch, head, j)
        store(rows.dV, .dV, batch, head, j)
      }
    }
  }
}
