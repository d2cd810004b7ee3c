import Kernels
import Testing
import Workloads

@testable import Translation

@Suite("Device catalogue")
struct CatalogueTests {
  @Test("Every device that people compare is there, and every number has a source and a date")
  func sources() throws {
    let devices = try DeviceCatalogue.devices()
    #expect(
      Set(devices.map(\.name)) == [
        "a100", "h100", "h200", "h20", "mi300x", "ascend-910b", "ascend-910c", "siyuan-590",
        "mtt-s4000", "mtt-s80", "mtt-s90", "metax-c500", "metax-c600", "enflame-l600",
        "kunlun-p800",
        "br100", "br106", "bi-v150", "ppu",
      ])
    for device in devices {
      for (quantity, figure) in device.figures {
        if figure.value == nil {
          #expect(figure.sourceKind == "-")
        } else {
          #expect(["datasheet", "vendor page", "paper", "press"].contains(figure.sourceKind))
          #expect(figure.source.contains("20"), "\(device.name) \(quantity) has no date")
        }
      }
    }
  }

  @Test(
    "Well-known datasheet figures",
    arguments: [
      ("a100", CatalogueDevice.Quantity.bf16, 312e12), ("a100", .bandwidth, 2.039e12),
      ("h100", .f64Matrix, 67e12), ("h100", .bandwidth, 3.35e12), ("h200", .memory, 141e9),
      ("mi300x", .f16, 1307.4e12), ("mi300x", .power, 750), ("mtt-s80", .f32, 14.4e12),
    ])
  func figures(name: String, quantity: CatalogueDevice.Quantity, value: Double) throws {
    let figure = try #require(try DeviceCatalogue.device(named: name).value(quantity))
    #expect(abs(figure - value) < 1e-9 * value)
  }

  @Test("The bound is the larger of arithmetic and memory, by hand")
  func bound() throws {
    let device = CatalogueDevice(
      name: "toy", title: "Toy",
      figures: [
        "f32": .init(value: 1e9, sourceKind: "paper", source: "2026"),
        "bandwidth": .init(value: 1e9, sourceKind: "paper", source: "2026"),
      ])
    func projection(_ descriptor: String, _ measured: [String: Double] = [:]) throws -> Projection {
      Projection(
        Workload(
          name: "w", origin: .descriptors,
          items: [WorkloadItem(problem: try Problem(descriptor: descriptor), weight: 2)]),
        on: device, measured: measured)
    }
    // 2*100^3 operations at 10^9 a second are 2 ms; 3*100^2*4 bytes take 0.12 ms.
    let square = "gemm:f32:nn:m=100,n=100,k=100"
    let arithmetic = try projection(square, [square: 4e6])
    #expect(arithmetic.calls[0].limit == .arithmetic)
    #expect(abs((arithmetic.calls[0].boundNanoseconds ?? 0) - 2e6) < 1)
    #expect(abs(arithmetic.boundNanoseconds - 4e6) < 1)
    #expect(arithmetic.calls[0].utilisation == 0.5)
    // 2*100*100 operations are 20 us; (100*100 + 200)*4 bytes take 40.8 us.
    let vector = try projection("gemm:f32:nn:m=100,n=1,k=100")
    #expect(vector.calls[0].limit == .bandwidth)
    #expect(abs((vector.calls[0].boundNanoseconds ?? 0) - 40_800) < 1)
    // No published bf16 peak: the bytes still bound it, and that is said.
    #expect(try projection("gemm:bf16:nn:m=100,n=100,k=100").calls[0].limit == .bandwidthOnly)
    let bare = Projection(
      try SuiteLibrary.suite(named: "gpt2"),
      on: CatalogueDevice(name: "bare", title: "Bare", figures: [:]))
    #expect(bare.calls.allSatisfy { $0.boundNanoseconds == nil && $0.limit == .unknown })
    #expect(bare.boundNanoseconds == 0)
  }
}
