import Foundation
import TestSupport
import Testing

@testable import Kernels

/// Runs problems on a Vulkan device and compares every element with the float64 reference.
enum VulkanCheck {
  /// What discovery says, once.
  static let discovery = VulkanBackend().discover()
  /// Whether there is a device to test.
  static let hasDevice = !discovery.devices.isEmpty
  /// Whether the first device has matrix units that Parity uses.
  static let hasMatrices = (try? shared())?.profile.matrix.isUsable ?? false
  /// Whether the Khronos layer is installed, so that devices are opened under it.
  static let hasValidation: Bool = {
    guard let loader = try? VulkanLoader.shared.get() else { return false }
    return (try? VulkanInstance(loader: loader, validation: true)) != nil
  }()

  /// The first device, under validation where there is any.
  static func open(
    _ settings: VulkanBackend.Settings = .init(), cacheFolder: String? = nil,
    threadCount: Int? = nil
  ) throws -> VulkanDevice {
    let info = try #require(discovery.devices.first)
    let device = try VulkanBackend(settings: settings).open(
      info,
      options: DeviceOptions(
        threadCount: threadCount, validation: hasValidation, pipelineCacheFolder: cacheFolder))
    return try #require(device as? VulkanDevice)
  }

  /// One device for all tests that leave it as it was, so that shaders are compiled once.
  static func shared() throws -> VulkanDevice { try sharedDevice.get() }
  private static let sharedDevice = Result { try open() }

  /// Operand bytes by role; outputs hold all ones, which is NaN in every floating-point type.
  typealias Data = [OperandRole: [UInt8]]

  static func data(_ problem: Problem, seed: UInt64 = 1) -> Data {
    var state = seed
    func uniform() -> Double {
      // SplitMix64 (Steele, Lea, Flood, 2014).
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) * 0x1p-52 - 1
    }
    var result: Data = [:]
    for spec in problem.operands {
      var bytes = [UInt8](repeating: 0xFF, count: spec.byteCount)
      if !spec.role.isOutput {
        bytes.withUnsafeMutableBytes { raw in
          guard let base = raw.baseAddress else { return }
          for i in 0..<spec.elementCount * (spec.elementType.isComplex ? 2 : 1) {
            let value = spec.elementType.isInteger ? (uniform() * 127).rounded() : uniform()
            ElementConversion.store(value, base, spec.elementType, component: i)
          }
        }
      }
      result[spec.role] = bytes
    }
    if case .attentionBackward = problem {
      var inputs = ProblemInputs(for: problem, seed: seed)
      inputs.bytes.merge(result) { $1 }
      inputs.attend(problem)
      result.merge(inputs.bytes) { $1 }
    }
    return result
  }

  /// Buffers of `device` that hold `data`; `offset` bytes before each operand belong to nobody.
  static func upload(_ data: Data, _ problem: Problem, to device: any Device, offset: Int = 0)
    throws
    -> Operands
  {
    var slices: [OperandRole: BufferSlice] = [:]
    for spec in problem.operands {
      let buffer = try device.makeBuffer(
        byteCount: spec.byteCount + offset, usage: spec.role.isOutput ? .output : .input)
      try (data[spec.role] ?? []).withUnsafeBytes { try buffer.write($0, at: offset) }
      slices[spec.role] = BufferSlice(buffer: buffer, byteOffset: offset, byteCount: spec.byteCount)
    }
    return Operands(slices)
  }

  static func download(_ slice: BufferSlice) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: slice.byteCount)
    try bytes.withUnsafeMutableBytes { try slice.buffer.read(into: $0, at: slice.byteOffset) }
    return bytes
  }

  /// Runs `problem` and returns the bytes of its output.
  static func run(
    _ problem: Problem, _ variant: KernelVariant, _ data: Data, on device: any Device,
    repetitions: Int = 1, offset: Int = 0
  ) throws -> [UInt8] {
    let kernel = try device.prepare(problem, variant: variant)
    let operands = try upload(data, problem, to: device, offset: offset)
    let ticket = try device.submit(kernel, operands, repetitions: repetitions)
    _ = try device.wait(ticket, timeout: .seconds(120))
    return try download(try #require(operands[problem.output.role]))
  }

  /// The variants of a problem; none only where the device lacks a feature, which lavapipe never does.
  static func variants(_ problem: Problem, on device: VulkanDevice) throws -> [KernelVariant] {
    let support = device.support(for: problem)
    let lacksFeature =
      !device.profile.isLLVMpipe
      && support.reasons.contains { $0.argument == .deviceFeature }
    try #require(!support.variants.isEmpty || lacksFeature, "\(problem): \(support.reasons)")
    return support.variants
  }

  /// Runs every variant of a problem and reports the first wrong element of each.
  static func expectAgreement(
    _ descriptor: String, on device: VulkanDevice, seed: UInt64 = 1, offset: Int = 0,
    sourceLocation: SourceLocation = #_sourceLocation, change: (inout Data) -> Void = { _ in }
  ) throws {
    let problem = try Problem(descriptor: descriptor)
    var data = data(problem, seed: seed)
    change(&data)
    for variant in try variants(problem, on: device) {
      let output = try run(problem, variant, data, on: device, offset: offset)
      let finding = difference(
        problem, data, output, roundsWeights: variant.id.contains("khr_matrix"))
      #expect(
        finding == nil, "\(variant): \(problem): \(finding ?? "")", sourceLocation: sourceLocation)
    }
  }

  /// The first element of `output` that is wrong, in words.
  /// - Parameter roundsWeights: matrix units take attention's weights in the operands' type.
  static func difference(
    _ problem: Problem, _ data: Data, _ output: [UInt8], roundsWeights: Bool = false
  ) -> String? {
    if case .attentionBackward = problem {
      var inputs = ProblemInputs(for: problem, seed: 1)
      inputs.bytes = data
      return Agreement.disagreement(of: output, with: problem, inputs: inputs)
    }
    var blocks: [OperandRole: UnsafeMutableRawPointer] = [:]
    for (role, bytes) in data {
      let block = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
      bytes.withUnsafeBytes {
        if let base = $0.baseAddress { block.copyMemory(from: base, byteCount: bytes.count) }
      }
      blocks[role] = block
    }
    defer { blocks.values.forEach { $0.deallocate() } }
    func operand(_ role: OperandRole) -> UnsafeRawPointer {
      guard let block = blocks[role] else { preconditionFailure("no operand \(role.rawValue)") }
      return UnsafeRawPointer(block)
    }
    return output.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return nil }
      switch problem {
      case .gemm(let gemm): return self.gemm(gemm, base, raw, operand)
      case .attention(let attention):
        return self.attention(attention, base, operand, roundsWeights: roundsWeights)
      case .attentionBackward: return "gradients were judged before"
      case .probe: return "probes are judged by the harness"
      }
    }
  }

  private static func agrees(
    _ got: Double, _ truth: Double, _ type: ElementType, arithmetic: Double
  )
    -> Bool
  {
    let expected = ElementConversion.rounded(truth, to: type)
    if expected.isNaN || got.isNaN { return expected.isNaN && got.isNaN }
    let bound = arithmetic + type.unitRoundoff * (abs(truth) + arithmetic) + type.smallestSubnormal
    return got == expected || abs(got - truth) <= bound
  }

  /// Checks every element by the componentwise bound (Higham, Accuracy and Stability, section 3.5), and that nothing
  /// between the columns was written.
  private static func gemm(
    _ gemm: GEMMProblem, _ base: UnsafeRawPointer, _ raw: UnsafeRawBufferPointer,
    _ operand: (OperandRole) -> UnsafeRawPointer
  ) -> String? {
    let type = gemm.types.d
    let unit = gemm.types.compute == .f64 ? 0x1p-53 : gemm.types.a == .i8 ? 0 : 0x1p-24
    var isResult = [Bool](repeating: false, count: raw.count / type.byteCount)
    for (index, instance) in gemm.instances.enumerated() {
      let s = instance.shape
      guard s.m > 0, s.n > 0 else { continue }
      let elements = ReferenceGEMM.elements(
        of: gemm, instance: instance, index: index, rows: Array(0..<s.m), columns: Array(0..<s.n),
        operand: operand)
      for j in 0..<s.n {
        for i in 0..<s.m {
          let element = elements[j * s.m + i]
          let at = instance.d + i + j * s.ldd
          isResult[at] = true
          let sum =
            (Double(s.k) + 16) * unit * element.productMagnitude + 16 * unit
            * element.addendMagnitude
          let arithmetic = (gemm.types.a.isComplex ? 4 : 1.2) * sum
          let truths = type.isComplex ? [element.real, element.imaginary] : [element.real]
          for (part, truth) in truths.enumerated() {
            let got = ElementConversion.load(base, type, component: at * truths.count + part)
            if !agrees(got, truth, type, arithmetic: arithmetic) {
              return "D[\(i),\(j)] of GEMM \(index) is \(got), not \(truth) (± \(arithmetic))"
            }
          }
        }
      }
    }
    for at in isResult.indices where !isResult[at] {
      for byte in at * type.byteCount..<(at + 1) * type.byteCount where raw[byte] != 0xFF {
        return "byte \(byte), outside D's elements, was written"
      }
    }
    return nil
  }

  private static func attention(
    _ attention: AttentionProblem, _ base: UnsafeRawPointer,
    _ operand: (OperandRole) -> UnsafeRawPointer, roundsWeights: Bool
  ) -> String? {
    let strides = attention.strides.o
    for batch in 0..<attention.batch {
      for head in 0..<attention.heads {
        for i in 0..<attention.seqQ {
          let row = ReferenceAttention.row(
            of: attention, batch: batch, head: head, query: i, operand: operand)
          // A score's absolute error is its weight's relative error, in the numerator and in the sum.
          let relative =
            0x1p-24
            * (4 * (Double(attention.headDimQK) + 16) * row.scoreMagnitude + Double(row.keyCount)
              + 64)
            + (roundsWeights ? attention.type.unitRoundoff : 0)
          for x in 0..<attention.headDimV {
            let at = batch * strides.batch + head * strides.head + i * strides.seq + x
            let got = ElementConversion.load(base, attention.type, component: at)
            if !agrees(
              got, row.values[x], attention.type, arithmetic: relative * row.weightedMagnitudes[x])
            {
              return "O[\(batch),\(head),\(i),\(x)] is \(got), not \(row.values[x])"
            }
          }
        }
      }
    }
    return nil
  }
}
