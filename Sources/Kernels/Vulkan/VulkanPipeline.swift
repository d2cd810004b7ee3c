internal import CVulkan
internal import Foundation

/// A compute shader made ready: which module, with which constants, on which device.
final class VulkanPipeline: @unchecked Sendable {
  // SAFETY: written once in init and read by recording.
  private let pipeline: Owned<PipelineHandle>
  private let pipelineLayout: Owned<PipelineLayoutHandle>
  private let setLayoutOwner: Owned<DescriptorSetLayoutHandle>?
  // An optional owner cannot be looked into in place.
  private let setLayout: VkDescriptorSetLayout?

  var raw: VkPipeline { pipeline.raw }
  var layout: VkPipelineLayout { pipelineLayout.raw }

  /// What a pipeline is made of.
  struct Recipe: Hashable, Sendable {
    /// The module's name in shaders/README.md.
    var module: String
    /// Specialisation constants by number; all are 32-bit.
    var constants: [UInt32: UInt32] = [:]
    var pushConstantByteCount: Int
    /// How many uniform texel buffers set 0 has.
    var texelBufferCount = 0
    /// The subgroup size that the module is written for.
    var subgroupSize: Int?
    /// Whether no subgroup may be partly filled; the subgroup size is then required in words.
    var fullSubgroups = false

    /// Constants numbered from 0.
    static func numbered(_ values: [Int]) -> [UInt32: UInt32] {
      Dictionary(uniqueKeysWithValues: values.enumerated().map { (UInt32($0), UInt32($1)) })
    }
  }

  /// Compiles `recipe`.
  /// - Throws: `BackendError` with `compilationFailed` where this build lacks the module or the driver refuses it.
  init(_ recipe: Recipe, core: VulkanCore, cache: VulkanPipelineCache) throws(BackendError) {
    let functions = core.functions
    var rawSet: VkDescriptorSetLayout?
    if recipe.texelBufferCount > 0 {
      let owner = try Self.makeSetLayout(core, count: recipe.texelBufferCount)
      rawSet = owner.raw
      setLayoutOwner = consume owner
    } else {
      setLayoutOwner = nil
    }
    setLayout = rawSet
    var range = VkPushConstantRange()
    range.stageFlags = VK_SHADER_STAGE_COMPUTE_BIT.rawValue
    range.size = UInt32(recipe.pushConstantByteCount)
    let layout: Owned<PipelineLayoutHandle> = try core.make("vkCreatePipelineLayout") { out in
      withUnsafePointer(to: &rawSet) { rawSet in
        withUnsafePointer(to: &range) { range in
          var info = VkPipelineLayoutCreateInfo()
          info.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO
          info.setLayoutCount = recipe.texelBufferCount > 0 ? 1 : 0
          info.pSetLayouts = rawSet
          info.pushConstantRangeCount = 1
          info.pPushConstantRanges = range
          return functions.createPipelineLayout(core.device, &info, nil, out)
        }
      }
    }
    let module = try Self.makeModule(recipe.module, core)
    let rawLayout = layout.raw
    let rawModule = module.raw
    do throws(BackendError) {
      pipeline = try core.make("vkCreateComputePipelines") { out in
        Self.compile(recipe, core, cache, module: rawModule, layout: rawLayout, out)
      }
    } catch {
      throw BackendError(
        error.code == .nativeCallFailed ? .compilationFailed : error.code,
        operation: error.operation, nativeCode: error.nativeCode, nativeName: error.nativeName,
        message: "the driver cannot compile \(recipe.module): \(error.message)")
    }
    pipelineLayout = layout
  }

  private static func compile(
    _ recipe: Recipe, _ core: VulkanCore, _ cache: VulkanPipelineCache, module: VkShaderModule,
    layout: VkPipelineLayout, _ out: UnsafeMutablePointer<OpaquePointer?>
  ) -> VkResult {
    let ids = recipe.constants.keys.sorted()
    let values = ids.map { recipe.constants[$0] ?? 0 }
    let entries = ids.enumerated().map { slot, id in
      VkSpecializationMapEntry(constantID: id, offset: UInt32(4 * slot), size: 4)
    }
    // Some drivers overflow the small stacks of worker threads while they compile.
    return LargeStack.run {
      entries.withUnsafeBufferPointer { entries in
        values.withUnsafeBytes { values in
          var specialization = VkSpecializationInfo()
          specialization.mapEntryCount = UInt32(entries.count)
          specialization.pMapEntries = entries.baseAddress
          specialization.dataSize = values.count
          specialization.pData = values.baseAddress
          return withUnsafePointer(to: &specialization) { specialization in
            "main".withCString { entry in
              let chain = VulkanChain()
              var stage = VkPipelineShaderStageCreateInfo()
              stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO
              stage.stage = VK_SHADER_STAGE_COMPUTE_BIT
              stage.module = module
              stage.pName = entry
              if !entries.isEmpty { stage.pSpecializationInfo = specialization }
              if let size = recipe.subgroupSize,
                size != core.profile.subgroupSize || recipe.fullSubgroups
              {
                if recipe.fullSubgroups {
                  stage.flags =
                    VK_PIPELINE_SHADER_STAGE_CREATE_REQUIRE_FULL_SUBGROUPS_BIT.rawValue
                }
                var required = VkPipelineShaderStageRequiredSubgroupSizeCreateInfo()
                required.requiredSubgroupSize = UInt32(size)
                chain.append(
                  required,
                  VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_REQUIRED_SUBGROUP_SIZE_CREATE_INFO)
                stage.pNext = chain.head
              }
              var info = VkComputePipelineCreateInfo()
              info.sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO
              info.stage = stage
              info.layout = layout
              return withExtendedLifetime(chain) {
                core.functions.createComputePipelines(core.device, cache.raw, 1, &info, nil, out)
              }
            }
          }
        }
      }
    }
  }

  private static func makeModule(_ name: String, _ core: VulkanCore) throws(BackendError)
    -> Owned<ShaderModuleHandle>
  {
    guard let code = VulkanShaders.code(named: name) else {
      throw BackendError(
        .compilationFailed, operation: "vkCreateShaderModule",
        message:
          "this build has no shader \(name); run shaders/build.sh and scripts/embed-shaders.sh")
    }
    return try core.make("vkCreateShaderModule") {
      var info = VkShaderModuleCreateInfo()
      info.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO
      info.codeSize = code.count
      info.pCode = code.baseAddress?.assumingMemoryBound(to: UInt32.self)
      return core.functions.createShaderModule(core.device, &info, nil, $0)
    }
  }

  private static func makeSetLayout(_ core: VulkanCore, count: Int) throws(BackendError)
    -> Owned<DescriptorSetLayoutHandle>
  {
    let bindings = (0..<count).map { index in
      var binding = VkDescriptorSetLayoutBinding()
      binding.binding = UInt32(index)
      binding.descriptorType = VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER
      binding.descriptorCount = 1
      binding.stageFlags = VK_SHADER_STAGE_COMPUTE_BIT.rawValue
      return binding
    }
    return try core.make("vkCreateDescriptorSetLayout") { out in
      bindings.withUnsafeBufferPointer { bindings in
        var info = VkDescriptorSetLayoutCreateInfo()
        info.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO
        info.bindingCount = UInt32(count)
        info.pBindings = bindings.baseAddress
        return core.functions.createDescriptorSetLayout(core.device, &info, nil, out)
      }
    }
  }

  /// Binds texel views of `ranges`, in order, to a new descriptor set of this pipeline.
  func makeTexelSet(_ ranges: [VulkanTexelSet.Range], core: VulkanCore) throws(BackendError)
    -> VulkanTexelSet
  {
    guard let layout = setLayout else {
      preconditionFailure("the pipeline has no texel buffers")
    }
    return try VulkanTexelSet(ranges, layout: layout, core: core)
  }
}

/// A descriptor set of uniform texel buffers, 16 bytes a texel, over ranges of allocations.
final class VulkanTexelSet: @unchecked Sendable {
  // SAFETY: written once in init and read by recording.
  private let views: [VulkanBufferView]
  private let pool: Owned<DescriptorPoolHandle>
  let set: VkDescriptorSet

  /// 16-byte texels of an allocation.
  struct Range: Sendable {
    let allocation: VulkanAllocation
    let byteOffset: Int
    let byteCount: Int
    /// R32G32B32A32, four floats or four words.
    var format = VK_FORMAT_R32G32B32A32_SFLOAT
  }

  init(_ ranges: [Range], layout: VkDescriptorSetLayout, core: VulkanCore) throws(BackendError) {
    var views: [VulkanBufferView] = []
    for range in ranges { views.append(try VulkanBufferView(range, core: core)) }
    let functions = core.functions
    var size = VkDescriptorPoolSize(
      type: VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER, descriptorCount: UInt32(ranges.count))
    let pool: Owned<DescriptorPoolHandle> = try core.make("vkCreateDescriptorPool") { out in
      withUnsafePointer(to: &size) { size in
        var info = VkDescriptorPoolCreateInfo()
        info.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO
        info.maxSets = 1
        info.poolSizeCount = 1
        info.pPoolSizes = size
        return functions.createDescriptorPool(core.device, &info, nil, out)
      }
    }
    var layout: VkDescriptorSetLayout? = layout
    var set: VkDescriptorSet?
    let rawPool = pool.raw
    let result = withUnsafePointer(to: &layout) { layout in
      var info = VkDescriptorSetAllocateInfo()
      info.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO
      info.descriptorPool = rawPool
      info.descriptorSetCount = 1
      info.pSetLayouts = layout
      return functions.allocateDescriptorSets(core.device, &info, &set)
    }
    try VulkanResult.check(result, "vkAllocateDescriptorSets")
    guard let set else { throw VulkanLoader.missing("vkAllocateDescriptorSets") }
    for (binding, view) in views.enumerated() {
      var raw: VkBufferView? = view.raw
      withUnsafePointer(to: &raw) { raw in
        var write = VkWriteDescriptorSet()
        write.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET
        write.dstSet = set
        write.dstBinding = UInt32(binding)
        write.descriptorCount = 1
        write.descriptorType = VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER
        write.pTexelBufferView = raw
        functions.updateDescriptorSets(core.device, 1, &write, 0, nil)
      }
    }
    self.views = views
    self.pool = pool
    self.set = set
  }
}

/// A texel view; it keeps what it looks at.
final class VulkanBufferView: @unchecked Sendable {
  // SAFETY: written once in init.
  private let view: Owned<BufferViewHandle>
  private let allocation: VulkanAllocation

  var raw: VkBufferView { view.raw }

  init(_ range: VulkanTexelSet.Range, core: VulkanCore) throws(BackendError) {
    var info = VkBufferViewCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_BUFFER_VIEW_CREATE_INFO
    info.buffer = range.allocation.raw
    info.format = range.format
    info.offset = UInt64(range.byteOffset)
    info.range = UInt64(range.byteCount)
    view = try core.make("vkCreateBufferView") {
      core.functions.createBufferView(core.device, &info, nil, $0)
    }
    allocation = range.allocation
  }
}

/// Runs code on a thread with 8 MiB of stack.
enum LargeStack {
  static func run<Result>(_ body: () -> Result) -> Result {
    withoutActuallyEscaping(body) { body in
      let box = Box<Result>()
      let done = DispatchSemaphore(value: 0)
      box.body = { box.result = body() }
      let thread = Thread {
        box.body?()
        box.body = nil
        done.signal()
      }
      thread.stackSize = 8 << 20
      thread.name = "parity-compile"
      thread.start()
      done.wait()
      guard let result = box.result else { preconditionFailure("the thread returned no result") }
      return result
    }
  }

  private final class Box<Result>: @unchecked Sendable {
    // SAFETY: the semaphore orders the one write before the one read.
    var result: Result?
    var body: (() -> Void)?
  }
}
