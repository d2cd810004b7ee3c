internal import CVulkan

/// Builds what plans need: pipelines, each once a device, scratch memory and texel sets.
///
/// Used by one thread at a time, like the device.
final class VulkanPlanBuilder: @unchecked Sendable {
  // SAFETY: mutable state is touched only by the thread that the contract gives the device to.
  private let core: VulkanCore
  private let cache: VulkanPipelineCache
  private var pipelines: [VulkanPipeline.Recipe: VulkanPipeline] = [:]
  /// The most texels that one view may have.
  let texelLimit: Int

  var profile: VulkanProfile { core.profile }

  /// - Parameter texelLimit: a smaller limit than the device's own, to test work in pieces.
  init(core: VulkanCore, cache: VulkanPipelineCache, texelLimit: Int?) {
    self.core = core
    self.cache = cache
    // Shaders count texels in 32-bit integers; an eighth of the device's memory leaves room for operands.
    self.texelLimit = min(
      texelLimit ?? .max, core.profile.maxTexelBufferElements, Int(Int32.max),
      core.profile.maximumBufferByteCount / 16, core.profile.deviceMemoryByteCount / 8 / 16)
  }

  /// The pipeline for `recipe`; compiled at its first use on this device.
  func pipeline(_ recipe: VulkanPipeline.Recipe) throws(BackendError) -> VulkanPipeline {
    if let pipeline = pipelines[recipe] { return pipeline }
    let pipeline = try VulkanPipeline(recipe, core: core, cache: cache)
    pipelines[recipe] = pipeline
    return pipeline
  }

  /// Memory that only kernels use.
  func scratch(byteCount: Int) throws(BackendError) -> VulkanAllocation {
    try VulkanAllocation(core: core, byteCount: byteCount, purpose: .scratch)
  }

  /// Texel views of whole allocations for a pipeline.
  func texels(_ allocations: [(VulkanAllocation, byteCount: Int)], for pipeline: VulkanPipeline)
    throws(BackendError) -> VulkanTexelSet
  {
    try texels(
      allocations.map {
        VulkanTexelSet.Range(allocation: $0.0, byteOffset: 0, byteCount: $0.byteCount)
      }, for: pipeline)
  }

  /// Texel views of ranges, in the order of their bindings.
  func texels(_ ranges: [VulkanTexelSet.Range], for pipeline: VulkanPipeline) throws(BackendError)
    -> VulkanTexelSet
  {
    try pipeline.makeTexelSet(ranges, core: core)
  }
}

extension VulkanPlanBuilder {
  /// The texels of an operand as it is stored, four words each.
  ///
  /// They start at the operand or, where the device aligns views more coarsely, before it.
  func storedRange(_ operand: VulkanOperand) -> VulkanStoredRange {
    let start = operand.byteOffset / profile.minTexelBufferOffsetAlignment
    let byteOffset = start * profile.minTexelBufferOffsetAlignment
    let texelCount = ceilDivide(operand.byteOffset + operand.byteCount - byteOffset, 16)
    return VulkanStoredRange(
      range: VulkanTexelSet.Range(
        allocation: operand.allocation, byteOffset: byteOffset, byteCount: 16 * texelCount,
        format: VK_FORMAT_R32G32B32A32_UINT),
      start: operand.allocation.address + UInt64(byteOffset), lastTexel: texelCount - 1)
  }
}

/// Where a view of an operand as it is stored lies.
struct VulkanStoredRange: Sendable {
  let range: VulkanTexelSet.Range
  /// The address of the view's first texel.
  let start: UInt64
  let lastTexel: Int
}

/// Little-endian values at increasing byte offsets: push constants and parameter tables.
struct VulkanBytes {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 128) { bytes.reserveCapacity(capacity) }

  mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A count that the shaders hold in 32 bits.
  mutating func append32(_ value: Int) { append(UInt32(truncatingIfNeeded: value)) }

  mutating func append(_ value: Float) { append(value.bitPattern) }
  mutating func append(_ value: Double) { append(value.bitPattern) }
}

/// Work in pieces of bounded size.
func pieces(of count: Int, atMost size: Int) -> [(start: Int, count: Int)] {
  stride(from: 0, to: count, by: max(1, size)).map { ($0, min(size, count - $0)) }
}

/// `value` divided by `divisor`, rounded up.
func ceilDivide(_ value: Int, _ divisor: Int) -> Int {
  value / divisor + (value % divisor == 0 ? 0 : 1)
}

/// The most workgroups of one dispatch: 65535 in each of two dimensions, which every device has.
let vulkanGroupsPerDispatch = 65535 * 65535

/// The numbers by which shaders know the types of floats (shaders/README.md, "Kinds").
func vulkanElementKind(_ type: ElementType) -> UInt32 {
  switch type {
  case .f16: 1
  case .bf16: 2
  case .f8e4m3: 3
  case .f8e5m2: 4
  default: 0
  }
}
