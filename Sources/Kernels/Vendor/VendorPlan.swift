internal import CVendor
internal import Foundation

/// The library calls that run one problem.
///
/// `D <- alpha op(A) op(B) + beta C`: libraries update in place, so C is copied into D first where beta is not 0. Where alpha or k is 0,
/// A and B must not be read, which no vendor promises: a product of zeros takes their place.
struct VendorPlan: Sendable {
  let copies: [VendorCopy]
  let calls: [VendorCall]
  /// Places of A, B and D of every pointer-array call, in bytes from the operands' starts; nil stands for the zeros.
  let pointers: [VendorPointer]
  /// The size of the zeros, 0 where none are needed.
  let zerosByteCount: Int

  /// The inner size of the product of zeros: a multiple of 4, as 8-bit integers need.
  private static let zerosK = 4

  init(_ gemm: GEMMProblem, _ entries: [VendorEntry], _ route: VendorRoute) {
    let (sizeA, sizeD) = (gemm.types.a.byteCount, gemm.types.d.byteCount)
    var copies: [VendorCopy] = []
    var calls: [VendorCall] = []
    var pointers: [VendorPointer] = []
    var zeros = 0
    let instances = gemm.instances
    var start = 0
    for (group, entry) in zip(gemm.groups, entries) {
      let members = instances[start..<start + group.count]
      start += group.count
      let s = group.shape
      guard s.m > 0, s.n > 0, let first = members.first else { continue }
      if !s.beta.isZero {
        copies += VendorCopy.copies(members, shape: s, byteCount: sizeD)
      }
      let rows = gemm.types.a == .i8 ? (s.m + 3) / 4 * 4 : s.m
      if !s.multiplies { zeros = max(zeros, Self.zerosK * max(rows, s.n) * sizeA) }
      var strides = (a: 0, b: 0, d: 0)
      if case .strided(_, let a, let b, _, let d) = gemm.batching { strides = (a, b, d) }
      calls.append(
        VendorCall(
          entry: entry, transA: s.multiplies ? s.transA : .none,
          transB: s.multiplies ? s.transB : .none, m: s.m, n: s.n,
          k: s.multiplies ? s.k : Self.zerosK, lda: s.multiplies ? s.lda : rows,
          ldb: s.multiplies ? s.ldb : Self.zerosK, ldd: s.ldd, multiplies: s.multiplies,
          offsets: (first.a * sizeA, first.b * sizeA, first.d * sizeD),
          strides: s.multiplies ? strides : (0, 0, strides.d), count: group.count,
          firstPointer: pointers.count,
          scalars: VendorScalars(
            alpha: s.multiplies ? s.alpha : .zero, beta: s.beta, given: gemm.types.scale,
            stored: route.scale)))
      if entry.form == .pointers {
        pointers += members.map {
          s.multiplies ? VendorPointer(.a, $0.a * sizeA) : VendorPointer(nil, 0)
        }
        pointers += members.map {
          s.multiplies ? VendorPointer(.b, $0.b * sizeA) : VendorPointer(nil, 0)
        }
        pointers += members.map { VendorPointer(.d, $0.d * sizeD) }
      }
    }
    (self.copies, self.calls, self.pointers, zerosByteCount) = (copies, calls, pointers, zeros)
  }
}

/// One address of a pointer array: an operand and bytes from its start, or the zeros.
struct VendorPointer: Sendable {
  let role: OperandRole?
  let offset: Int

  init(_ role: OperandRole?, _ offset: Int) {
    self.role = role
    self.offset = offset
  }
}

/// One call of the library; sizes in elements, offsets in bytes.
struct VendorCall: Sendable {
  let entry: VendorEntry
  let transA, transB: Transpose
  let m, n, k, lda, ldb, ldd: Int
  /// Whether A and B are read; the zeros are otherwise.
  let multiplies: Bool
  let offsets: (a: Int, b: Int, d: Int)
  let strides: (a: Int, b: Int, d: Int)
  let count: Int
  /// Where its arrays start among the plan's pointers: `count` of A, of B, of D.
  let firstPointer: Int
  let scalars: VendorScalars
}

/// alpha and beta in host memory, in the type that the function takes.
final class VendorScalars: @unchecked Sendable {
  // SAFETY: written in init only.
  let alpha, beta: UnsafeMutableRawPointer

  init(alpha: Scalar, beta: Scalar, given: ElementType, stored: ElementType) {
    func memory(_ scalar: Scalar) -> UnsafeMutableRawPointer {
      let memory = UnsafeMutableRawPointer.allocate(byteCount: 16, alignment: 16)
      memory.initializeMemory(as: UInt8.self, repeating: 0, count: 16)
      for (component, value) in [scalar.real, scalar.imaginary].enumerated()
      where component == 0 || stored.isComplex {
        ElementConversion.store(
          ElementConversion.rounded(value, to: given), memory, stored, component: component)
      }
      return memory
    }
    self.alpha = memory(alpha)
    self.beta = memory(beta)
  }

  deinit {
    alpha.deallocate()
    beta.deallocate()
  }
}

/// A copy of `height` columns of `width` bytes from C to D.
struct VendorCopy: Sendable {
  var fromC, toD: Int
  let width: Int
  var height: Int
  let pitchC, pitchD: Int

  /// The copies for the GEMMs of one shape, in as few calls as their layout allows; padding is left alone.
  static func copies(
    _ instances: ArraySlice<GEMMInstance>, shape s: GEMMShape, byteCount size: Int
  ) -> [VendorCopy] {
    var copies: [VendorCopy] = []
    for instance in instances {
      let next = VendorCopy(
        fromC: instance.c * size, toD: instance.d * size, width: s.m * size, height: s.n,
        pitchC: s.ldc * size, pitchD: s.ldd * size)
      if let last = copies.last, max(next.pitchC, next.pitchD) <= Int(Int32.max),
        next.fromC - last.fromC == last.height * last.pitchC,
        next.toD - last.toD == last.height * last.pitchD
      {
        copies[copies.count - 1].height += next.height
      } else {
        copies.append(next)
      }
    }
    return copies
  }
}
