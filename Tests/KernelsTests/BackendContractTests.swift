import Kernels
import TestSupport
import Testing

extension DeviceTests {
  /// The contract of docs/backend-contract.md, the same for every device found and for the null backend.
  @Suite("Backend contract") struct BackendContractTests {
    /// Devices found here, one of them also in a process of its own, and a null device that computes by the reference.
    static let devices: [DiscoveredDevice] = {
      var script = NullBackend.Script()
      script.computes = true
      let null = NullBackend(script: script)
      return DiscoveredDevice.all + DiscoveredDevice.isolated + VendorLibraries.allDevices
        + null.discover().devices.map { DiscoveredDevice(backend: null, info: $0) }
    }()

    /// Problems that touch every argument; a backend may leave out any of them, but must say why.
    static let descriptors = [
      "gemm:f32:nn:m=17,n=9,k=33", "gemm:f64:tn:m=8,n=8,k=8,lda=9,alpha=2,beta=1",
      "gemm:f16:nt:m=16,n=16,k=16:batch=3", "gemm:bf16>f32:tt:m=5,n=6,k=7:pointers=3",
      "gemm:i8:nn:m=8,n=8,k=8", "gemm:c64:cn:m=3,n=4,k=5", "gemm:c128:nc:m=3,n=4,k=5",
      "gemm:f8e4m3:tn:m=16,n=16,k=32:scaleA=1x16:scaleB=tensor",
      "gemm:f32:nn:m=8,n=8,k=8:bias+gelu",
      "gemm:f32:nn:m=8,n=8,k=8:compute=tf32",
      "gemm:f32:grouped:nn,m=3,n=5,k=7,count=2:tn,m=2,n=2,k=2",
      "gemm:f32:nn:m=0,n=4,k=4", "gemm:f32:nn:m=4,n=4,k=0,beta=2",
      "attn:f32:b=1,h=2,d=16,sq=5", "attn:f16:b=1,h=4,kvh=2,d=64,sq=3,skv=9:causal",
      "attn:bf16:b=2,h=1,d=8,dv=4,sq=4:window=2/1:bhsd", "attn:f64:b=1,h=1,d=8,sq=4:causal-tl",
      "attn:f32:b=1,h=128,kvh=1,d=576,dv=512,sq=1,skv=3",
      "attn_backward:f32:b=1,h=2,d=16,sq=5",
      "attn_backward:f16:b=1,h=4,kvh=2,d=64,sq=3,skv=9:causal",
      "attn_backward:bf16:b=2,h=1,d=8,dv=4,sq=4:window=2/1:bhsd",
      "attn_backward:f64:b=1,h=1,d=8,sq=4:causal-tl",
      "attn_backward:f32:b=1,h=3,kvh=1,d=16,sq=35,skv=7:causal",
      "gemm:f32:nn:m=65536,n=65536,k=65536",
    ]

    /// A small problem that the device runs; every device runs at least one of these.
    static func small(_ device: any Device) throws -> Problem {
      let problems = try descriptors.map { try Problem(descriptor: $0) }
      return try #require(
        problems.first { $0.flopCount > 0 && !device.support(for: $0).variants.isEmpty },
        "\(device.info.id) runs none of the contract's problems")
    }

    @Test("The isolated device is there")
    func isolated() { #expect(DiscoveredDevice.isolated.map(\.info.id) == ["isolated:0"]) }

    // MARK: Discovery

    @Test("Backends have unique lower-case names")
    func names() {
      let names = BackendRegistry.all.map(\.name)
      #expect(Set(names).count == names.count)
      for name in names {
        #expect(name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, "\(name)")
      }
    }

    @Test(
      "Discovery gives the same answer twice, numbers devices from 0 and explains every rejection")
    func discovery() {
      for backend in BackendRegistry.all + VendorLibraries.devices.map(\.backend) {
        let first = backend.discover()
        let second = backend.discover()
        #expect(first.devices == second.devices, "\(backend.name)")
        #expect(first.rejections == second.rejections, "\(backend.name)")
        #expect(first.devices.map(\.index) == Array(0..<first.devices.count), "\(backend.name)")
        #expect(first.devices.allSatisfy { $0.backend == backend.name })
        #expect(
          first.rejections.allSatisfy { !$0.subject.isEmpty && !$0.reason.isEmpty },
          "a rejection without words is no help")
        #expect(
          !first.devices.isEmpty || !first.rejections.isEmpty,
          "\(backend.name) has no device and does not say why")
      }
    }

    @Test("An open device says who it is", arguments: devices)
    func identity(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        #expect(device.info.id == found.info.id)
        #expect(device.info.uuid == found.info.uuid)
        #expect(!device.info.name.isEmpty && !device.info.driver.isEmpty)
        #expect(!device.info.driverVersion.isEmpty)
        let capabilities = device.capabilities
        #expect(capabilities.operandAlignment >= 1)
        #expect(capabilities.operandAlignment & (capabilities.operandAlignment - 1) == 0)
        #expect(capabilities.maximumBufferByteCount >= 1 << 20)
      }
    }

    // MARK: Support

    @Test("Support is always the same answer", arguments: devices)
    func supportIsDeterministic(_ found: DiscoveredDevice) throws {
      let problems = try Self.descriptors.map { try Problem(descriptor: $0) }
      let twice = try (0..<2).map { _ in
        try found.withDevice { device in
          problems.map { problem in
            let first = device.support(for: problem)
            #expect(device.support(for: problem) == first, "\(problem)")
            return first
          }
        }
      }
      #expect(twice[0] == twice[1])
    }

    @Test("Every answer to support carries what it needs", arguments: devices)
    func supportIsComplete(_ found: DiscoveredDevice) throws {
      var generator = RandomProblems(seed: 7)
      let problems =
        try Self.descriptors.map { try Problem(descriptor: $0) }
        + (0..<300).map { _ in generator.next() }
      try found.withDevice { device in
        for problem in problems {
          let support = device.support(for: problem)
          switch support {
          case .native(let variants):
            #expect(!variants.isEmpty, "\(problem)")
          case .emulated(let variants, let losses):
            #expect(!variants.isEmpty, "\(problem)")
            #expect(!losses.isEmpty && losses.allSatisfy { !$0.detail.isEmpty }, "\(problem)")
          case .unsupported(let reasons):
            #expect(!reasons.isEmpty && reasons.allSatisfy { !$0.detail.isEmpty }, "\(problem)")
          }
          #expect(Set(support.variants).count == support.variants.count)
          for variant in support.variants {
            #expect(variant.id.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)+/) != nil, "\(variant)")
            let words = variant.id.split(separator: "_")
            for banned in ["fast", "optimized", "new", "best", "v2"] {
              #expect(
                !words.contains(Substring(banned)), "\(variant) says nothing about what it does")
            }
          }
        }
      }
    }

    @Test("Prepare refuses a variant that support did not name", arguments: devices)
    func foreignVariant(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        let problem = try Self.small(device)
        let error = #expect(throws: BackendError.self) {
          try device.prepare(problem, variant: KernelVariant("no_such_variant"))
        }
        #expect(error?.code == .unsupported)
      }
    }

    @Test("A prepared kernel says what it runs and how", arguments: devices)
    func preparedKernel(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        let problem = try Self.small(device)
        for variant in device.support(for: problem).variants {
          let kernel = try device.prepare(problem, variant: variant)
          #expect(kernel.problem == problem)
          #expect(kernel.variant == variant)
        }
      }
    }

    // MARK: Results

    @Test(
      "Every supported problem is right in every variant, between guards, over poison",
      arguments: devices)
    func results(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for descriptor in Self.descriptors where !descriptor.contains("65536") {
          let problem = try Problem(descriptor: descriptor)
          for variant in device.support(for: problem).variants {
            let finding = RandomProblemsTests.finding(
              problem, device, variant, ProblemInputs(for: problem, seed: 11))
            #expect(finding == nil, "\(found.info.id) \(variant)")
          }
        }
      }
    }

    @Test("A beta of 0 does not read D, and padding of D stays", arguments: devices)
    func poisonedOutput(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for type in ["f32", "f64", "f16", "bf16", "i8", "c64"] {
          let problem = try Problem(descriptor: "gemm:\(type):nn:m=19,n=5,k=8,ldd=23,ldc=21")
          for variant in device.support(for: problem).variants {
            let finding = RandomProblemsTests.finding(
              problem, device, variant, ProblemInputs(for: problem, seed: 12))
            #expect(finding == nil, "\(found.info.id) \(variant)")
          }
        }
      }
    }

    @Test("An alpha of 0 or a k of 0 does not read A and B", arguments: devices)
    func unreadInputs(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for sizes in ["m=9,n=7,k=5,alpha=0,beta=1.5", "m=9,n=7,k=5,alpha=0", "m=9,n=7,k=0,beta=-1"]
        {
          let problem = try Problem(descriptor: "gemm:f32:nn:\(sizes)")
          var inputs = ProblemInputs(for: problem, seed: 12)
          for role in [OperandRole.a, .b] {
            inputs.bytes[role] = inputs.bytes[role]?.map { _ in 0xFF }
          }
          for variant in device.support(for: problem).variants {
            let finding = RandomProblemsTests.finding(problem, device, variant, inputs)
            #expect(finding == nil, "\(found.info.id) \(variant)")
          }
        }
      }
    }

    @Test("Many executions leave the same result as one", arguments: devices)
    func repetitions(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for descriptor in [
          "gemm:f32:nn:m=33,n=17,k=40,beta=0.5", "gemm:f16:nn:m=16,n=8,k=16:batch=2",
          "attn:f32:b=1,h=2,d=32,sq=33:causal", "attn_backward:f32:b=1,h=2,kvh=1,d=32,sq=33:causal",
        ] {
          let problem = try Problem(descriptor: descriptor)
          let inputs = ProblemInputs(for: problem, seed: 5)
          for variant in device.support(for: problem).variants {
            let once = try ProblemRunner.run(problem, on: device, variant: variant, inputs: inputs)
            let often = try ProblemRunner.run(
              problem, on: device, variant: variant, inputs: inputs, repetitions: 5)
            #expect(once.bytes == often.bytes, "\(found.info.id) \(variant) \(problem)")
            #expect(often.violations.isEmpty)
            #expect(often.completion.deviceNanoseconds.map { $0.count == 5 } ?? true)
          }
        }
      }
    }

    // MARK: Tickets

    @Test("Tickets increase, and a second wait gives the same completion", arguments: devices)
    func tickets(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        let bound = try BoundProblem(Self.small(device), on: device)
        var tickets: [Ticket] = []
        for repetitions in [1, 2, 3] {
          tickets.append(try device.submit(bound.kernel, bound.operands, repetitions: repetitions))
        }
        #expect(tickets == tickets.sorted() && Set(tickets).count == 3)
        let last = try device.wait(tickets[2], timeout: ProblemRunner.timeout)
        let first = try device.wait(tickets[0], timeout: ProblemRunner.timeout)
        let again = try device.wait(tickets[0], timeout: ProblemRunner.timeout)
        #expect(first.hostNanoseconds == again.hostNanoseconds)
        #expect(first.deviceNanoseconds == again.deviceNanoseconds)
        for completion in [first, last] {
          #expect(completion.hostNanoseconds > 0)
          #expect(
            (completion.deviceNanoseconds != nil) == device.capabilities.deviceTimestamps,
            "device durations are there exactly where the capabilities promise them")
          #expect(completion.deviceNanoseconds?.allSatisfy { $0 >= 0 && $0.isFinite } ?? true)
        }
      }
    }

    @Test("Finished work is within any timeout, the longest too", arguments: devices)
    func timeouts(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        let bound = try BoundProblem(Self.small(device), on: device)
        let ticket = try device.submit(bound.kernel, bound.operands, repetitions: 1)
        _ = try device.wait(ticket, timeout: .seconds(Int64.max))
        _ = try device.wait(ticket, timeout: .zero)
      }
    }

    @Test(
      "A wait that ends before the work is a timeout, and closing then does not wait",
      arguments: DiscoveredDevice.all + DiscoveredDevice.isolated + VendorLibraries.devices)
    func tooShortTimeout(_ found: DiscoveredDevice) throws {
      let device = try found.backend.open(found.info, options: DeviceOptions())
      if device.capabilities.asynchronous {
        let problem = try Problem(descriptor: "gemm:f32:nn:m=64,n=64,k=64")
        let bound = try BoundProblem(problem, on: device)
        // Long enough that a busy machine cannot finish it before this thread asks; the reference is slow anyway.
        let repetitions = found.info.backend == "reference" ? 100 : 10_000
        let ticket = try device.submit(
          bound.kernel, bound.operands, repetitions: repetitions)
        let error = #expect(throws: BackendError.self) {
          _ = try device.wait(ticket, timeout: .zero)
        }
        #expect(error?.code == .timeout)
        #expect(error?.message.isEmpty == false)
      }
      try device.close()
    }

    @Test(
      "A CPU device uses as many threads as it was given",
      arguments: DiscoveredDevice.all + DiscoveredDevice.isolated + VendorLibraries.devices)
    func threadCount(_ found: DiscoveredDevice) throws {
      guard found.info.threadCount != nil else { return }
      for threadCount in [1, 2] {
        try found.withDevice(options: DeviceOptions(threadCount: threadCount)) { device in
          #expect(device.info.threadCount == threadCount)
          let problem = try Self.small(device)
          let finding = RandomProblemsTests.finding(
            problem, device, device.support(for: problem).variants[0],
            ProblemInputs(for: problem, seed: 2))
          #expect(finding == nil)
        }
      }
    }

    // MARK: Closing

    @Test(
      "Closing twice is closing once, and a closed device refuses everything", arguments: devices)
    func closing(_ found: DiscoveredDevice) throws {
      let device = try found.backend.open(found.info, options: DeviceOptions())
      let problem = try Self.small(device)
      let bound = try BoundProblem(problem, on: device)
      let buffer = try device.makeBuffer(byteCount: 64, usage: .input)
      // Still under way when the device is closed.
      let ticket = try device.submit(bound.kernel, bound.operands, repetitions: 20)
      try device.close()
      try device.close()
      let variant = bound.kernel.variant
      let calls: [(String, () throws -> Void)] = [
        ("makeBuffer", { _ = try device.makeBuffer(byteCount: 1, usage: .input) }),
        ("prepare", { _ = try device.prepare(problem, variant: variant) }),
        ("submit", { _ = try device.submit(bound.kernel, bound.operands, repetitions: 1) }),
        ("wait", { _ = try device.wait(ticket, timeout: .seconds(1)) }),
        ("write", { try buffer.write([1, 2], at: 0) }),
        ("read", { _ = try buffer.read(0..<2) }),
        ("fill", { try buffer.fill(0, range: 0..<2) }),
      ]
      for (name, call) in calls {
        let error = #expect(throws: BackendError.self, "\(found.info.id) \(name)") { try call() }
        #expect(error?.code == .closed, "\(found.info.id) \(name)")
      }
      #expect(device.support(for: problem).variants.contains(variant), "support stays pure")
    }

    @Test("A device can be dropped without being closed", arguments: devices)
    func dropping(_ found: DiscoveredDevice) throws {
      let bound = try {
        let device = try found.backend.open(found.info, options: DeviceOptions())
        let bound = try BoundProblem(Self.small(device), on: device)
        _ = try device.submit(bound.kernel, bound.operands, repetitions: 3)
        return bound
      }()
      // The buffers keep their device alive.
      let slice = try #require(bound.operands[bound.kernel.problem.output.role])
      _ = try slice.buffer.read(0..<slice.buffer.byteCount)
    }

    @Test(
      "Devices open and close many times over without leaving threads or descriptors",
      arguments: devices)
    func opening(_ found: DiscoveredDevice) throws {
      func openOnce() throws {
        try found.withDevice { device in
          let problem = try Self.small(device)
          let finding = RandomProblemsTests.finding(
            problem, device, device.support(for: problem).variants[0],
            ProblemInputs(for: problem, seed: 1))
          #expect(finding == nil)
        }
      }
      for _ in 0..<3 { try openOnce() }
      let before = ProcessHandles.now()
      for _ in 0..<20 { try openOnce() }
      let after = ProcessHandles.settled(below: before, slack: 8)
      #expect(after.threadCount <= before.threadCount + 8, "threads leaked")
      #expect(after.descriptorCount <= before.descriptorCount + 8, "file descriptors leaked")
    }

    @Test("Two devices of one backend work at the same time", arguments: devices)
    func together(_ found: DiscoveredDevice) throws {
      try found.withDevice { first in
        try found.withDevice { second in
          for device in [first, second, first] {
            let problem = try Self.small(device)
            let finding = RandomProblemsTests.finding(
              problem, device, device.support(for: problem).variants[0],
              ProblemInputs(for: problem, seed: 2))
            #expect(finding == nil)
          }
        }
      }
    }
  }
}

/// A prepared problem with operands, for tests of submission.
struct BoundProblem {
  let kernel: any PreparedKernel
  let operands: Operands

  init(_ problem: Problem, on device: any Device) throws {
    let inputs = ProblemInputs(for: problem, seed: 1)
    var slices: [OperandRole: BufferSlice] = [:]
    for spec in problem.operands {
      let buffer = try device.makeBuffer(
        byteCount: spec.byteCount, usage: spec.role.isOutput ? .output : .input)
      try buffer.write(inputs.bytes[spec.role] ?? ProblemRunner.poison(spec), at: 0)
      slices[spec.role] = BufferSlice(buffer: buffer, byteCount: spec.byteCount)
    }
    operands = Operands(slices)
    let variant = try #require(device.support(for: problem).variants.first)
    kernel = try device.prepare(problem, variant: variant)
  }
}
