import Foundation
import Harness
import Testing

@Suite struct ResultsHashTests {
  /// The examples of FIPS 180-4's companion, and lengths around the padding's edges (55, 56, 64 bytes).
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
        + "lmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (
      String(repeating: "a", count: 55),
      "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"
    ),
    (
      String(repeating: "a", count: 64),
      "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
    ),
  ])
  func `SHA-256 gives the published digests`(message: String, digest: String) {
    #expect(SHA256.hexDigest(of: message.utf8) == digest)
  }

  @Test func `SHA-256 of a million letters gives the published digest`() {
    #expect(
      SHA256.hexDigest(of: repeatElement(UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `A message in pieces hashes like the whole`() {
    let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for cut in [0, 1, 63, 64, 65, 128, 299] {
      var hash = SHA256()
      hash.update(message[..<cut])
      hash.update(message[cut...])
      let digest = hash.finalize().map { String(format: "%02x", $0) }.joined()
      #expect(digest == SHA256.hexDigest(of: message))
    }
  }

  @Test func `A workload's hash depends on descriptors and weights, not on their order`() {
    let first = (descriptor: "gemm:f32:nn:m=1,n=2,k=3", weight: 1.0)
    let second = (descriptor: "gemm:f32:nt:m=1,n=2,k=3", weight: 2.5)
    let hash = ResultsFile.WorkloadReference.hash(of: [first, second])
    #expect(hash == ResultsFile.WorkloadReference.hash(of: [second, first]))
    #expect(hash != ResultsFile.WorkloadReference.hash(of: [first]))
    #expect(hash != ResultsFile.WorkloadReference.hash(of: [first, (second.descriptor, 2.25)]))
    #expect(hash != ResultsFile.WorkloadReference.hash(of: [first, second, second]))
    // The documented bytes.
    #expect(
      ResultsFile.WorkloadReference.hash(of: [first])
        == SHA256.hexDigest(of: "gemm:f32:nn:m=1,n=2,k=3\t1.0\n".utf8))
  }
}
