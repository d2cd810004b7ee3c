import Foundation
import Kernels
import TestSupport
import Testing

@testable import Harness

/// What is probed, what is kept, and what this machine's own figures must be like.
@Suite struct RooflineProbesTests {
  @Test func `levels are the caches of as many cores as there are threads, and memory beyond`() {
    let caches = [
      CacheSize.Level(level: 1, byteCount: 48 << 10, instanceCount: 8),
      CacheSize.Level(level: 2, byteCount: 1 << 20, instanceCount: 8),
      CacheSize.Level(level: 3, byteCount: 32 << 20, instanceCount: 1),
    ]
    let two = RooflineProbes.hostLevels(caches, threadCount: 2, memoryByteCount: 64 << 30)
    #expect(two.map(\.name) == ["L1", "L2", "L3", "DRAM"])
    #expect(two.map(\.capacityByteCount) == [96 << 10, 2 << 20, 32 << 20, nil])
    #expect(two.map(\.probeByteCount) == [48 << 10, 1 << 20, 16 << 20, 128 << 20])
    let one = RooflineProbes.hostLevels(caches, threadCount: 1, memoryByteCount: 64 << 30)
    #expect(one.map(\.capacityByteCount) == [48 << 10, 1 << 20, 32 << 20, nil])
    // Memory sets a limit, and unknown caches leave one level.
    #expect(
      RooflineProbes.hostLevels(caches, threadCount: 2, memoryByteCount: 256 << 20).last?
        .probeByteCount == 32 << 20)
    #expect(
      RooflineProbes.hostLevels([], threadCount: 4, memoryByteCount: nil).map(\.name) == ["DRAM"])
  }

  @Test func `sizes of accelerators stand for all up to the next`() {
    let levels = RooflineProbes.deviceLevels(memoryByteCount: 80 << 30)
    #expect(levels.map(\.name) == ["4.0 MiB", "32.0 MiB", "256.0 MiB", "1.0 GiB"])
    #expect(
      levels.map(\.capacityByteCount) == [32 << 20, 256 << 20, 1 << 30].map { $0 - 1 } + [nil])
    #expect(RooflineProbes.deviceLevels(memoryByteCount: 1 << 30).map(\.name).last == "256.0 MiB")
  }

  @Test func `types that matrix units take are named as unknown`() throws {
    let device = try ScriptedDevice()
    let all = RooflineProbes(device, extent: .full, types: nil)
    #expect(all.peaks.map(\.type) == PeakProbe.types)
    #expect(all.unknownPeaks.isEmpty)
    let some = RooflineProbes(device, extent: .short, types: [.f32, .f16])
    #expect(some.peaks.map(\.type) == [.f32, .f16])
    #expect(some.peaks.allSatisfy { $0.stepCount <= 1024 || $0.sumType != .f16 })
    #expect(some.streams.allSatisfy { $0.probe.direction == .read })
    #expect(all.streams.count == 2 * some.streams.count)
    let matrices = RooflineProbes(
      try ScriptedDevice(
        "matrices",
        .init(features: ["shaderFloat8CooperativeMatrix", "cooperativeMatrixWorkgroupScope"])),
      extent: .full, types: nil)
    #expect(matrices.unknownPeaks.map(\.type) == [.f8e4m3, .f8e5m2])
    #expect(matrices.hasRivals && !all.hasRivals)
  }

  @Test func `f16 is probed with sums of f32 where the device has them`() throws {
    let other = try ScriptedDevice(
      "other",
      .init(support: { problem in
        guard case .probe(.peak(let peak)) = problem, peak.type == .f16, peak.sumType == .f32
        else { return .native([KernelVariant("scripted_first")]) }
        return .unsupported([UnsupportedReason(.elementType, "no sums of f32")])
      }))
    let types: Set<ElementType> = [.f16]
    for (device, sum) in [(try ScriptedDevice(), ElementType.f32), (other, .f16)] {
      let peaks = RooflineProbes(device, extent: .full, types: types).peaks
      #expect(peaks.map(\.sumType) == [sum])
    }
  }

  @Test func `of matrices of a subgroup and a workgroup the faster counts, or none`() throws {
    let gemm = try Problem(descriptor: "gemm:f32:nn:m=64,n=64,k=64")
    let features = ["cooperativeMatrixWorkgroupScope"]
    let right = try #require(
      try RooflineMeasurement(.short(for: [gemm]), stop: StopFlag()).measure(
        try ScriptedDevice("right", .init(features: features))))
    let peaks = right.cases.filter { $0.descriptor.hasPrefix("peak") }
    #expect(Set(peaks.compactMap(\.variant)) == ["scripted_first", "scripted_second"])
    #expect(right.roofline.peaks.map(\.type) == [.f32] && right.roofline.unknownPeaks.isEmpty)
    let wrong = try #require(
      try RooflineMeasurement(.short(for: [gemm]), stop: StopFlag()).measure(
        try ScriptedDevice(
          "wrong", .init(tamper: { _, bytes in bytes[1] ^= 0x40 }, features: features))))
    #expect(wrong.roofline.peaks.isEmpty)
    #expect(wrong.roofline.unknownPeaks.map(\.type) == [.f32])
  }

  @Test func `a kept roofline counts for the same device only`() throws {
    let folder = try ResultsFolder()
    let cache = RooflineCache(folder: folder.file("rooflines"))
    let device = SampleResults.file.devices[0]
    #expect(cache.load(device, processor: "AMD EPYC") == nil)
    try cache.store(RooflineJoinTests.roofline, of: device, processor: "AMD EPYC")
    #expect(cache.load(device, processor: "AMD EPYC") == RooflineJoinTests.roofline)
    #expect(cache.load(device, processor: "AMD EPYC 2") == nil)
    let newer = DeviceCache<Roofline>(folder: folder.file("rooflines"), version: "2")
    #expect(newer.load(device, processor: "AMD EPYC") == nil)
    #expect(try !newer.remove(device, processor: "AMD EPYC"))
    let changes: [(inout DeviceInfo) -> Void] = [
      { $0.driverVersion = "0.3.30" }, { $0.threadCount = 1 }, { $0.name = "other" },
      { $0.index = 1 }, { $0.uuid = "00" }, { $0.features = [] },
    ]
    for change in changes {
      var other = device
      change(&other)
      #expect(cache.load(other, processor: "AMD EPYC") == nil)
    }
    let path = cache.path(.init(device, processor: "AMD EPYC", version: "1"))
    try Data("{".utf8).write(to: URL(fileURLWithPath: path))
    #expect(cache.load(device, processor: "AMD EPYC") == nil)
    #expect(try cache.remove(device, processor: "AMD EPYC"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `probes are right on every device, by every variant, at awkward sizes`() throws {
    let descriptors =
      PeakProbe.types.flatMap { type in
        ["lanes=1,steps=4", "lanes=777,steps=12", "lanes=9001,steps=1024"].map {
          "peak:\(type.rawValue):\($0)"
        }
      }
      + ["lanes=1,steps=32", "lanes=777,steps=64", "lanes=9001,steps=4096"].map {
        "peak:f16:\($0),sum=f32"
      }
      + StreamProbe.Direction.allCases.flatMap { direction in
        ["4096", "4096,passes=3", "12288,passes=2", "69632", "1052672,passes=2"].map {
          "stream:\(direction.rawValue):bytes=\($0)"
        }
      }
    for found in DiscoveredDevice.all where !found.info.backend.hasPrefix("worker") {
      for threads in [1, 3] {
        try found.withDevice(options: DeviceOptions(threadCount: threads)) { device in
          for descriptor in descriptors {
            let problem = try Problem(descriptor: descriptor)
            #expect(problem.descriptor == descriptor)
            for variant in device.support(for: problem).variants {
              var records: [CaseRecord] = []
              let runner = Runner(
                devices: [device], settings: .defaults, mode: .verifyOnly,
                selection: .matching(variant.id),
                stop: StopFlag()
              ) { if case .finished(let record) = $0 { records.append(record) } }
              _ = try runner.run([RunItem(problem: problem)], skipping: [])
              #expect(
                records.map(\.status) == [.passed],
                "\(descriptor) \(variant) \(records.first?.reason ?? "")")
            }
          }
        }
      }
    }
  }

  @Test func `a sum that missed a step, or a word that was not read, is found`() throws {
    for descriptor in [
      "peak:f32:lanes=64,steps=8", "peak:bf16:lanes=64,steps=8", "stream:read:bytes=4096",
      "stream:copy:bytes=4096",
    ] {
      var records: [CaseRecord] = []
      let device = try ScriptedDevice(
        "wrong",
        .init(tamper: { _, bytes in
          if descriptor.hasPrefix("peak") {
            var value = bytes.loadUnaligned(fromByteOffset: 8, as: Float.self)
            value -= 1
            bytes.storeBytes(of: value, toByteOffset: 8, as: Float.self)
          } else {
            bytes[0] ^= 1
          }
        }))
      let runner = Runner(
        devices: [device], settings: .defaults, mode: .verifyOnly, stop: StopFlag()
      ) { if case .finished(let record) = $0 { records.append(record) } }
      _ = try runner.run([RunItem(problem: try Problem(descriptor: descriptor))], skipping: [])
      #expect(records.map(\.status) == [.incorrect], "\(descriptor)")
    }
  }

  @Test func `the processor's own roofline is above its GEMM, and farther memory is slower`() throws
  {
    let backend = OpenBLASBackend()
    let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    defer { try? device.close() }
    let gemm = try Problem(descriptor: "gemm:f32:nn:m=768,n=768,k=768")
    let result = try #require(
      try RooflineMeasurement(.short(for: [gemm]), stop: StopFlag()).measure(device))
    #expect(result.cases.allSatisfy { $0.status.isTrusted })
    #expect(result.roofline.peaks.map(\.type) == [.f32])
    #expect(result.roofline.isBound)
    var settings = RunSettings.defaults
    settings.budgetSecondsPerCase = 0.2
    var records: [CaseRecord] = []
    let runner = Runner(
      devices: [device], settings: settings, rooflines: [result.roofline], stop: StopFlag()
    ) { if case .finished(let record) = $0 { records.append(record) } }
    _ = try runner.run([RunItem(problem: gemm)], skipping: [])
    let record = try #require(records.first)
    #expect(record.status.isTrusted, "\(record.reason ?? "")")
    let rate = try #require(record.rates?.flopsPerSecond)
    #expect(result.roofline.peaks[0].flopsPerSecond > 0.9 * rate)
    #expect(try #require(record.roof).ceiling == "f32")
    let near = try #require(result.roofline.memory.first { $0.level == "L2" })
    let far = try #require(result.roofline.memory.last)
    #expect(far.level == "DRAM")
    #expect(far.bytesPerSecond < near.bytesPerSecond)
  }
}
