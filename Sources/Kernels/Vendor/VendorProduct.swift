/// One product as the library of single products is told of it: `D <- epilogue(alpha op(A) op(B) + beta C)`, column-major.
struct VendorProductShape: Sendable {
  var route: VendorLtRoute
  var transA, transB: Transpose
  /// Sizes in elements.
  var m, n, k, lda, ldb, ldc, ldd: Int
  /// How many there are, and the elements between them.
  var count = 1
  var strides: (a: Int, b: Int, c: Int, d: Int) = (0, 0, 0, 0)
  var epilogue = Epilogue.none
  /// How A and B are scaled; nil is a factor of 1.
  var scaleA, scaleB: VendorScaling?

  /// Whether it is fed in device memory of its own by what `bind` gives it.
  var takesPointers: Bool { epilogue.hasBias || scaleA != nil || scaleB != nil }
}

/// A product made ready: its description, the layouts of its matrices, and the algorithm that the library chose.
final class VendorProduct: @unchecked Sendable {
  // SAFETY: native descriptions are touched by the device's computing thread only, after init.
  typealias Pointer = UnsafeMutableRawPointer

  private let context: VendorContext
  private let lt: VendorLt
  private let handle: Pointer
  /// Descriptions that are destroyed with this.
  private var owned: [(Pointer, @convention(c) (Pointer) -> Int32)] = []
  private let description, a, b, c, d: Pointer
  private let algorithm: Pointer

  /// - Parameters:
  ///   - placeholder: device memory in place of bias and factors, while an algorithm is looked for.
  ///   - operations: numbers of the transposes.
  /// - Throws: `unsupported` where the library has no algorithm for this.
  init(
    _ shape: VendorProductShape, context: VendorContext, operations: VendorDialect.Operations,
    placeholder: Pointer?
  ) throws(BackendError) {
    let library = context.library
    let lt = try library.lt.get()
    guard let handle = context.ltHandle else {
      throw BackendError(
        .unavailable, operation: "LtCreate", message: "\(lt.file) gave no handle")
    }
    let numbers = lt.numbers
    let route = shape.route
    var owned: [(Pointer, @convention(c) (Pointer) -> Int32)] = []
    func number(_ type: ElementType) -> Int32 { numbers.dataTypes[type] ?? -1 }
    func make(
      _ name: String, _ destroy: @escaping @convention(c) (Pointer) -> Int32,
      _ create: (VendorLt.Made) -> Int32
    ) throws(BackendError) -> Pointer {
      var made: Pointer?
      let status = create(&made)
      guard status == 0, let made else { throw library.refusal(status, "Lt" + name) }
      owned.append((made, destroy))
      return made
    }
    func layout(
      _ type: ElementType, _ rows: Int, _ columns: Int, _ leading: Int, _ stride: Int
    ) throws(BackendError) -> Pointer {
      let layout = try make("MatrixLayoutCreate", lt.layoutDestroy) {
        lt.layoutCreate($0, number(type), UInt64(rows), UInt64(columns), Int64(leading))
      }
      if shape.count > 1 {
        try library.set(lt.layoutSet, layout, numbers.batchCount, Int32(clamping: shape.count))
        try library.set(lt.layoutSet, layout, numbers.batchStride, Int64(stride))
      }
      return layout
    }
    do throws(BackendError) {
      description = try make("MatmulDescCreate", lt.descriptionDestroy) {
        lt.descriptionCreate($0, numbers.computeTypes[route.compute] ?? -1, number(route.scale))
      }
      let set = lt.descriptionSet
      try library.set(set, description, numbers.transA, operations[shape.transA])
      try library.set(set, description, numbers.transB, operations[shape.transB])
      if shape.epilogue != .none {
        try library.set(set, description, numbers.epilogue, shape.epilogue.ltNumber)
      }
      if shape.epilogue.hasBias {
        try library.set(set, description, numbers.biasType, number(route.d))
      }
      if let attribute = numbers.accumulatesQuickly, route.a.isFloat8 {
        try library.set(set, description, attribute, Int8(0))
      }
      for (attribute, scaling) in [
        (numbers.scaleModeA, shape.scaleA), (numbers.scaleModeB, shape.scaleB),
      ] {
        // Whole operands' factors are how libraries begin, and older ones know nothing else.
        guard let attribute, let scaling, scaling != .tensor else { continue }
        try library.set(set, description, attribute, numbers.scaleModes[scaling] ?? -1)
      }
      let isA = shape.transA == .none
      let isB = shape.transB == .none
      a = try layout(
        route.a, isA ? shape.m : shape.k, isA ? shape.k : shape.m, shape.lda, shape.strides.a)
      b = try layout(
        route.b, isB ? shape.k : shape.n, isB ? shape.n : shape.k, shape.ldb, shape.strides.b)
      c = try layout(route.c, shape.m, shape.n, shape.ldc, shape.strides.c)
      d = try layout(route.d, shape.m, shape.n, shape.ldd, shape.strides.d)
      if let placeholder {
        try Self.point(shape, library, lt, description, placeholder, placeholder, placeholder)
      }
      let preference = try make("MatmulPreferenceCreate", lt.preferenceDestroy) {
        lt.preferenceCreate($0)
      }
      algorithm = try Self.algorithm(
        context, lt, handle, [description, a, b, c, d, preference], shape)
    } catch {
      for (made, destroy) in owned.reversed() { _ = destroy(made) }
      throw error
    }
    self.context = context
    self.lt = lt
    self.handle = handle
    self.owned = owned
  }

  deinit {
    for (made, destroy) in owned.reversed() { _ = destroy(made) }
    algorithm.deallocate()
  }

  /// What the library would run; `parts` are the product, its layouts and the preference.
  private static func algorithm(
    _ context: VendorContext, _ lt: VendorLt, _ handle: Pointer, _ parts: [Pointer],
    _ shape: VendorProductShape
  ) throws(BackendError) -> Pointer {
    let (library, numbers) = (context.library, lt.numbers)
    try library.set(
      lt.preferenceSet, parts[5], numbers.workspace, UInt64(VendorContext.wantedWorkspaceByteCount))
    for attribute in numbers.alignments {
      // Operands may start anywhere on these boundaries, and nothing else is promised to a kernel.
      try library.set(
        lt.preferenceSet, parts[5], attribute, UInt32(VendorDevice.operandAlignment))
    }
    if let reductions = numbers.reductions {
      try library.set(lt.preferenceSet, parts[5], reductions.attribute, reductions.mask)
    }
    // The algorithm, the workspace that it takes, the status, waves and four numbers without meaning.
    let answer = Pointer.allocate(byteCount: numbers.algorithmByteCount + 32, alignment: 16)
    answer.initializeMemory(
      as: UInt8.self, repeating: 0, count: numbers.algorithmByteCount + 32)
    var count: Int32 = 0
    var status = lt.heuristic(
      handle, parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], 1, answer, &count)
    if status == 0, count > 0 {
      status = answer.load(fromByteOffset: numbers.algorithmByteCount + 8, as: Int32.self)
    }
    guard status == 0, count > 0 else {
      answer.deallocate()
      if status != 0 { throw library.refusal(status, "LtMatmulAlgoGetHeuristic") }
      throw BackendError(
        .unsupported, operation: library.dialect.names.value.blas + "LtMatmulAlgoGetHeuristic",
        message:
          "\(lt.file) has no algorithm for \(shape.route) of these sizes; use another variant")
    }
    return answer
  }

  private static func point(
    _ shape: VendorProductShape, _ library: VendorLibrary, _ lt: VendorLt, _ description: Pointer,
    _ bias: Pointer?, _ scaleA: Pointer?, _ scaleB: Pointer?
  ) throws(BackendError) {
    for (isTaken, attribute, pointer) in [
      (shape.epilogue.hasBias, lt.numbers.biasPointer, bias),
      (shape.scaleA != nil, lt.numbers.scaleA, scaleA),
      (shape.scaleB != nil, lt.numbers.scaleB, scaleB),
    ] where isTaken {
      try library.set(lt.descriptionSet, description, attribute, pointer)
    }
  }

  /// Says where bias and factors lie, in device memory.
  func point(_ shape: VendorProductShape, bias: Pointer?, scaleA: Pointer?, scaleB: Pointer?)
    throws(BackendError)
  {
    try Self.point(shape, context.library, lt, description, bias, scaleA, scaleB)
  }

  /// Starts one execution; `c` may be nil where beta is 0.
  func run(
    a: UnsafeRawPointer?, b: UnsafeRawPointer?, c: UnsafeRawPointer?, d: Pointer?,
    scalars: VendorScalars
  ) throws(BackendError) {
    let status = lt.matmul(
      handle, description, scalars.alpha, a, self.a, b, self.b, scalars.beta, c, self.c, d, self.d,
      algorithm, context.workspace, VendorContext.wantedWorkspaceByteCount, context.stream)
    guard status == 0 else { throw context.library.error(status, "LtMatmul") }
  }
}

extension VendorLibrary {
  /// Sets one attribute of a description.
  func set<T>(
    _ function: VendorLt.SetAttribute, _ of: VendorLt.Pointer, _ attribute: Int32, _ value: T
  )
    throws(BackendError)
  {
    let status = withUnsafeBytes(of: value) { bytes in
      bytes.baseAddress.map { function(of, attribute, $0, bytes.count) } ?? -1
    }
    guard status == 0 else { throw refusal(status, "Lt attribute \(attribute)") }
  }

  /// An error where a library says before it computes that it has no such product.
  func refusal(_ status: Int32, _ operation: String) -> BackendError {
    let error = error(status, operation)
    let isRefusal = ["INVALID_VALUE", "NOT_SUPPORTED", "ARCH_MISMATCH"].contains {
      error.nativeName?.hasSuffix($0) == true
    }
    guard isRefusal, case .success(let lt) = lt else { return error }
    return BackendError(
      .unsupported, operation: error.operation, nativeCode: error.nativeCode,
      nativeName: error.nativeName,
      message: "\(lt.file) does not take this product; use another variant or backend")
  }
}
