import Kernels
import TestSupport
import Testing

@Suite("GEMM problem") struct GEMMProblemTests {
  // MARK: Validation

  /// What is refused, and the whole sentence.
  static let refused: [(String, @Sendable () throws -> Void, String)] = [
    (
      "negative m", { _ = try GEMMShape(m: -1, n: 1, k: 1) },
      "m=-1 is negative; sizes are 0 or more"
    ),
    (
      "negative k", { _ = try GEMMShape(m: 1, n: 1, k: -9) },
      "k=-9 is negative; sizes are 0 or more"
    ),
    (
      "lda", { _ = try GEMMShape(m: 4, n: 1, k: 2, lda: 3) },
      "lda=3 is smaller than 4, the stored rows of A"
    ),
    (
      "lda transposed", { _ = try GEMMShape(m: 2, n: 1, k: 4, transA: .transpose, lda: 3) },
      "lda=3 is smaller than 4, the stored rows of A"
    ),
    (
      "ldb", { _ = try GEMMShape(m: 1, n: 9, k: 4, ldb: 3) },
      "ldb=3 is smaller than 4, the stored rows of B"
    ),
    (
      "ldb transposed",
      { _ = try GEMMShape(m: 1, n: 9, k: 4, transB: .conjugateTranspose, ldb: 8) },
      "ldb=8 is smaller than 9, the stored rows of B"
    ),
    ("ldc", { _ = try GEMMShape(m: 5, n: 1, k: 1, ldc: 4) }, "ldc=4 is smaller than 5, the m"),
    ("ldd", { _ = try GEMMShape(m: 0, n: 1, k: 1, ldd: 0) }, "ldd=0 is smaller than 1, the m"),
    ("alpha", { _ = try GEMMShape(m: 1, n: 1, k: 1, alpha: Scalar(.nan)) }, "alpha is not finite"),
    (
      "beta", { _ = try GEMMShape(m: 1, n: 1, k: 1, beta: Scalar(0, .infinity)) },
      "beta is not finite"
    ),
    (
      "i32 as input", { _ = try GEMMTypes(a: .i32, b: .i32) },
      "A of type i32 is not a GEMM input; use one of f32, f64, f16, bf16, i8, c64, c128, f8e4m3, f8e5m2"
    ),
    (
      "mixed inputs", { _ = try GEMMTypes(a: .f16, b: .bf16) },
      "A of type f16 needs B of type f16, not bf16"
    ),
    (
      "output", { _ = try GEMMTypes(a: .f16, b: .f16, d: .f64) },
      "A of type f16 gives D of type f16 or f32, not f64"
    ),
    (
      "C", { _ = try GEMMTypes(a: .f16, b: .f16, c: .f16, d: .f32) },
      "D of type f32 needs C of type f32, not f16"
    ),
    (
      "compute", { _ = try GEMMTypes(a: .bf16, b: .bf16, compute: .f16) },
      "A of type bf16 computes in f32, not f16"
    ),
    (
      "scale", { _ = try GEMMTypes(a: .f32, b: .f32, scale: .f64) },
      "these types scale in f32, not f64"
    ),
    (
      "complex alpha", { _ = try gemm(alpha: Scalar(1, 1)) },
      "alpha is complex but the problem is f32"
    ),
    (
      "fractional alpha", { _ = try gemm(GEMMTypes(a: .i8, b: .i8), alpha: Scalar(0.5)) },
      "alpha=0.5 must be a 32-bit integer where scalars are i32"
    ),
    (
      "conjugate i8", { _ = try gemm(GEMMTypes(a: .i8, b: .i8), transA: .conjugateTranspose) },
      "a conjugate transpose (c) is for floating-point types; use t"
    ),
    (
      "no groups", { _ = try gemm(batching: .grouped([])) },
      "a grouped batch needs at least one group"
    ),
    (
      "empty batch", { _ = try gemm(batching: .pointerArray(count: 0)) },
      "a batch of 0 GEMMs is empty; use 1 or more"
    ),
    (
      "huge batch", { _ = try gemm(batching: .pointerArray(count: 1 << 25)) },
      "a batch of 33554432 GEMMs is too large; the most is 16777216"
    ),
    (
      "overlap", { _ = try gemm(batching: .strided(count: 2, a: 0, b: 0, c: 0, d: 3)) },
      "strideD=3 is smaller than 4, the extent of one D: results would overlap"
    ),
    (
      "negative stride", { _ = try gemm(batching: .strided(count: 2, a: -4, b: 0, c: 0, d: 4)) },
      "strideA=-4 is negative; strides are 0 or more"
    ),
    (
      "negative strideD of one",
      { _ = try gemm(batching: .strided(count: 1, a: 4, b: 4, c: 4, d: -4)) },
      "strideD=-4 is negative; strides are 0 or more"
    ),
    (
      "epilogue of a group",
      {
        _ = try gemm(
          batching: .grouped([GEMMGroup(shape: GEMMShape(m: 1, n: 1, k: 1), count: 1)]),
          epilogue: .relu)
      }, "a grouped batch has no epilogue; leave relu out"
    ),
    (
      "epilogue of integers", { _ = try gemm(GEMMTypes(a: .i8, b: .i8), epilogue: .gelu) },
      "epilogue gelu is for real floating-point D, not i32"
    ),
    (
      "scaled f32", { _ = try gemm(scaleA: .tensor) },
      "scaling factors of A are for 8-bit floats, not f32"
    ),
    (
      "empty blocks",
      {
        _ = try GEMMProblem(
          types: GEMMTypes(a: .f8e4m3, b: .f8e4m3), shape: GEMMShape(m: 2, n: 2, k: 2),
          scaleB: .block(k: 0, other: 1, format: .f32))
      }, "scaling blocks of B must be at least 1x1, not 1x0"
    ),
  ]

  private static func gemm(
    _ types: @autoclosure () throws -> GEMMTypes = try GEMMTypes(a: .f32, b: .f32),
    transA: Transpose = .none, alpha: Scalar = .one, batching: Batching = .single,
    epilogue: Epilogue = .none, scaleA: OperandScaling = .none
  ) throws -> GEMMProblem {
    try GEMMProblem(
      types: types(), shape: GEMMShape(m: 2, n: 2, k: 2, transA: transA, alpha: alpha),
      batching: batching, epilogue: epilogue, scaleA: scaleA)
  }

  @Test("A call without meaning is refused with a whole sentence")
  func refusals() {
    for (name, make, sentence) in Self.refused {
      let error = #expect(throws: ProblemError.self, "\(name)") { try make() }
      #expect(error?.description == sentence, "\(name)")
    }
  }

  @Test("Sizes beyond 64 bits are refused, never wrapped and never a crash")
  func overflow() throws {
    let large = 1 << 40
    for (m, n, k) in [
      (large, large, 1), (large, 1, large), (1, large, large), (large, large, large),
      (large, 0, large),
      (Int.max, 1, 1), (1, Int.max, 1), (1, 1, Int.max), (Int.max, Int.max, Int.max),
    ] {
      #expect(throws: ProblemError.self, "\(m) \(n) \(k)") {
        try GEMMProblem(types: GEMMTypes(a: .f32, b: .f32), shape: GEMMShape(m: m, n: n, k: k))
      }
    }
    for descriptor in [
      "gemm:f32:nn:m=2,n=2,k=2,lda=9223372036854775807",
      "gemm:i8:nn:m=1,n=2,k=1,ldd=9223372036854775807",
      "gemm:f32:nn:m=2,n=2,k=2:batch=16777216,strideA=9223372036854775807",
      // Nothing is stored, but the offsets of the matrices overflow all the same.
      "gemm:f32:nn:m=0,n=4,k=4:batch=8,strideA=9223372036854775807",
      "gemm:f32:nn:m=2,n=2,k=2,ldb=1152921504606846976:pointers=16",
      // Each group fits, all together do not.
      "gemm:i8:grouped" + String(repeating: ":nn,m=1,n=1,k=2,lda=288230376151711744", count: 40),
      // A fits, a factor of four bytes for each of its elements does not.
      "gemm:f8e4m3:nn:m=2147483648,n=0,k=2147483648:scaleA=1x1",
      "gemm:f8e4m3:nn:m=2147483648,n=1,k=1073741824:scaleA=1x1",
    ] {
      let error = #expect(throws: DescriptorError.self, "\(descriptor)") {
        try Problem(descriptor: descriptor)
      }
      #expect(error?.message.contains("overflows 64-bit arithmetic; use smaller sizes") == true)
    }
    #expect(
      throws: ProblemError(
        "the operation count 2mnk overflows 64-bit arithmetic; use smaller sizes")
    ) {
      try GEMMProblem(
        types: GEMMTypes(a: .f32, b: .f32), shape: GEMMShape(m: large, n: large, k: large))
    }
  }

  @Test("The largest blocks are one block")
  func hugeBlocks() throws {
    let problem = try Problem(
      descriptor:
        "gemm:f8e4m3:tn:m=2,n=2,k=2:scaleA=9223372036854775807x9223372036854775807")
    let output = try referenceValues(problem, [.a: [1, 2, 3, 4], .b: [1, 0, 0, 1], .scaleA: [2]])
    #expect(output == [2, 6, 4, 8])
  }

  // MARK: Sizes

  private func extents(_ descriptor: String) throws -> [OperandRole: Int] {
    let problem = try Problem(descriptor: descriptor)
    return Dictionary(uniqueKeysWithValues: problem.operands.map { ($0.role, $0.elementCount) })
  }

  @Test("The extent of a matrix is its columns but the last in full, and the last up to its rows")
  func singleExtents() throws {
    #expect(try extents("gemm:f32:nn:m=3,n=4,k=5") == [.a: 15, .b: 20, .d: 12])
    #expect(
      try extents("gemm:f32:tn:m=3,n=4,k=5,lda=7,ldb=6,ldc=9,ldd=4,beta=1")
        == [.a: 7 * 2 + 5, .b: 6 * 3 + 5, .c: 9 * 3 + 3, .d: 4 * 3 + 3])
    #expect(try extents("gemm:f32:nn:m=0,n=4,k=5") == [.a: 0, .b: 20, .d: 0])
    #expect(try extents("gemm:f32:nn:m=3,n=4,k=0,beta=1") == [.a: 0, .b: 0, .c: 12, .d: 12])
    #expect(try extents("gemm:f32:nn:m=3,n=4,k=5:bias+relu") == [.a: 15, .b: 20, .bias: 3, .d: 12])
  }

  @Test("Strided extents end with the last matrix")
  func stridedExtents() throws {
    #expect(
      try extents("gemm:f32:nn:m=3,n=4,k=5:batch=3") == [.a: 45, .b: 60, .d: 36])
    #expect(
      try extents(
        "gemm:f32:nn:m=3,n=4,k=5,beta=1:batch=3,strideA=0,strideB=30,strideC=1,strideD=100")
        == [.a: 15, .b: 60 + 20, .c: 2 + 12, .d: 200 + 12])
  }

  @Test("Pointer arrays lie in reverse order on 256-byte boundaries")
  func pointerExtents() throws {
    // A is 15 f32: one slot of 64; B 20; D 12.
    #expect(
      try extents("gemm:f32:nn:m=3,n=4,k=5:pointers=3") == [.a: 192, .b: 192, .d: 192])
    guard case .gemm(let gemm) = try Problem(descriptor: "gemm:f16:nn:m=3,n=4,k=50:pointers=3")
    else { return }
    // 150 f16 take two slots of 128.
    #expect(gemm.instances.map(\.a) == [512, 256, 0])
    #expect(gemm.instances.map(\.d) == [256, 128, 0])
  }

  @Test("Groups lie in reverse order too, each with slots of its own size")
  func groupedExtents() throws {
    let descriptor = "gemm:f64:grouped:nn,m=4,n=9,k=9,count=2:nn,m=1,n=2,k=3,beta=1"
    // In f64 slots are multiples of 32: A 36 -> 64, then 3 -> 32; B 81 -> 96, 6 -> 32; C and D 36 -> 64, 2 -> 32.
    #expect(
      try extents(descriptor) == [.a: 160, .b: 224, .c: 160, .d: 160])
    guard case .gemm(let gemm) = try Problem(descriptor: descriptor) else { return }
    #expect(gemm.instances.map(\.a) == [96, 32, 0])
    #expect(gemm.instances.map(\.b) == [128, 32, 0])
    #expect(gemm.instances.map(\.shape.m) == [4, 4, 1])
    #expect(gemm.instanceCount == 3 && gemm.readsC)
  }

  @Test("There is one scaling factor a block, edges included")
  func scaleExtents() throws {
    let found = try extents("gemm:f8e4m3:tn:m=130,n=257,k=129:scaleA=1x128:scaleB=128x128/ue8m0")
    #expect(found[.scaleA] == 130 * 2)
    #expect(found[.scaleB] == 3 * 2)
    #expect(try extents("gemm:f8e4m3:tn:m=4,n=4,k=4:scaleA=tensor")[.scaleA] == 1)
    #expect(
      try extents("gemm:f8e4m3:tn:m=4,n=4,k=4:batch=3:scaleA=2x2")[.scaleA] == 3 * 4)
  }

  @Test("Every matrix of a random problem lies inside its operand, and no two of D overlap")
  func layout() {
    var generator = RandomProblems(seed: 31)
    for _ in 0..<500 {
      let gemm = generator.gemm()
      let problem = Problem.gemm(gemm)
      for spec in problem.operands {
        let indices = OperandElements.indices(of: spec.role, in: problem)
        #expect(indices.allSatisfy { $0 >= 0 && $0 < spec.elementCount }, "\(problem) \(spec.role)")
        if let last = indices.max(), !spec.role.isOutput, case .single = gemm.batching {
          #expect(last == spec.elementCount - 1, "\(problem) \(spec.role)")
        }
      }
      let written = OperandElements.indices(of: .d, in: problem)
      #expect(Set(written).count == written.count, "\(problem)")
    }
  }

  @Test("Operations are 2mnk, eight times mnk for complex types, over all GEMMs")
  func flops() throws {
    for (descriptor, count) in [
      ("gemm:f32:nn:m=2048,n=2048,k=2048", 17_179_869_184), ("gemm:f32:nn:m=3,n=5,k=7", 210),
      ("gemm:c64:nn:m=3,n=5,k=7", 840), ("gemm:f32:nn:m=3,n=5,k=7:batch=4", 840),
      ("gemm:f32:nn:m=3,n=5,k=7:pointers=2", 420), ("gemm:f32:nn:m=3,n=5,k=0", 0),
      ("gemm:f32:grouped:nn,m=3,n=5,k=7,count=2:nn,m=1,n=1,k=1", 422),
    ] {
      #expect(try Problem(descriptor: descriptor).flopCount == count, "\(descriptor)")
    }
    #expect(try Problem(descriptor: "gemm:f32:nn:m=1,n=1,k=1").flopConvention == "gemm-2mnk")
    #expect(try Problem(descriptor: "gemm:c64:nn:m=1,n=1,k=1").flopConvention == "gemm-8mnk")
  }

  @Test("Bytes are those of the elements used, without padding, each once")
  func bytes() throws {
    for (descriptor, count) in [
      ("gemm:f32:nn:m=3,n=4,k=5,lda=100", 4 * (15 + 20 + 12)),
      ("gemm:f32:nn:m=3,n=4,k=5,beta=1", 4 * (15 + 20 + 12 + 12)),
      ("gemm:bf16>f32:nn:m=3,n=4,k=5", 2 * (15 + 20) + 4 * 12),
      ("gemm:i8:nn:m=3,n=4,k=5:batch=2,strideA=0", 15 + 2 * 20 + 2 * 12 * 4),
      ("gemm:f32:nn:m=3,n=4,k=5:bias", 4 * (15 + 20 + 12 + 3)),
      ("gemm:f8e4m3:nn:m=3,n=4,k=5:scaleA=tensor:scaleB=1x5/ue8m0", 15 + 20 + 24 + 4 + 4),
    ] {
      #expect(try Problem(descriptor: descriptor).byteCount == count, "\(descriptor)")
    }
  }

  @Test("A row-major call is the column-major one with A and B exchanged")
  func rowMajor() throws {
    // [1 2 3; 4 5 6] * [1 0; 0 1; 1 1] = [4 5; 10 11], all by rows.
    let types = try GEMMTypes(a: .f32, b: .f32)
    let problem = try GEMMProblem.rowMajor(m: 2, n: 2, k: 3, types: types)
    #expect(problem.shape.lda == 2 && problem.shape.ldb == 3)
    // The row-major B is the column-major A.
    let values = try referenceValues(
      .gemm(problem), [.a: [1, 0, 0, 1, 1, 1], .b: [1, 2, 3, 4, 5, 6]])
    #expect(values == [4, 5, 10, 11])
    let transposed = try GEMMProblem.rowMajor(
      m: 4, n: 5, k: 6, transA: .transpose, lda: 9, ldb: 7, ldc: 8, types: types)
    #expect(
      Problem.gemm(transposed).descriptor == "gemm:f32:nt:m=5,n=4,k=6,lda=7,ldb=9,ldc=8")
  }
}
