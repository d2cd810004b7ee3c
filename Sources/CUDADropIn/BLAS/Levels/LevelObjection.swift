/// What cuBLAS documents as wrong arguments.
extension LevelCall {
  /// The argument that is wrong, and why.
  struct Objection {
    let role: BLASRole
    let status: BLASStatus
    let reason: String
  }

  /// The first wrong argument but for leading dimensions, which ``LevelEngine`` compares with the operands.
  var objection: Objection? {
    solver ?? enumerations ?? sizes ?? transposes ?? increments ?? limits
  }

  private func invalid(_ role: BLASRole, _ reason: String) -> Objection {
    Objection(role: role, status: .invalidValue, reason: "\(signature.name(role)) \(reason)")
  }

  /// Least squares are solved for op N alone; any other number is that op, not a wrong one.
  private var solver: Objection? {
    routine == .gels && self[.transA] != 0
      ? Objection(role: .transA, status: .notSupported, reason: "trans is not CUBLAS_OP_N") : nil
  }

  private var enumerations: Objection? {
    for (role, greatest, name) in signature.enumerations
    where !(0...greatest).contains(self[role]) {
      return invalid(role, "is \(self[role]), which is no \(name) that it takes")
    }
    return nil
  }

  private var sizes: Objection? {
    guard routine.level > 1 else { return nil }
    for role in signature.integers where self[role] < 0 && Self.sizeRoles.contains(role) {
      return invalid(role, "is \(self[role])")
    }
    return nil
  }

  private static let sizeRoles: Set<BLASRole> = [.m, .n, .k, .kl, .ku, .nrhs, .batch]

  /// A symmetric product knows A' only, a Hermitian one A^H only.
  private var transposes: Objection? {
    switch routine {
    case .herk, .her2k, .herkx:
      return self[.transA] == 1 ? invalid(.transA, "is CUBLAS_OP_T for a Hermitian product") : nil
    case .syrk, .syr2k, .syrkx:
      let isComplex = (try? computeType())?.isComplex == true
      return self[.transA] == 2 && isComplex
        ? invalid(.transA, "is CUBLAS_OP_C for a symmetric product of complex numbers") : nil
    default: return nil
    }
  }

  private var increments: Objection? {
    guard routine.level == 2 else { return nil }
    for role in [BLASRole.incx, .incy] where has(role) && self[role] == 0 {
      return invalid(role, "is 0")
    }
    return nil
  }

  private var limits: Objection? {
    for role in signature.integers
    where role != .batch && self[role] != Int(Int32(truncatingIfNeeded: self[role])) {
      return Objection(
        role: role, status: .notSupported,
        reason: "\(signature.name(role)) is \(self[role]); the processor's BLAS counts to 2^31 - 1")
    }
    if routine == .matinv, self[.n] > 32 { return invalid(.n, "is \(self[.n]), more than 32") }
    return routine == .gels && self[.m] < self[.n]
      ? Objection(
        role: .m, status: .notSupported, reason: "m < n: the system is underdetermined") : nil
  }

  /// Whether nothing is computed; results are 0 then.
  var isEmpty: Bool {
    if routine.level == 1 {
      guard has(.n) else { return false }
      switch routine {
      case .amax, .amin, .asum, .nrm2, .scal, .realScal: return self[.n] <= 0 || self[.incx] <= 0
      default: return self[.n] <= 0
      }
    }
    return [BLASRole.m, .n, .nrhs, .batch].contains { has($0) && self[$0] == 0 }
  }
}
