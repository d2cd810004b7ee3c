import Foundation

public import Kernels

/// The inputs of one problem in host memory: what every device is given, and what the reference computes from.
public final class HostInputs: @unchecked Sendable {
  // SAFETY: the memory is written in `init` only.
  private let addresses: [OperandRole: UnsafeMutableRawPointer]
  private let problem: Problem
  private let ownsMemory: Bool
  /// The fill, which decides how much error is allowed.
  public let fill: InputFill

  /// Allocates and fills all inputs.
  /// - Throws: `BackendError` with `outOfHostMemory`.
  public init(_ problem: Problem, generator: InputGenerator) throws(BackendError) {
    self.problem = problem
    ownsMemory = true
    fill = generator.fill
    var addresses: [OperandRole: UnsafeMutableRawPointer] = [:]
    for spec in problem.operands where !spec.role.isOutput {
      var memory: UnsafeMutableRawPointer?
      guard posix_memalign(&memory, 4096, max(spec.byteCount, 1)) == 0, let memory else {
        for address in addresses.values { free(address) }
        throw BackendError(
          .outOfHostMemory, operation: "posix_memalign",
          message: "cannot allocate \(spec.byteCount) bytes for operand \(spec.role.rawValue)")
      }
      addresses[spec.role] = memory
      generator.write(
        spec.role, spec.elementType,
        into: UnsafeMutableRawBufferPointer(start: memory, count: spec.byteCount))
    }
    self.addresses = addresses
    // What a peak probe multiplies and adds, so that its sums count.
    if case .probe(.peak(let peak)) = problem, let factors = addresses[.a] {
      for factor in 0..<2 { ElementConversion.store(1, factors, peak.type, component: factor) }
      return
    }
    if generator.fill == .cancellation { pairUp() }
    if case .attentionBackward(let backward) = problem { attend(backward) }
  }

  /// Takes inputs that somebody else owns and keeps as they are for as long as these are in use.
  init(_ problem: Problem, borrowing addresses: [OperandRole: UnsafeRawPointer]) {
    self.problem = problem
    self.addresses = addresses.mapValues { UnsafeMutableRawPointer(mutating: $0) }
    ownsMemory = false
    fill = .uniform
  }

  deinit {
    guard ownsMemory else { return }
    for address in addresses.values { free(address) }
  }

  /// The first byte of an input that the problem has.
  public func address(_ role: OperandRole) -> UnsafeRawPointer {
    guard let address = addresses[role] else {
      preconditionFailure("the problem has no input \(role.rawValue)")
    }
    return UnsafeRawPointer(address)
  }

  /// The bytes of an input.
  func bytes(_ spec: OperandSpec) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: address(spec.role), count: spec.byteCount)
  }

  /// Makes neighbours along the summed dimension nearly cancel: their factors on one side are equal, on the other opposite
  /// but for a few units in the last place.
  private func pairUp() {
    switch problem {
    case .gemm(let gemm):
      for instance in gemm.instances where instance.shape.multiplies {
        let shape = instance.shape
        let a = shape.transA == .none ? (line: 1, along: shape.lda) : (line: shape.lda, along: 1)
        let b = shape.transB == .none ? (line: shape.ldb, along: 1) : (line: 1, along: shape.ldb)
        for p in stride(from: 1, to: shape.k, by: 2) {
          for i in 0..<shape.m {
            let at = instance.a + i * a.line + p * a.along
            pair(.a, gemm.types.a, at, with: at - a.along, opposite: false)
          }
          for j in 0..<shape.n {
            let at = instance.b + j * b.line + p * b.along
            pair(.b, gemm.types.b, at, with: at - b.along, opposite: true)
          }
        }
      }
    case .probe: break  // Nothing is summed with errors.
    case .attention(let attention): pairUp(attention)
    case .attentionBackward(let backward): pairUp(backward.forward)
    }
  }

  private func pairUp(_ attention: AttentionProblem) {
    let (_, k, v, _) = attention.strides
    for batch in 0..<attention.batch {
      for head in 0..<attention.kvHeads {
        for j in stride(from: 1, to: attention.seqKV, by: 2) {
          for x in 0..<attention.headDimQK {
            let at = batch * k.batch + head * k.head + j * k.seq + x
            pair(.k, attention.type, at, with: at - k.seq, opposite: false)
          }
          for x in 0..<attention.headDimV {
            let at = batch * v.batch + head * v.head + j * v.seq + x
            pair(.v, attention.type, at, with: at - v.seq, opposite: true)
          }
        }
      }
    }
  }

  /// Replaces O and lse by what the forward pass leaves there, rounded to their types: random ones would be no gradients.
  private func attend(_ backward: AttentionBackwardProblem) {
    guard let o = addresses[.oSaved], let lse = addresses[.lse] else { return }
    let f = backward.forward
    let stride = f.strides.o
    // SAFETY: each row is written once.
    let (targetO, targetLSE) = (SendableAddress(o), SendableAddress(lse))
    AttentionForwardPass(f, operand: address).forEachRow { row in
      let start = row.batch * stride.batch + row.head * stride.head + row.query * stride.seq
      for (x, value) in row.o.enumerated() {
        ElementConversion.store(value, targetO.pointer, f.type, component: start + x)
      }
      ElementConversion.store(
        row.lse, targetLSE.pointer, backward.lseType,
        component: (row.batch * f.heads + row.head) * f.seqQ + row.query)
    }
  }

  private func pair(
    _ role: OperandRole, _ type: ElementType, _ element: Int, with other: Int, opposite: Bool
  ) {
    guard let base = addresses[role] else { return }
    guard opposite else {
      memcpy(base + element * type.byteCount, base + other * type.byteCount, type.byteCount)
      return
    }
    let parts = type.isComplex ? 2 : 1
    let factor = -(1 + 4 * type.unitRoundoff)
    for part in 0..<parts {
      let value = ElementConversion.load(base, type, component: parts * other + part)
      ElementConversion.store(factor * value, base, type, component: parts * element + part)
    }
  }
}
