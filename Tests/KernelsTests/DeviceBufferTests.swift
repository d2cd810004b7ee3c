import Kernels
import TestSupport
import Testing

extension DeviceTests {
  /// Buffers of every device: what is written is read, at any size and offset.
  @Suite("Buffers") struct DeviceBufferTests {
    static let usages: [BufferUsage] = [.input, .output]

    @Test(
      "What is written is what is read, at odd sizes and offsets",
      arguments: BackendContractTests.devices, [1, 3, 4, 255, 256, 4097, 65_537, 1_048_579])
    func roundTrip(_ found: DiscoveredDevice, byteCount: Int) throws {
      try found.withDevice { device in
        for usage in Self.usages {
          let buffer = try device.makeBuffer(byteCount: byteCount, usage: usage)
          #expect(buffer.byteCount == byteCount)
          var generator = SplitMix64(seed: UInt64(byteCount))
          var expected = (0..<byteCount).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
          try buffer.write(expected, at: 0)
          for offset in [0, 1, 5, 64, byteCount / 2, byteCount - 1] where offset < byteCount {
            let patch = (0..<min(37, byteCount - offset)).map { _ in
              UInt8(truncatingIfNeeded: generator.next())
            }
            try buffer.write(patch, at: offset)
            expected.replaceSubrange(offset..<offset + patch.count, with: patch)
            #expect(try buffer.read(offset..<offset + patch.count) == patch)
          }
          #expect(try buffer.read(0..<byteCount) == expected)
        }
      }
    }

    @Test("Fill sets its range and nothing else", arguments: BackendContractTests.devices)
    func fill(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for usage in Self.usages {
          let byteCount = 1031
          let buffer = try device.makeBuffer(byteCount: byteCount, usage: usage)
          var expected = [UInt8](repeating: 0x11, count: byteCount)
          try buffer.fill(0x11, range: 0..<byteCount)
          let ranges = [
            0..<1, 3..<7, 4..<8, 5..<5, 100..<613, 1027..<1031, 1030..<1031, byteCount..<byteCount,
          ]
          for (value, range) in zip(UInt8(0xF0)..., ranges) {
            try buffer.fill(value, range: range)
            expected.replaceSubrange(range, with: repeatElement(value, count: range.count))
          }
          #expect(try buffer.read(0..<byteCount) == expected)
        }
      }
    }

    @Test("An empty buffer is a buffer", arguments: BackendContractTests.devices)
    func empty(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for usage in [BufferUsage.input, .output, .scratch] {
          let buffer = try device.makeBuffer(byteCount: 0, usage: usage)
          #expect(buffer.byteCount == 0)
          try buffer.write([], at: 0)
          try buffer.fill(1, range: 0..<0)
          #expect(try buffer.read(0..<0) == [])
        }
      }
    }

    @Test(
      "An allocation beyond all memory is an error with a sentence",
      arguments: DiscoveredDevice.all + DiscoveredDevice.isolated + VendorLibraries.devices)
    func tooLarge(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        let error = #expect(throws: BackendError.self) {
          _ = try device.makeBuffer(byteCount: 1 << 60, usage: .input)
        }
        #expect(error?.code == .outOfHostMemory || error?.code == .outOfDeviceMemory)
        #expect(error?.message.isEmpty == false)
        // The device is none the worse for it.
        let buffer = try device.makeBuffer(byteCount: 16, usage: .input)
        try buffer.write([1], at: 15)
      }
    }

    @Test(
      "Buffers come and go without the device running out", arguments: BackendContractTests.devices)
    func manyBuffers(_ found: DiscoveredDevice) throws {
      try found.withDevice { device in
        for round in 0..<200 {
          let buffer = try device.makeBuffer(byteCount: 1 << 20, usage: .scratch)
          #expect(buffer.byteCount == 1 << 20, "round \(round)")
        }
      }
    }
  }
}
