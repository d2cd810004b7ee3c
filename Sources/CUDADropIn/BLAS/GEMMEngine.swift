import Foundation
import Harness
import Kernels
import Synchronization

/// Runs GEMM calls: checks their arguments, plans each kind once, computes, verifies where that is asked for, and keeps the
/// ledger.
final class GEMMEngine: Sendable {
  static let shared = GEMMEngine()

  /// The matrices of a call: addresses, or arrays of them.
  enum Matrices {
    case addresses(UnsafeRawPointer?, UnsafeRawPointer?, UnsafeMutableRawPointer?)
    case arrays(
      UnsafePointer<UnsafeRawPointer?>?, UnsafePointer<UnsafeRawPointer?>?,
      UnsafePointer<UnsafeMutableRawPointer?>?)
  }

  /// Plans hold memory of the device, so there is a limit; a program that goes beyond it plans again.
  private static let maximumPlanCount = 512
  let plans = Mutex(Plans())

  /// Plans by their calls.
  ///
  /// Most calls are like the one before, which is found without a hash.
  struct Plans {
    private var byCall: [GEMMCall: GEMMPlan] = [:]
    private var latest: (call: GEMMCall, plan: GEMMPlan)?

    subscript(call: GEMMCall) -> GEMMPlan? {
      mutating get {
        if let latest, latest.call == call { return latest.plan }
        guard let plan = byCall[call] else { return nil }
        latest = (call, plan)
        return plan
      }
      set {
        if byCall.count >= GEMMEngine.maximumPlanCount { byCall = [:] }
        byCall[call] = newValue
        latest = nil
      }
    }
  }

  /// Makes one call with a live handle.
  /// - Parameter computes: whether it is made; if not, it is only refused where it would be.
  /// - Returns: The status.
  func run(_ call: GEMMCall, _ matrices: Matrices, computes: Bool = true) -> CInt {
    do throws(BLASRefusal) {
      try plans.withLock { plans throws(BLASRefusal) in
        var found = plans[call]
        if found == nil { found = try Self.plan(call, &plans) }
        guard let plan = found else {
          if computes { _ = answerBLAS(call.function.text, .success) }
          return
        }
        guard computes else { return try Self.check(plan, call, matrices) }
        let planned = DropIn.now
        let (correctness, checking) = try Self.execute(plan, call, matrices)
        let end = DropIn.now
        DropIn.shared.ledger.add(
          plan.entry, nanoseconds: Double(end - planned - checking), correctness: correctness,
          at: end)
      }
      return BLASStatus.success.code
    } catch {
      DropIn.shared.ledger.add(
        CallLedger.Entry(
          function: "\(call.function.text)", problem: (try? call.problems())?.call.descriptorText,
          outcome: .refused, reason: "\(error.status.name): \(error.reason)"))
      return error.status.code
    }
  }

  // MARK: Planning

  /// Plans a call that was not seen before; nil where there is nothing to compute.
  private static func plan(
    _ call: GEMMCall, _ plans: inout Plans
  ) throws(BLASRefusal) -> GEMMPlan? {
    if let objection = call.objection {
      throw BLASRefusal(status: .invalidValue, reason: objection)
    }
    guard !call.isEmpty else { return nil }
    let problems: (call: GEMMProblem, execution: GEMMProblem)
    do throws(ProblemError) {
      problems = try call.problems()
    } catch { throw BLASRefusal(status: .notSupported, reason: error.description) }
    let (device, variant, reason) = try device(for: problems.execution)
    let entry = CallLedger.Entry(
      function: "\(call.function.text)", problem: problems.call.descriptorText,
      outcome: reason == nil ? .executed : .executedOnCPU, reason: reason, variant: variant.id)
    do throws(BackendError) {
      let plan = try GEMMPlan(
        problems.execution, device: device, variant: variant,
        entry: DropIn.shared.ledger.number(of: entry))
      plans[call] = plan
      return plan
    } catch {
      throw BLASRefusal(
        status: error.code == .outOfHostMemory || error.code == .outOfDeviceMemory
          ? .allocFailed : .internalError, reason: "\(error)")
    }
  }

  /// The chosen device, or the processor with the reason why.
  static func device(
    for gemm: GEMMProblem
  ) throws(BLASRefusal) -> (device: any Device, variant: KernelVariant, reason: String?) {
    guard case .success(let device) = DropIn.shared.device else {
      throw BLASRefusal(status: .notInitialized, reason: "there is no device")
    }
    let support = device.support(for: .gemm(gemm))
    if let variant = support.variants.first { return (device, variant, nil) }
    let reasons = support.reasons.map(\.detail).joined(separator: "; ")
    if case .success(let processor) = DropIn.shared.processor, processor !== device,
      let variant = processor.support(for: .gemm(gemm)).variants.first
    {
      return (processor, variant, reasons)
    }
    throw BLASRefusal(status: .notSupported, reason: reasons)
  }

  // MARK: Executing

  /// The worst of what the checks found, and the nanoseconds that they took, which are not the call's.
  private typealias Finding = (correctness: Correctness?, nanoseconds: UInt64)

  /// Refuses a call whose matrices are not all in memory, or overlap.
  private static func check(
    _ plan: GEMMPlan, _ call: GEMMCall, _ matrices: Matrices
  ) throws(BLASRefusal) {
    switch matrices {
    case .addresses(let a, let b, let c): _ = try operands(plan, a, b, c)
    case .arrays(let a, let b, let c): _ = try allOperands(plan, call, a, b, c)
    }
  }

  private static func execute(
    _ plan: GEMMPlan, _ call: GEMMCall, _ matrices: Matrices
  ) throws(BLASRefusal) -> Finding {
    switch matrices {
    case .addresses(let a, let b, let c): return try execute(plan, try operands(plan, a, b, c))
    case .arrays(let a, let b, let c):
      var worst: Finding = (nil, 0)
      // None is computed where one is refused.
      for operands in try allOperands(plan, call, a, b, c) {
        let found = try execute(plan, operands)
        worst.nanoseconds += found.nanoseconds
        if (found.correctness?.maximumErrorOverBound ?? 0)
          > (worst.correctness?.maximumErrorOverBound ?? -1)
        {
          worst.correctness = found.correctness
        }
      }
      return worst
    }
  }

  private typealias Operands = (
    a: UnsafeRawPointer, b: UnsafeRawPointer, c: UnsafeMutableRawPointer
  )

  /// The matrices of every execution that arrays of addresses name.
  private static func allOperands(
    _ plan: GEMMPlan, _ call: GEMMCall, _ a: UnsafePointer<UnsafeRawPointer?>?,
    _ b: UnsafePointer<UnsafeRawPointer?>?, _ c: UnsafePointer<UnsafeMutableRawPointer?>?
  ) throws(BLASRefusal) -> [Operands] {
    guard case .pointers(let count) = call.batch, let a, let b, let c else {
      throw BLASRefusal(status: .invalidValue, reason: "an array of pointers is NULL")
    }
    for (name, array) in [
      ("Aarray", UnsafeRawPointer(a)), ("Barray", UnsafeRawPointer(b)),
      ("Carray", UnsafeRawPointer(c)),
    ] {
      let (byteCount, overflow) = count.multipliedReportingOverflow(
        by: MemoryLayout<UnsafeRawPointer?>.stride)
      guard !overflow else {
        throw BLASRefusal(status: .invalidValue, reason: "\(name) is larger than memory")
      }
      try BLASRefusal.check(name, array, byteCount, alignment: 8)
    }
    var all: [Operands] = []
    for index in 0..<count { all.append(try operands(plan, a[index], b[index], c[index])) }
    return all
  }

  /// The matrices of one execution, which are in memory and of which C shares no element with A or B.
  ///
  /// Where alpha or k is 0, A and B are not looked at and stand for C.
  private static func operands(
    _ plan: GEMMPlan, _ a: UnsafeRawPointer?, _ b: UnsafeRawPointer?,
    _ c: UnsafeMutableRawPointer?
  ) throws(BLASRefusal) -> Operands {
    guard let c else { throw BLASRefusal(status: .invalidValue, reason: "C is NULL") }
    let types = plan.gemm.types
    try BLASRefusal.check("C", c, plan.byteCounts.c, alignment: types.d.componentByteCount)
    guard plan.gemm.shape.multiplies else { return (UnsafeRawPointer(c), UnsafeRawPointer(c), c) }
    guard let a, let b else { throw BLASRefusal(status: .invalidValue, reason: "A or B is NULL") }
    try check("A", a, plan.byteCounts.a, types.a, plan, c)
    try check("B", b, plan.byteCounts.b, types.b, plan, c)
    return (a, b, c)
  }

  private static func execute(_ plan: GEMMPlan, _ operands: Operands) throws(BLASRefusal) -> Finding
  {
    let (a, b, c) = operands
    do throws(BackendError) {
      try plan.execute(a, b, c)
    } catch { throw BLASRefusal(status: .executionFailed, reason: "\(error)") }
    guard DropIn.shared.verifies else { return (nil, 0) }
    let start = DropIn.now
    return (plan.check(a, b, c), DropIn.now - start)
  }

  /// Checks that A or B is in memory and shares no element with C.
  private static func check(
    _ name: String, _ address: UnsafeRawPointer, _ byteCount: Int, _ type: ElementType,
    _ plan: GEMMPlan,
    _ c: UnsafeMutableRawPointer
  ) throws(BLASRefusal) {
    try BLASRefusal.check(name, address, byteCount, alignment: type.componentByteCount)
    if address < UnsafeRawPointer(c) + plan.byteCounts.c,
      UnsafeRawPointer(c) < address + byteCount, plan.overlapsC(name == "A", address, c)
    {
      throw BLASRefusal(
        status: .invalidValue,
        reason: "\(name) and C overlap, and what cuBLAS then leaves in C is not defined")
    }
  }
}

extension ElementType {
  /// Bytes of a real or imaginary part.
  fileprivate var componentByteCount: Int { byteCount / (isComplex ? 2 : 1) }
}

extension GEMMProblem {
  /// The descriptor of the call.
  var descriptorText: String { Problem.gemm(self).descriptor }
}
