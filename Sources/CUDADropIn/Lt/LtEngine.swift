import Foundation
import Harness
import Kernels
import Synchronization

/// Runs `cublasLtMatmul`: plans each kind of product once, computes, finishes, verifies, and keeps the ledger.
final class LtEngine: Sendable {
  static let shared = LtEngine()
  static let function: StaticString = "cublasLtMatmul"

  /// The addresses of a call.
  struct Addresses {
    let alpha, beta: UnsafeRawPointer
    let a, b, c: UnsafeRawPointer?
    let d: UnsafeMutableRawPointer?
  }

  /// What decides how a call is computed: all but where its operands lie.
  private struct Key: Hashable {
    let matrices: [LtMatrix]
    let numbers: [Int]
    let types: [ElementType?]
    let alpha, beta: Scalar

    init(_ call: LtCall, alpha: Scalar, beta: Scalar) {
      matrices = [call.a, call.b, call.c, call.d]
      numbers = [
        Int(call.compute), Int(call.scale), Int(call.transA), Int(call.transB),
        Int(call.epilogue.rawValue), Int(call.pointerMode), Int(call.scaleModeA),
        Int(call.scaleModeB), call.biasStride, call.scaleA == nil ? 0 : 1,
        call.scaleB == nil ? 0 : 1,
        call.scaleC == nil && call.scaleD == nil && call.amaxD == nil ? 0 : 1,
      ]
      types = [call.biasType]
      (self.alpha, self.beta) = (alpha, beta)
    }
  }
  private struct Planned {
    let plan: GEMMPlan
    let isDirect, isTransposed: Bool
  }

  private static let maximumPlanCount = 512
  /// Used inside the lock of ``GEMMEngine``: the device runs one call at a time.
  private let plans = Mutex<[Key: Planned]>([:])

  /// Makes one call.
  func run(_ call: LtCall, _ addresses: Addresses) throws(BLASRefusal) {
    let (alpha, beta) = try Self.scalars(call, addresses)
    guard !call.isEmpty else { return }
    try GEMMEngine.shared.plans.withLock { _ throws(BLASRefusal) in
      let planned = try plan(call, alpha: alpha, beta: beta)
      let start = DropIn.now
      let execution = LtExecution(
        call: call, plan: planned.plan, isDirect: planned.isDirect,
        isTransposed: planned.isTransposed, alpha: alpha, beta: beta, addresses: addresses)
      let (correctness, checking) = try execution.run()
      let end = DropIn.now
      DropIn.shared.ledger.add(
        planned.plan.entry, nanoseconds: Double(end - start - checking), correctness: correctness,
        at: end)
    }
  }

  /// Whether a call of these descriptions is computed, before there are addresses.
  func support(_ call: LtCall) throws(BLASRefusal) {
    guard !call.isEmpty else { return }
    _ = try Self.choose(call, alpha: .one, beta: .one)
  }

  /// Counts a refused call.
  static func note(_ refusal: BLASRefusal, _ call: LtCall?) {
    let problem = call.flatMap { call in
      (try? LtPlan.direct(call, alpha: .one, beta: .zero))?.descriptor(of: call)
    }
    LtLog.shared.error(function, refusal.reason)
    DropIn.shared.ledger.add(
      CallLedger.Entry(
        function: "\(function)", problem: problem, outcome: .refused,
        reason: "\(refusal.status.name): \(refusal.reason)"))
  }

  // MARK: Planning

  private struct Choice {
    let plan: LtPlan
    let device: any Device
    let variant: KernelVariant
    let reason: String?
    /// What the processor does after the kernels.
    let remainder: String?
  }

  private func plan(_ call: LtCall, alpha: Scalar, beta: Scalar) throws(BLASRefusal) -> Planned {
    let key = Key(call, alpha: alpha, beta: beta)
    if let planned = plans.withLock({ $0[key] }) { return planned }
    let choice = try Self.choose(call, alpha: alpha, beta: beta)
    let reasons = [choice.reason, choice.remainder].compactMap { $0 }
    let entry = CallLedger.Entry(
      function: "\(Self.function)", problem: choice.plan.descriptor(of: call),
      outcome: choice.reason == nil ? .executed : .executedOnCPU,
      reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "), variant: choice.variant.id)
    do throws(BackendError) {
      let plan = try GEMMPlan(
        choice.plan.problem, device: choice.device, variant: choice.variant,
        entry: DropIn.shared.ledger.number(of: entry), isInPlace: false)
      let planned = Planned(
        plan: plan, isDirect: choice.plan.isDirect, isTransposed: choice.plan.isTransposed)
      plans.withLock {
        if $0.count >= Self.maximumPlanCount { $0 = [:] }
        $0[key] = planned
      }
      return planned
    } catch {
      throw BLASRefusal(
        status: error.code == .outOfHostMemory || error.code == .outOfDeviceMemory
          ? .allocFailed : .internalError, reason: "\(error)")
    }
  }

  /// The whole call on the device, its product there, or both on the processor: the first that there is.
  private static func choose(
    _ call: LtCall, alpha: Scalar, beta: Scalar
  ) throws(BLASRefusal) -> Choice {
    var (direct, product): (LtPlan?, LtPlan?)
    var (why, whyNot) = ("", "")
    do throws(ProblemError) { direct = try LtPlan.direct(call, alpha: alpha, beta: beta) } catch {
      why = error.description
    }
    do throws(ProblemError) { product = try LtPlan.product(call) } catch {
      whyNot = error.description
    }
    var choices: [Choice] = []
    for plan in [direct, product].compactMap({ $0 }) {
      do throws(BLASRefusal) {
        let (device, variant, reason) = try GEMMEngine.device(for: plan.problem)
        choices.append(
          Choice(
            plan: plan, device: device, variant: variant, reason: reason,
            remainder: plan.isDirect
              ? nil
              : "alpha, C and \(call.epilogue.name) by the processor after the product"
                + (why.isEmpty ? "" : " (\(why))")))
      } catch {
        if error.status.code == BLASStatus.notInitialized.code { throw error }
        whyNot = error.reason
      }
    }
    if let choice = choices.first(where: { $0.reason == nil }) ?? choices.first { return choice }
    throw BLASRefusal(status: .notSupported, reason: why.isEmpty ? whyNot : why)
  }

  /// alpha and beta; vectors are read later, and stand for 1 here.
  private static func scalars(
    _ call: LtCall, _ addresses: Addresses
  ) throws(BLASRefusal) -> (Scalar, Scalar) {
    guard let type = call.scaleType else {
      throw BLASRefusal(
        status: .notSupported, reason: "alpha of cudaDataType \(LtNames.type(call.scale))")
    }
    switch call.pointerMode {
    case 0: return (Scalar(addresses.alpha, type), Scalar(addresses.beta, type))
    case 1:
      for (name, address) in [("alpha", addresses.alpha), ("beta", addresses.beta)] {
        try BLASRefusal.check(name, address, type.byteCount)
      }
      return (Scalar(addresses.alpha, type), Scalar(addresses.beta, type))
    default:
      let rows = call.m + (call.d.count - 1) * call.alphaStride
      try BLASRefusal.check("alpha", addresses.alpha, rows * type.byteCount)
      if call.pointerMode == 2 {
        try BLASRefusal.check("beta", addresses.beta, call.m * type.byteCount)
      }
      return (
        .one,
        call.pointerMode == 3
          ? .zero
          : call.pointerMode == 2
            ? .one
            : Scalar(addresses.beta, type)
      )
    }
  }
}
