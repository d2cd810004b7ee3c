internal import CVulkan

/// What the matrix units of a device multiply, by VK_KHR_cooperative_matrix and its companions.
///
/// Everything here is empty on a device without them, and nothing of them is switched on there.
struct VulkanMatrixProfile: Sendable {
  /// One product that a scope of invocations computes together: m x k by k x n, added to m x n.
  struct Shape: Hashable, Sendable {
    let m, n, k: Int
    /// Of A and B, and of the sums.
    let input, sum: ElementType
  }

  /// Sizes that are multiples of these, computed by a whole workgroup of so many invocations.
  struct FlexibleShape: Hashable, Sendable {
    let granularity: Shape
    let workgroupInvocations: Int
  }

  /// The shapes of a subgroup; only those whose A and B, and whose C and result, are of one type each.
  let shapes: [Shape]
  /// The flexible shapes of a workgroup.
  let workgroupShapes: [FlexibleShape]
  /// Whether workgroups share matrices that are loaded through tensor layouts, with every feature that takes.
  let hasWorkgroupMatrices: Bool
  /// Whether fragments can be reduced, converted and changed element by element.
  let hasFragmentFunctions: Bool
  /// Shared memory that the driver keeps for itself in a pipeline with workgroup matrices, in bytes.
  let reservedSharedMemory: Int
  /// The largest size of a workgroup's matrix in any direction.
  let largestWorkgroupDimension: Int
  private let hasBFloat16, hasFloat8: Bool

  /// - Parameter requiresSubgroups: pipelines may require a subgroup size, on which the meaning of a subgroup's matrix
  ///   depends.
  init(_ query: VulkanQuery, requiresSubgroups: Bool) {
    let usable =
      query.extensions.contains("VK_KHR_cooperative_matrix") && query.cooperativeMatrix.first != 0
      && query.features12.vulkanMemoryModel != 0
      && query.features12.vulkanMemoryModelDeviceScope != 0 && query.features12.shaderFloat16 != 0
      && query.features11.storageBuffer16BitAccess != 0 && requiresSubgroups
      && query.sizeControlFeatures.computeFullSubgroups != 0
    let bfloat16 = usable && query.bfloat16.first != 0 && query.bfloat16.third != 0
    let float8 = usable && query.float8.first != 0 && query.float8.second != 0
    hasBFloat16 = bfloat16
    hasFloat8 = float8
    func offers(_ shape: Shape) -> Bool {
      switch shape.input {
      case .bf16: bfloat16
      case .f8e4m3, .f8e5m2: float8
      case .i8: query.features12.shaderInt8 != 0 && query.features12.storageBuffer8BitAccess != 0
      default: true
      }
    }
    shapes =
      usable
      ? query.matrixShapes.compactMap {
        $0.scope == Self.subgroupScope && $0.saturatingAccumulation == 0
          ? Self.shape($0.m, $0.n, $0.k, [$0.a, $0.b], [$0.c, $0.result]) : nil
      }.filter(offers) : []
    let two = query.cooperativeMatrix2
    let second =
      usable && query.extensions.contains("VK_NV_cooperative_matrix2") && query.isVulkan13
    hasWorkgroupMatrices =
      second && two.first != 0 && two.second != 0 && two.fifth != 0 && two.sixth != 0
    hasFragmentFunctions = second && two.third != 0 && two.fourth != 0 && two.fifth != 0
    workgroupShapes =
      hasWorkgroupMatrices
      ? query.flexibleMatrixShapes.compactMap { entry in
        guard entry.scope == Self.workgroupScope, entry.saturatingAccumulation == 0 else {
          return nil
        }
        return Self.shape(entry.m, entry.n, entry.k, [entry.a, entry.b], [entry.c, entry.result])
          .map {
            FlexibleShape(granularity: $0, workgroupInvocations: Int(entry.workgroupInvocations))
          }
      }.filter { offers($0.granularity) } : []
    reservedSharedMemory = Int(
      query.cooperativeMatrix2Properties.workgroupScopeReservedSharedMemory)
    largestWorkgroupDimension = Int(
      query.cooperativeMatrix2Properties.flexibleDimensionsMaxDimension)
  }

  /// A device with these shapes of a subgroup and nothing else.
  init(shapes: [Shape]) {
    self.shapes = shapes
    workgroupShapes = []
    hasWorkgroupMatrices = false
    hasFragmentFunctions = false
    reservedSharedMemory = 0
    largestWorkgroupDimension = 0
    hasBFloat16 = false
    hasFloat8 = false
  }

  /// Whether there is anything to switch on.
  var isUsable: Bool { !shapes.isEmpty }

  /// Device extensions to switch on.
  var extensions: [String] {
    guard isUsable else { return [] }
    return ["VK_KHR_cooperative_matrix"]
      + (hasBFloat16 ? ["VK_KHR_shader_bfloat16"] : [])
      + (hasFloat8 ? ["VK_EXT_shader_float8"] : [])
      + (hasWorkgroupMatrices || hasFragmentFunctions ? ["VK_NV_cooperative_matrix2"] : [])
  }

  /// Switches the features on; `vulkanMemoryModel` and `computeFullSubgroups` are the caller's.
  func append(to chain: VulkanChain) {
    guard isUsable else { return }
    func add(_ type: Int32, _ set: (inout ParityVkFeatureBits) -> Void) {
      var bits = ParityVkFeatureBits()
      set(&bits)
      chain.append(bits, VkStructureType(rawValue: UInt32(type)))
    }
    add(parity_vk_cooperative_matrix_features_khr) { $0.first = 1 }
    if hasBFloat16 {
      add(parity_vk_shader_bfloat16_features_khr) {
        $0.first = 1
        $0.third = 1
      }
    }
    if hasFloat8 {
      add(parity_vk_shader_float8_features_ext) {
        $0.first = 1
        $0.second = 1
      }
    }
    if hasWorkgroupMatrices || hasFragmentFunctions {
      add(parity_vk_cooperative_matrix2_features_nv) {
        $0.first = hasWorkgroupMatrices ? 1 : 0
        $0.second = hasWorkgroupMatrices ? 1 : 0
        $0.third = hasFragmentFunctions ? 1 : 0
        $0.fourth = hasFragmentFunctions ? 1 : 0
        $0.fifth = 1
        $0.sixth = hasWorkgroupMatrices ? 1 : 0
      }
      // Workgroup sizes by specialisation constant in SPIR-V 1.6.
      var maintenance4 = VkPhysicalDeviceMaintenance4Features()
      maintenance4.maintenance4 = 1
      chain.append(maintenance4, VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MAINTENANCE_4_FEATURES)
    }
  }

  /// The shape that a subgroup multiplies best: 16x16x16 where there is one, else the one with the most products; only
  /// sizes that divide the tile's.
  func shape(
    input: ElementType, sum: ElementType, dividing m: Int, _ n: Int, _ k: Int
  ) -> Shape? {
    let fitting = shapes.filter {
      $0.input == input && $0.sum == sum && m % $0.m == 0 && n % $0.n == 0 && k % $0.k == 0
    }
    return fitting.first { $0.m == 16 && $0.n == 16 && $0.k * input.byteCount == 32 }
      ?? fitting.max { $0.m * $0.n * $0.k < $1.m * $1.n * $1.k }
  }

  /// Whether workgroups of so many invocations multiply m x k by k x n.
  func multiplies(
    input: ElementType, sum: ElementType, _ m: Int, _ n: Int, _ k: Int, workgroupInvocations: Int
  ) -> Bool {
    max(m, n, k) <= largestWorkgroupDimension
      && workgroupShapes.contains {
        let step = $0.granularity
        return $0.workgroupInvocations == workgroupInvocations && step.input == input
          && step.sum == sum && m % step.m == 0 && n % step.n == 0 && k % step.k == 0
      }
  }

  /// What `parity devices --json` and results files say of the matrix units.
  var properties: [String: String] {
    var result: [String: String] = [:]
    if !shapes.isEmpty {
      result["cooperativeMatrices"] = shapes.map(Self.text).joined(separator: ", ")
    }
    if !workgroupShapes.isEmpty {
      result["workgroupCooperativeMatrices"] = workgroupShapes.map {
        Self.text($0.granularity) + " by \($0.workgroupInvocations)"
      }.joined(separator: ", ")
    }
    return result
  }

  private static func text(_ shape: Shape) -> String {
    "\(shape.m)x\(shape.n)x\(shape.k) \(shape.input.rawValue) into \(shape.sum.rawValue)"
  }

  // MARK: The registry's numbers

  /// VK_SCOPE_WORKGROUP_KHR and VK_SCOPE_SUBGROUP_KHR.
  private static let workgroupScope: UInt32 = 2
  private static let subgroupScope: UInt32 = 3

  /// VkComponentTypeKHR; types that Parity has no problems for are nil.
  private static func type(_ component: UInt32) -> ElementType? {
    switch component {
    case 0: .f16
    case 1: .f32
    case 2: .f64
    case 3: .i8
    case 5: .i32
    case 1_000_141_000: .bf16
    case 1_000_491_002: .f8e4m3
    case 1_000_491_003: .f8e5m2
    default: nil
    }
  }

  private static func shape(
    _ m: UInt32, _ n: UInt32, _ k: UInt32, _ inputs: [UInt32], _ sums: [UInt32]
  ) -> Shape? {
    guard m > 0, n > 0, k > 0, inputs[0] == inputs[1], sums[0] == sums[1],
      let input = type(inputs[0]), let sum = type(sums[0])
    else { return nil }
    return Shape(m: Int(m), n: Int(n), k: Int(k), input: input, sum: sum)
  }
}
