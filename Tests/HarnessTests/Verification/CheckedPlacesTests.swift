import Kernels
import Testing

@testable import Harness

@Suite struct CheckedPlacesTests {
  private func gemm(_ descriptor: String) throws -> GEMMProblem {
    guard case .gemm(let gemm) = try Problem(descriptor: descriptor) else {
      throw ProblemError("not a GEMM")
    }
    return gemm
  }

  @Test(arguments: [
    "gemm:f32:nn:m=4096,n=4096,k=4096", "gemm:f32:nn:m=35,n=8457,k=2560",
    "gemm:f32:nn:m=1,n=128256,k=16384", "gemm:f32:nn:m=100000,n=3,k=300000",
  ])
  func `samples hold the corners and stay within the limit`(descriptor: String) throws {
    let problem = try gemm(descriptor)
    let limit = CheckedPlaces.Limit()
    let (parts, isWhole) = CheckedPlaces.gemm(problem.instances, limit: limit, seed: 1)
    #expect(!isWhole)
    let part = try #require(parts.first)
    let shape = problem.shape
    #expect(part.rows.contains(0) && part.rows.contains(shape.m - 1))
    #expect(part.columns.contains(0) && part.columns.contains(shape.n - 1))
    #expect(part.rows == part.rows.sorted() && Set(part.rows).count == part.rows.count)
    let work = part.rows.count * part.columns.count * shape.k
    #expect(work <= 2 * limit.multiplyAdds)
    #expect(work >= limit.multiplyAdds / 4)
    // The same seed chooses the same places, another one others.
    let again = CheckedPlaces.gemm(problem.instances, limit: limit, seed: 1).parts
    #expect(again.map(\.rows) == parts.map(\.rows))
    #expect(again.map(\.columns) == parts.map(\.columns))
    let other = CheckedPlaces.gemm(problem.instances, limit: limit, seed: 2).parts
    #expect(other.map(\.rows) != parts.map(\.rows) || other.map(\.columns) != parts.map(\.columns))
  }

  @Test func `large batches are sampled at both ends and between`() throws {
    let problem = try gemm("gemm:f32:nn:m=256,n=256,k=256:batch=64")
    let (parts, isWhole) = CheckedPlaces.gemm(problem.instances, limit: .init(), seed: 1)
    #expect(!isWhole)
    #expect(parts.contains { $0.instance == 0 } && parts.contains { $0.instance == 63 })
    #expect(parts.count >= 8)
  }

  @Test func `edges are on both sides of blocks`() {
    let edges = Set(CheckedPlaces.edges(of: 200))
    #expect(edges.isSuperset(of: [0, 199, 15, 16, 31, 32, 63, 64, 127, 128, 191, 192]))
    #expect(edges.allSatisfy { (0..<200).contains($0) })
    #expect(CheckedPlaces.edges(of: 1) == [0])
  }

  @Test func `attention samples hold the first and the last query of the first and the last head`()
    throws
  {
    guard
      case .attention(let attention) = try Problem(
        descriptor: "attn:bf16:b=2,h=8,kvh=2,d=128,sq=4096,skv=4096:causal")
    else { return }
    let (rows, isWhole) = CheckedPlaces.attention(attention, limit: .init(), seed: 1)
    #expect(!isWhole)
    #expect(rows.contains(.init(batch: 0, head: 0, position: 0)))
    #expect(rows.contains(.init(batch: 1, head: 7, position: 4095)))
    #expect(Set(rows).count == rows.count)
    #expect(rows.count >= 16)
  }
}
