import Foundation
import Harness
import TestSupport
import Testing

/// `parity tune` and what `parity run` makes of it.
@Suite("parity tune", .timeLimit(.minutes(5)))
struct TuneCommandTests {
  private static let problem = "gemm:f32:nn:m=24,n=24,k=24"

  private func run(_ arguments: [String], in folder: URL) throws -> ParityProcess.Outcome {
    try ParityProcess(
      arguments, environment: ["XDG_CACHE_HOME": folder.path], in: folder
    ).run()
  }

  @Test("Winners are kept, shown, used by runs and forgotten")
  func kept() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let tuned = try run(
      ["tune", "--backend", "openblas", "--budget", "0.05", "--json", Self.problem], in: folder)
    #expect(tuned.status == 0, "\(tuned.error)")
    #expect(tuned.output.contains("\"shapeClass\" : \"gemm:f32:nn:m~16,n~16,k~16\""))
    #expect(tuned.error.contains("openblas_f32_gemm_cblas"))
    let shown = try run(["tune", "--backend", "openblas", "--show", "--json"], in: folder)
    #expect(shown.output == tuned.output)

    // The other variant wins by decree, whatever the machine found.
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/parity/tunings")
    let path = folder.path + "/parity/tunings/" + (try #require(files.first))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let edited = text.replacing(
      /"winner" : "[^"]*"/, with: "\"winner\" : \"openblas_f32_gemm_cblas\"")
    try edited.write(toFile: path, atomically: true, encoding: .utf8)
    func variant(_ rest: String...) throws -> CaseRecord? {
      let outcome = try run(
        ["run", "--backend", "openblas", "--budget", "0.05", "--no-roofline", "-o", "out.json"]
          + rest + [Self.problem], in: folder)
      #expect(outcome.status == 0, "\(outcome.error)")
      return try ResultsReader.read(path: folder.path + "/out.json").cases.first
    }
    let own = try variant("--no-tuned")
    #expect(own?.tuned == nil)
    let other = try variant()
    #expect(other?.variant == "openblas_f32_gemm_cblas")
    #expect(other?.tuned == (own?.variant == other?.variant ? nil : true))
    let named = try variant("--variant", "*_cblas")
    #expect(named?.variant == "openblas_f32_gemm_cblas" && named?.tuned == nil)
  }

  @Test(
    "A pattern that means no variant is refused with the names there are; what cannot be is said")
  func refused() throws {
    let folder = try ParityProcess.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let none = try run(
      ["run", "--backend", "openblas", "--variant", "nix*", Self.problem], in: folder)
    #expect(none.status == 64)
    #expect(none.error.contains("no device has a variant 'nix*'"))
    #expect(none.error.contains("openblas_f32_gemm_cblas"))
    #expect(try run(["tune", "--show", "--clear"], in: folder).status == 64)
    #expect(try run(["tune", "--show", Self.problem], in: folder).status == 64)
    let cleared = try run(["tune", "--clear", "--backend", "openblas"], in: folder)
    #expect(cleared.status == 0 && cleared.output.contains("openblas:0: nothing was tuned"))
    let single = try run(
      ["tune", "--backend", "openblas", "stream:read:bytes=65536"], in: folder)
    #expect(single.status == 0, "\(single.error)")
    #expect(single.error.contains("nothing to choose"))
  }
}
