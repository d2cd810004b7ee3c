import Kernels
import Testing

@testable import parity

@Suite("Device names on the command line")
struct DeviceSelectorTests {
  /// A backend that only lists devices.
  private struct ListedBackend: Backend {
    let name: String
    let names: [String]
    var rejections: [Discovery.Rejection] = []

    func discover() -> Discovery {
      Discovery(
        devices: names.enumerated().map { index, deviceName in
          DeviceInfo(
            backend: name, index: index, name: deviceName, kind: .other, uuid: "0011AAFF-\(index)",
            driver: "d",
            driverVersion: "1")
        }, rejections: rejections)
    }

    func open(_ device: DeviceInfo, options: DeviceOptions) throws(BackendError) -> any Device {
      throw BackendError(.unavailable, operation: "open", message: "it only lists")
    }
  }

  private let selector = DeviceSelector(backends: [
    ListedBackend(name: "blas", names: ["cores"]),
    ListedBackend(name: "gpu", names: ["Arc A770", "Radeon 780M", "Radeon 7900"]),
    ListedBackend(
      name: "absent", names: [],
      rejections: [
        Discovery.Rejection(subject: "libabsent.so", reason: "not installed; apt install absent")
      ]),
    ListedBackend(name: "reference", names: ["truth"]),
  ])

  private func ids(_ names: String...) throws -> [String] {
    try selector.choose(names).devices.map(\.info.id)
  }

  private func failure(_ names: String...) -> CommandFailure? {
    do {
      _ = try selector.choose(names)
      return nil
    } catch {
      return error as? CommandFailure
    }
  }

  @Test("Nothing named means every device but the reference")
  func all() throws {
    #expect(try ids() == ["blas:0", "gpu:0", "gpu:1", "gpu:2"])
  }

  @Test("A backend means all its devices; an index, a UUID or part of a name means one")
  func one() throws {
    #expect(try ids("gpu") == ["gpu:0", "gpu:1", "gpu:2"])
    #expect(try ids("gpu:1") == ["gpu:1"])
    #expect(try ids("gpu:0011aaff2") == ["gpu:2"])
    #expect(try ids("gpu:0011AAFF-2") == ["gpu:2"])
    #expect(try ids("gpu:arc") == ["gpu:0"])
    #expect(try ids("gpu:780m", "reference", "gpu:1") == ["gpu:1", "reference:0"])
  }

  @Test("A name that fits several devices or none is refused with the list of what there is")
  func ambiguous() throws {
    let several = try #require(failure("gpu:radeon"))
    #expect(several.status == .usage)
    #expect(several.message.contains("matches several devices:\n  gpu:0  Arc A770"))
    #expect(try #require(failure("gpu:")).message.contains("no device matches \"gpu:\""))
    #expect(try #require(failure("gpu:3")).message.contains("gpu:2  Radeon 7900"))
  }

  @Test("A backend without devices is refused with its reasons, as work that cannot be done")
  func absent() throws {
    let absent = try #require(failure("absent"))
    #expect(absent.status == .harness)
    #expect(absent.message.contains("libabsent.so: not installed; apt install absent"))
    #expect(try #require(failure("blas", "gqu")).message.contains("did you mean \"gpu\"?"))
  }

  @Test("A device that cannot be opened is refused with its name and the backend's reason")
  func cannotOpen() throws {
    let (devices, _) = try selector.choose(["blas"])
    #expect {
      try DeviceSelector.open(devices, options: DeviceOptions())
    } throws: { error in
      (error as? CommandFailure)?.message == "blas:0 (cores) cannot be opened: open: it only lists"
    }
  }
}
