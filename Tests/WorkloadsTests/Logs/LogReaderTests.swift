import Foundation
import Kernels
import Testing

@testable import Workloads

@Suite("Readers of logs")
struct LogReaderTests {
  @Test("Names are unique, and every capture is recognised by its reader alone")
  func recognised() throws {
    let names = LogReaders.all.map { $0.name }
    #expect(
      names == [
        "cublas", "cublaslt", "cudnn", "cudnn-frontend", "hipblaslt", "rocblas", "mkl", "onednn",
        "hlo",
      ])
    for (file, reader) in captureFixtures {
      let start = Array(try capture(file).prefix(1 << 16))
      let found = LogReaders.all.filter { $0.recognises(start) }.map { $0.name }
      #expect(found == [reader.name], "\(file)")
    }
    #expect(!LogReaders.all.contains { $0.recognises([]) || $0.recognises(Array("hello\n".utf8)) })
  }

  @Test(
    "Where the bytes are cut into pieces makes no difference",
    arguments: captureFixtures.map(\.file))
  func pieces(file: String) throws {
    let reader = try #require(captureFixtures.first { $0.file == file }).reader
    let bytes = Array(try capture(file).prefix(20_000))
    let whole = collect(reader, bytes)
    #expect(collect(reader, bytes, pieces: 1) == whole)
    #expect(collect(reader, bytes, pieces: 997) == whole)
  }

  @Test(
    "Cut and damaged captures neither crash nor give more than they hold",
    arguments: captureFixtures.map(\.file))
  func damaged(file: String) throws {
    let reader = try #require(captureFixtures.first { $0.file == file }).reader
    let bytes = Array(try capture(file).prefix(12_000))
    let most = collect(reader, bytes).calls.count
    for length in stride(from: 0, to: bytes.count, by: 331) {
      let found = collect(reader, Array(bytes.prefix(length)))
      #expect(found.calls.count <= most)
    }
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let alphabet = Array("0123456789-{}[]()=,:;\"%x\n ".utf8) + [0, 255, 0x80]
    for _ in 0..<40 {
      var copy = bytes
      for _ in 0..<8 {
        let place = random(copy.count)
        switch random(3) {
        case 0: copy[place] = alphabet[random(alphabet.count)]
        case 1: copy.removeSubrange(place..<min(copy.count, place + random(40)))
        default: copy.insert(contentsOf: "99999999999999999999".utf8.prefix(random(20)), at: place)
        }
      }
      for call in collect(reader, copy).calls { #expect(call.count > 0) }
    }
  }

  @Test("A line beyond the bound is rejected, and the next is read")
  func longLine() {
    let long = "MKL_VERBOSE SGEMM(" + String(repeating: "N,", count: 40_000) + ")\n"
    let found = collect(
      MKLVerboseReader.self,
      Array((long + "MKL_VERBOSE SGEMM(N,N,4,4,4,0x1,0x2,4,0x3,4,0x4,0x5,4) 1us\n").utf8),
      pieces: 1000)
    #expect(found.lines == ["SGEMM gemm:f32:nn:m=4,n=4,k=4"])
    #expect(
      found.rejections.map(\.why) == ["the line is longer than 65536 bytes, the most that is read"])
    #expect(found.rejections[0].place == .line(1))
    #expect(found.rejections[0].text.utf8.count < 200)
  }
}
