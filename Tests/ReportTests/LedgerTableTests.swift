import Harness
import Report
import Testing

@Suite struct LedgerTableTests {
  private static func ledger(verifiedCount: Int) -> CallLedger {
    var entry = CallLedger.Entry(
      function: "cublasSrotg_v2", outcome: .executedOnCPU, variant: "openblas_rotg")
    entry.callCount = 3
    entry.verifiedCount = verifiedCount
    return CallLedger(
      device: "openblas:0", deviceName: "a processor", cudaMajor: 12, entries: [entry])
  }

  @Test func `--verify is a hint only where it was not given`() {
    let without = LedgerTable(Self.ledger(verifiedCount: 0), verifies: false).text
    #expect(without.contains("all: 3 calls; none verified (--verify)\n"))
    #expect(!without.contains("not verified:"))
  }

  @Test(arguments: [(0, "none verified", 3), (1, "1 verified, 0 wrong", 2)])
  func `what --verify could not check is named`(verified: Int, summary: String, rest: Int) {
    let text = LedgerTable(Self.ledger(verifiedCount: verified), verifies: true).text
    #expect(text.contains("all: 3 calls; \(summary)\n"))
    let calls = rest == 1 ? "1 call" : "\(rest) calls"
    #expect(text.contains("not verified: \(calls) (cublasSrotg_v2 \(rest))\n"))
  }
}
