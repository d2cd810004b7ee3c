import Foundation
import Testing

@Suite("Commands")
struct CommandTests {
  @Test("devices lists every device with its name and says why others are missing")
  func devices() throws {
    let outcome = try parity("devices")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("DEVICE"))
    #expect(outcome.output.contains("reference:0"))
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test("devices --json is an object with devices and rejections")
  func devicesJSON() throws {
    let outcome = try parity("devices", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["schemaVersion"] as? Int == 1)
    #expect(object["rejections"] is [[String: Any]])
    let devices = try #require(object["devices"] as? [[String: Any]])
    #expect(devices.contains { $0["id"] as? String == "reference:0" })
  }

  @Test("doctor computes on the reference and says PASS")
  func doctor() throws {
    let outcome = try parity("doctor", "--backend", "reference")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("PASS  reference:0  float64 reference\n"))
  }

  @Test("support prints a matrix with a column for each device, as text and as JSON")
  func support() throws {
    let descriptor = "gemm:f8e4m3:tn:m=64,n=64,k=64"
    let text = try parity("support", descriptor, "--backend", "reference")
    #expect(text.status == 0)
    #expect(text.output == "reference:0  PROBLEM\nnative       \(descriptor)\n")
    let json = try parity("support", descriptor, "--backend", "reference", "--json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let row = try #require((object["rows"] as? [[String: Any]])?.first)
    #expect(row["descriptor"] as? String == descriptor)
    let cell = try #require((row["devices"] as? [[String: Any]])?.first)
    #expect(cell["grade"] as? String == "native")
  }

  @Test("verify checks problems and prints one line for each device")
  func verify() throws {
    let outcome = try parity(
      "verify", "gemm:f32:nn:m=7,n=5,k=9", "attn:f32:b=1,h=2,d=8,sq=5:causal", "--backend",
      "reference")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("DEVICE       passed  LARGEST ERROR / BOUND\nreference:0  2"))
  }

  @Test("list shows all suites, and a suite as a file that runs")
  func list() throws {
    let all = try parity("list")
    #expect(all.status == 0)
    #expect(all.output.contains("deepbench                 248"))
    let one = try parity("list", "--suite", "gpt2")
    #expect(one.output.hasPrefix("# name: gpt2\n# title: "))
    #expect(one.output.contains("# source: "))
  }

  @Test("version prints version and build")
  func version() throws {
    #expect(try parity("version").output.hasPrefix("parity "))
    #expect(try parity("--version").status == 0)
  }
}
