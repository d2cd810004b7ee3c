public import Harness
public import Kernels

/// A small results file with a case of every kind, the same every time.
public enum SampleResults {
  /// Two devices, every status, labels, emulation, warnings.
  public static var file: ResultsFile {
    var file = withoutRoofline
    file.rooflines = [roofline]
    for index in file.cases.indices where file.cases[index].device == roofline.device {
      let record = file.cases[index]
      guard record.status.isTrusted, let median = record.statistics?.medianNanoseconds,
        let problem = try? Problem(descriptor: record.descriptor)
      else { continue }
      file.cases[index].roof = roofline.share(of: problem, cacheMode: .hot, nanoseconds: median)
    }
    return file
  }

  /// What the sample's first device can do at best; it has no 16-bit arithmetic and no i8 units.
  public static let roofline = Roofline(
    device: "openblas:0", threadCount: 2, measuredAt: "2026-07-31T12:00:00Z", extent: "full",
    isBound: true,
    peaks: [
      .init(
        type: .f64, flopsPerSecond: 80e9, medianFlopsPerSecond: 79e9,
        variant: "openblas_f64_peak_avx2_fma"),
      .init(
        type: .f32, flopsPerSecond: 160e9, medianFlopsPerSecond: 158e9,
        variant: "openblas_f32_peak_avx2_fma"),
    ],
    memory: [
      .init(
        level: "L1", capacityByteCount: 65536, probeByteCount: 32768, bytesPerSecond: 500e9,
        readBytesPerSecond: 490e9, copyBytesPerSecond: 300e9),
      .init(
        level: "DRAM", probeByteCount: 268_435_456, bytesPerSecond: 20e9, readBytesPerSecond: 19e9,
        copyBytesPerSecond: 16e9),
    ])

  /// The same without a measured roofline, as older versions wrote it.
  public static var withoutRoofline: ResultsFile {
    ResultsFile(
      tool: ResultsFile.Tool(
        name: "parity", version: "0.1.0", commit: "0123456789abcdef0123456789abcdef01234567",
        dirty: false, buildConfiguration: "release"),
      run: ResultsFile.Run(
        startedAt: "2026-08-01T12:00:00Z", finishedAt: "2026-08-01T12:00:59Z",
        argv: ["parity", "run", "--suite", "quick"], interrupted: false, resumeCount: 0),
      host: ResultsFile.Host(
        hostName: "lab", operatingSystem: "Debian GNU/Linux 12 (bookworm)",
        kernel: "6.1.0-18-amd64",
        architecture: "x86_64", cpuModel: "AMD EPYC", logicalCoreCount: 2,
        cpuFeatures: ["avx2", "fma"],
        caches: [
          ResultsFile.Host.Cache(level: 1, type: "data", byteCount: 32768, sharedByThreads: 1),
          ResultsFile.Host.Cache(
            level: 3, type: "unified", byteCount: 33_554_432, sharedByThreads: 2),
        ], memoryByteCount: 25_769_803_776, governor: "powersave", loadAverage: [0.5, 0.25, 0.125],
        container: "docker", warnings: ["the frequency governor is powersave, not performance"]),
      devices: [
        DeviceInfo(
          backend: "openblas", index: 0, name: "AMD EPYC", kind: .cpu, driver: "OpenBLAS",
          driverVersion: "0.3.21", memoryByteCount: 25_769_803_776, threadCount: 2,
          features: ["avx2"], properties: ["core": "Zen"]),
        DeviceInfo(
          backend: "vulkan", index: 0, name: "llvmpipe (LLVM 15.0.6, 256 bits)", kind: .cpu,
          uuid: "6d657361", driver: "llvmpipe", driverVersion: "Mesa 22.3.6",
          apiVersion: "1.3.230", features: ["shaderInt8"]),
      ],
      rejections: [
        ResultsFile.BackendRejection(
          backend: "vulkan", subject: "device 1", reason: "supports Vulkan 1.1 only; 1.2 is needed")
      ],
      workload: ResultsFile.WorkloadReference(
        name: "quick", source: "suite",
        hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", problemCount: 7),
      settings: ResultsFile.Settings(
        cacheMode: "hot", fill: "normal", seed: 42, budgetSecondsPerCase: 1.5,
        targetRelativeInterval: 0.01, minimumSamples: 10, maximumSamples: 1000, timeoutSeconds: 60,
        interleaved: true, threadCount: nil),
      cases: cases)
  }

  /// The cases of ``file``.
  public static var cases: [CaseRecord] {
    let square = "gemm:f32:nn:m=512,n=512,k=512"
    let squareFlops = 268_435_456
    let half = "gemm:bf16>f32:nt:m=4096,n=128,k=512,lda=8192:batch=8"
    let decode = "attn:bf16:b=1,h=32,kvh=8,d=128,sq=1,skv=4096:causal"
    let prefill = "attn:f16:b=2,h=12,d=64,sq=512"
    let double = "gemm:f64:nn:m=256,n=256,k=256"
    let integer = "gemm:i8:tn:m=64,n=64,k=64"
    let huge = "gemm:f32:nn:m=65536,n=65536,k=65536"
    return [
      measured(square, "openblas:0", flops: squareFlops, bytes: 3_145_728, nanoseconds: 2_000_000),
      measured(
        square, "vulkan:0", flops: squareFlops, bytes: 3_145_728, nanoseconds: 4_000_000,
        clock: "device"),
      measured(
        half, "openblas:0", label: "ffn.up", weight: 32, flops: 4_294_967_296, bytes: 51_380_224,
        nanoseconds: 50_000_000, status: .noisy,
        losses: [Loss(.conversionAdded, "bf16 operands are converted to f32, exactly")]),
      measured(
        half, "vulkan:0", label: "ffn.up", weight: 32, flops: 4_294_967_296, bytes: 51_380_224,
        nanoseconds: 80_000_000, clock: "device",
        losses: [Loss(.conversionAdded, "bf16 operands are converted to f32, exactly")]),
      measured(
        decode, "openblas:0", label: "attention", flops: 67_108_864, bytes: 16_793_600,
        nanoseconds: 1_250_000),
      measured(
        decode, "vulkan:0", label: "attention", flops: 67_108_864, bytes: 16_793_600,
        nanoseconds: 1_000_000, status: .incorrect, error: 37_000, clock: "device"),
      measured(
        prefill, "openblas:0", flops: 1_610_612_736, bytes: 6_291_456, nanoseconds: 20_000_000,
        error: nil),
      plain(prefill, "vulkan:0", .timedOut, "did not finish within 60 s"),
      measured(double, "openblas:0", flops: 33_554_432, bytes: 1_572_864, nanoseconds: 800_000),
      unsupported(double, "vulkan:0", .elementType, "f64 needs the device feature shaderFloat64"),
      measured(
        integer, "openblas:0", flops: 524_288, bytes: 24_576, nanoseconds: 9_500, error: nil),
      unsupported(integer, "vulkan:0", .elementType, "i8 needs the device feature shaderInt8"),
      plain(huge, "openblas:0", .skipped, "needs 51540 MB of memory, and 25769 MB are there"),
      plain(huge, "vulkan:0", .skipped, "needs 51540 MB of memory, and 12884 MB are there"),
    ]
  }

  /// A case that ran; ten samples in ten rounds around the given median, symmetric.
  public static func measured(
    _ descriptor: String, _ device: String, label: String? = nil, weight: Double = 1, flops: Int,
    bytes: Int, nanoseconds: Double, status: CaseStatus = .passed, error: Double? = 0.021,
    clock: String = "host", losses: [Loss] = [], variant: String? = nil
  ) -> CaseRecord {
    let isWrong = status == .incorrect
    var record = plain(
      descriptor, device, status, isWrong ? "12 elements are beyond the bound" : nil)
    record.label = label
    record.weight = weight
    record.variant = variant ?? "\(device.prefix { $0 != ":" })_\(record.operation)_sample"
    record.id = "\(descriptor) @ \(device) # \(record.variant ?? "")"
    record.grade = losses.isEmpty ? "native" : "emulated"
    record.losses = losses
    record.flopCount = flops
    record.byteCount = bytes
    let steps = [-0.02, 0.02, -0.01, 0.01, 0, 0, -0.01, 0.01, -0.02, 0.02]
    let times = steps.map { nanoseconds * (1 + $0) }
    record.samples = CaseRecord.Samples(
      repetitionsPerSample: 4, hostNanoseconds: clock == "device" ? times.map { $0 * 1.1 } : times,
      deviceNanoseconds: clock == "device" ? times : nil, rounds: Array(0..<10))
    record.preparation = CaseRecord.Preparation(
      prepareNanoseconds: 1_000_000, firstRunNanoseconds: 2 * nanoseconds, warmupCount: 3,
      warmupNanoseconds: 3 * nanoseconds)
    record.statistics = SampleStatistics(
      clock: clock, count: 10, medianNanoseconds: nanoseconds, meanNanoseconds: nanoseconds,
      minimumNanoseconds: 0.98 * nanoseconds, maximumNanoseconds: 1.02 * nanoseconds,
      firstQuartileNanoseconds: 0.99 * nanoseconds, thirdQuartileNanoseconds: 1.01 * nanoseconds,
      medianAbsoluteDeviationNanoseconds: 0.01 * nanoseconds, coefficientOfVariation: 0.015,
      medianLowerNanoseconds: 0.98 * nanoseconds, medianUpperNanoseconds: 1.02 * nanoseconds,
      relativeInterval: 0.02, stopReason: status == .noisy ? "budget" : "converged")
    record.rates = CaseRecord.Rates(
      flopsPerSecond: Double(flops) / nanoseconds * 1e9,
      bytesPerSecond: Double(bytes) / nanoseconds * 1e9)
    record.correctness = Correctness(
      checkedCount: 1000, totalCount: 4000, scope: "sampled", failedCount: isWrong ? 12 : 0,
      maximumErrorOverBound: error, maximumAbsoluteError: 0.001, relativeFrobeniusError: 0.0001,
      bound: "componentwise-1", worst: isWrong ? "O[3,17]: got 1.5, expected 1.25" : nil,
      unwrittenCount: 0, paddingIntact: true)
    return record
  }

  /// A case without a measurement.
  public static func plain(
    _ descriptor: String, _ device: String, _ status: CaseStatus, _ reason: String?
  ) -> CaseRecord {
    let isGEMM = descriptor.hasPrefix("gemm")
    return CaseRecord(
      id: "\(descriptor) @ \(device) # none", descriptor: descriptor,
      operation: isGEMM ? "gemm" : "attn", weight: 1, device: device, grade: "native", losses: [],
      unsupportedReasons: [], status: status, reason: reason, flopCount: 1_000_000_000,
      flopConvention: isGEMM ? "gemm-2mnk" : "attention-exact", byteCount: 1_000_000,
      fill: "normal", seed: 42, cacheMode: "hot", finishedAt: "2026-08-01T12:00:30Z")
  }

  /// A case that the device cannot run.
  public static func unsupported(
    _ descriptor: String, _ device: String, _ argument: UnsupportedReason.Argument,
    _ detail: String
  ) -> CaseRecord {
    var record = plain(descriptor, device, .unsupported, detail)
    record.grade = "unsupported"
    record.unsupportedReasons = [UnsupportedReason(argument, detail)]
    return record
  }
}
