import Foundation
import Testing

@testable import Kernels

extension VulkanTests {
  @Suite struct Runtime {
    private static func code(_ error: any Error) -> BackendError.Code? {
      (error as? BackendError)?.code
    }

    @Test func `discovery is stable and describes every device`() throws {
      let again = VulkanBackend().discover()
      #expect(again.devices == VulkanCheck.discovery.devices)
      for (index, info) in again.devices.enumerated() {
        #expect(info.backend == "vulkan")
        #expect(info.index == index)
        #expect(info.uuid?.count == 32)
        #expect(!info.name.isEmpty && !info.driver.isEmpty && !info.driverVersion.isEmpty)
        #expect(info.apiVersion?.hasPrefix("1.") == true)
        #expect((info.memoryByteCount ?? 0) > 0)
        #expect(info.features.contains("timelineSemaphore"))
        #expect(info.features.contains("bufferDeviceAddress"))
        for name in [
          "subgroupSize", "maxStorageBufferRange", "maxTexelBufferElements",
          "maxComputeSharedMemorySize", "timestampPeriod", "timestampValidBits",
        ] {
          #expect(info.properties[name] != nil, "\(name)")
        }
      }
    }

    @Test func `a missing loader says what to install`() {
      #expect {
        try VulkanLoader(libraries: ["libvulkan-that-is-not-there.so.1"])
      } throws: { error in
        let error = error as? BackendError
        return error?.code == .unavailable && error?.message.contains("install libvulkan1") == true
      }
    }

    @Test func `a driver that cannot be opened is named with the reason`() throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      defer { try? FileManager.default.removeItem(at: folder) }
      let drivers = folder.appendingPathComponent("vulkan/icd.d")
      try FileManager.default.createDirectory(at: drivers, withIntermediateDirectories: true)
      let manifest = drivers.appendingPathComponent("gone.json").path
      try #"{"ICD": {"library_path": "libdriver-that-is-gone.so.0", "api_version": "1.3.0"}}"#
        .write(
          toFile: manifest, atomically: true, encoding: .utf8)
      try "{}".write(
        toFile: drivers.appendingPathComponent("none.json").path, atomically: true, encoding: .utf8)
      for environment in [
        ["XDG_DATA_DIRS": folder.path, "XDG_CONFIG_DIRS": "/nowhere", "XDG_DATA_HOME": "/nowhere"],
        ["VK_DRIVER_FILES": drivers.path],
      ] {
        let failures = VulkanManifests(environment: environment).failures
          .filter { $0.contains(folder.path) }
        try #require(failures.count == 2)
        #expect(failures[0].hasPrefix("\(manifest) names libdriver-that-is-gone.so.0: "))
        #expect(failures[0].contains("cannot open shared object file"))
        #expect(failures[1].hasSuffix("none.json names no driver"))
      }
      #expect(
        VulkanManifests(environment: ["VK_ICD_FILENAMES": "/nowhere/x.json"]).failures == [
          "/nowhere/x.json cannot be read"
        ])
    }

    @Test func `a device that is gone cannot be opened`() throws {
      var info = try #require(VulkanCheck.discovery.devices.first)
      info.uuid = "00"
      #expect {
        try VulkanBackend().open(info, options: DeviceOptions())
      } throws: { Self.code($0) == .unavailable }
    }

    @Test func `lavapipe obeys a thread count and others refuse it`() throws {
      let info = try #require(VulkanCheck.discovery.devices.first)
      if info.name.hasPrefix("llvmpipe") {
        let device = try VulkanCheck.open(threadCount: 1)
        #expect(device.info.threadCount == 1)
        try VulkanCheck.expectAgreement("gemm:f32:nn:m=40,n=40,k=40", on: device)
        try device.close()
      }
      var other = info
      other.name = "some GPU"
      #expect {
        try VulkanBackend().open(other, options: DeviceOptions(threadCount: 1))
      } throws: { Self.code($0) == .unavailable }
    }

    @Test(arguments: [false, true], [BufferUsage.input, .output, .scratch])
    func `buffers keep what is written at any offset`(staged: Bool, usage: BufferUsage) throws {
      var settings = VulkanBackend.Settings()
      settings.isStaged = staged
      let device = try VulkanCheck.open(settings)
      defer { #expect(throws: Never.self) { try device.close() } }
      for byteCount in [0, 1, 3, 4, 17, 4096, 100_003] {
        let buffer = try device.makeBuffer(byteCount: byteCount, usage: usage)
        #expect(buffer.byteCount == byteCount)
        var expected = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
        try expected.withUnsafeBytes { try buffer.write($0, at: 0) }
        for range in [0..<0, 1..<2, 2..<11, 5..<8, 4..<4095] where range.upperBound <= byteCount {
          try buffer.fill(0xAB, range: range)
          for index in range { expected[index] = 0xAB }
        }
        if byteCount > 20 {
          let patch: [UInt8] = [9, 8, 7, 6, 5]
          try patch.withUnsafeBytes { try buffer.write($0, at: 13) }
          expected.replaceSubrange(13..<18, with: patch)
        }
        let slice = BufferSlice(buffer: buffer, byteCount: byteCount)
        #expect(try VulkanCheck.download(slice) == expected)
        if byteCount > 20 {
          let part = BufferSlice(buffer: buffer, byteOffset: 3, byteCount: 11)
          #expect(try VulkanCheck.download(part) == Array(expected[3..<14]))
        }
      }
    }

    @Test func `staged copies longer than the staging buffer go in pieces`() throws {
      var settings = VulkanBackend.Settings()
      settings.isStaged = true
      let device = try VulkanCheck.open(settings)
      defer { #expect(throws: Never.self) { try device.close() } }
      let byteCount = VulkanTransfer.stagingByteCount + 12345
      let buffer = try device.makeBuffer(byteCount: byteCount, usage: .output)
      var bytes = [UInt8](repeating: 0, count: byteCount)
      for index in stride(from: 0, to: byteCount, by: 1009) {
        bytes[index] = UInt8(truncatingIfNeeded: index)
      }
      try bytes.withUnsafeBytes { try buffer.write($0, at: 0) }
      #expect(try VulkanCheck.download(BufferSlice(buffer: buffer, byteCount: byteCount)) == bytes)
      try VulkanCheck.expectAgreement("gemm:f32:nn:m=70,n=40,k=33,beta=1:bias", on: device)
    }

    @Test func `a buffer larger than the device allows is an allocation failure`() throws {
      let device = try VulkanCheck.open()
      defer { #expect(throws: Never.self) { try device.close() } }
      #expect {
        try device.makeBuffer(
          byteCount: device.capabilities.maximumBufferByteCount + 1, usage: .input)
      } throws: { Self.code($0) == .outOfDeviceMemory }
    }

    @Test func `everything after close throws closed and nothing native is left`() throws {
      let device = try VulkanCheck.open()
      let problem = try Problem(descriptor: "attn:f32:b=1,h=1,d=16,sq=40")
      let operands = try VulkanCheck.upload(VulkanCheck.data(problem), problem, to: device)
      let variant = try #require(device.support(for: problem).variants.first)
      let kernel = try device.prepare(problem, variant: variant)
      let ticket = try device.submit(kernel, operands, repetitions: 2)
      #expect(device.liveHandleCount > 10)
      // Work under way is waited for.
      try device.close()
      #expect(device.liveHandleCount == 0)
      try device.close()
      let buffer = try #require(operands[.q]).buffer
      var byte: UInt8 = 0
      let uses: [() throws -> Void] = [
        { _ = try device.makeBuffer(byteCount: 4, usage: .input) },
        { _ = try device.prepare(problem, variant: variant) },
        { _ = try device.submit(kernel, operands, repetitions: 1) },
        { _ = try device.wait(ticket, timeout: .seconds(1)) },
        { try buffer.fill(0, range: 0..<4) },
        { try withUnsafeBytes(of: 0 as UInt8) { try buffer.write($0, at: 0) } },
        { try withUnsafeMutableBytes(of: &byte) { try buffer.read(into: $0, at: 0) } },
      ]
      for use in uses { #expect { try use() } throws: { Self.code($0) == .closed } }
    }

    @Test func `a device dropped without close takes everything with it`() throws {
      weak var dropped: VulkanDevice?
      do {
        let device = try VulkanCheck.open()
        dropped = device
        let problem = try Problem(descriptor: "gemm:f32:nn:m=40,n=40,k=40")
        let operands = try VulkanCheck.upload(VulkanCheck.data(problem), problem, to: device)
        let variant = try #require(device.support(for: problem).variants.first)
        let kernel = try device.prepare(problem, variant: variant)
        _ = try device.submit(kernel, operands, repetitions: 1)
      }
      #expect(dropped == nil)
    }

    @Test func `buffers and kernels that die give their native objects back`() throws {
      let device = try VulkanCheck.open()
      defer { #expect(throws: Never.self) { try device.close() } }
      let problem = try Problem(descriptor: "gemm:f32:nn:m=40,n=40,k=40")
      func use() throws {
        for variant in try VulkanCheck.variants(problem, on: device) {
          _ = try VulkanCheck.run(problem, variant, VulkanCheck.data(problem), on: device)
        }
      }
      try use()  // Compiled pipelines stay with the device.
      let before = device.liveHandleCount
      for _ in 0..<3 { try use() }
      #expect(device.liveHandleCount == before)
    }

    @Test func `a timeout is an error and the work still finishes`() throws {
      let device = try VulkanCheck.open()
      defer { #expect(throws: Never.self) { try device.close() } }
      let problem = try Problem(descriptor: "gemm:f32:nn:m=512,n=512,k=512")
      let data = VulkanCheck.data(problem)
      let variant = try #require(device.support(for: problem).variants.first)
      let kernel = try device.prepare(problem, variant: variant)
      let operands = try VulkanCheck.upload(data, problem, to: device)
      let ticket = try device.submit(kernel, operands, repetitions: 20)
      #expect {
        try device.wait(ticket, timeout: .zero)
      } throws: { Self.code($0) == .timeout }
      let completion = try device.wait(ticket, timeout: .seconds(120))
      #expect(completion.deviceNanoseconds?.count == 20)
      // A second wait gives the same answer.
      let again = try device.wait(ticket, timeout: .zero)
      #expect(again.hostNanoseconds == completion.hostNanoseconds)
    }

    @Test func `many operand sets keep few recordings`() throws {
      let device = try VulkanCheck.open()
      defer { #expect(throws: Never.self) { try device.close() } }
      let problem = try Problem(descriptor: "gemm:f32:nn:m=9,n=9,k=9")
      let data = VulkanCheck.data(problem)
      let variant = try #require(device.support(for: problem).variants.first)
      let kernel = try device.prepare(problem, variant: variant)
      var counts: [Int] = []
      for _ in 0..<24 {
        let operands = try VulkanCheck.upload(data, problem, to: device)
        let ticket = try device.submit(kernel, operands, repetitions: 1)
        _ = try device.wait(ticket, timeout: .seconds(60))
        #expect(
          VulkanCheck.difference(
            problem, data, try VulkanCheck.download(try #require(operands[.d])))
            == nil)
        counts.append(device.liveHandleCount)
      }
      #expect(counts.last == counts[12])
    }

    @Test func `compiled pipelines are kept on disk and a broken file is ignored`() throws {
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("parity-\(UUID().uuidString)", isDirectory: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      func use() throws {
        let device = try VulkanCheck.open(cacheFolder: folder.path)
        try VulkanCheck.expectAgreement("gemm:f32:nn:m=20,n=20,k=20", on: device)
        try device.close()
      }
      try use()
      let info = try #require(VulkanCheck.discovery.devices.first)
      let file = folder.appendingPathComponent(VulkanPipelineCache.fileName(info))
      let written = try Data(contentsOf: file)
      #expect(written.count > 40)
      try use()
      #expect(try Data(contentsOf: file).count >= written.count)
      for broken in [Data(), Data("nonsense".utf8), written.dropLast(3), written + Data([0])] {
        try broken.write(to: file)
        try use()
        #expect(try Data(contentsOf: file).count >= written.count)
      }
    }

    @Test func `a cache folder that cannot be written costs nothing but time`() throws {
      let device = try VulkanCheck.open(cacheFolder: "/proc/parity-no-such-folder")
      try VulkanCheck.expectAgreement("gemm:f32:nn:m=20,n=20,k=20", on: device)
      try device.close()
    }

    @Test(.enabled(if: VulkanCheck.hasValidation, "no validation layer"))
    func `a validation error is thrown by the call that caused it`() throws {
      let device = try VulkanCheck.open()
      let buffer = try #require(
        try device.makeBuffer(byteCount: 16, usage: .input) as? VulkanBuffer)
      let allocation = try buffer.open("test")
      #expect {
        // vkCmdFillBuffer takes whole words only.
        try device.transfer("test").run { $0.fill(allocation, at: 1, byteCount: 3, word: 0) }
      } throws: { error in
        let error = error as? BackendError
        return error?.code == .nativeCallFailed && error?.message.contains("VUID") == true
      }
      // It is thrown once.
      try buffer.fill(0, range: 0..<16)
      try device.close()
    }

    @Test func `timestamps wrap around at their valid bits`() {
      #expect(
        VulkanRecording.durations(ticks: [10, 30, 35], validBits: 64, period: 2) == [40, 10])
      #expect(
        VulkanRecording.durations(ticks: [0xFFFF_FFF0, 0x10], validBits: 32, period: 1) == [32])
      // Bits above the valid ones mean nothing.
      #expect(
        VulkanRecording.durations(
          ticks: [0xAA_0000_0001, 0xBB_0000_0005], validBits: 32, period: 1)
          == [4])
    }

    @Test func `every status has a class and a name`() {
      let lost = VulkanResult.error(status: -4, "vkQueueSubmit")
      #expect(lost.code == .deviceLost)
      #expect(lost.nativeName == "VK_ERROR_DEVICE_LOST")
      #expect(VulkanResult.error(status: -2, "x").code == .outOfDeviceMemory)
      #expect(VulkanResult.error(status: -1, "x").code == .outOfHostMemory)
      #expect(VulkanResult.error(status: 2, "x").code == .timeout)
      #expect(VulkanResult.error(status: -77, "x").nativeName == "VkResult(-77)")
    }
  }
}
