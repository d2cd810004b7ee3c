import Testing

@testable import Harness

/// Expected p-values are SciPy 1.17's (`mannwhitneyu(method="asymptotic")`, `wilcoxon(correction=True,
/// method="asymptotic")`); the first data set is Hollander and Wolfe's depression scores (1973, page 29).
@Suite struct RankTestsTests {
  private static let before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
  private static let after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]

  @Test func `Mann-Whitney gives SciPy's p-values, with ties and without`() {
    #expect(abs(RankTests.mannWhitney(Self.before, Self.after) - 0.13291945818531892) < 1e-12)
    let tied = RankTests.mannWhitney([1, 2, 2, 3, 5, 5, 5, 8], [2, 3, 5, 9, 9, 10])
    #expect(abs(tied - 0.1675787928700393) < 1e-12)
  }

  @Test func `Wilcoxon's signed ranks give SciPy's p-values, with ties and zeros and without`() {
    let differences = zip(Self.before, Self.after).map { $0 - $1 }
    #expect(abs(RankTests.wilcoxonSignedRank(differences) - 0.04401098401295143) < 1e-12)
    let tied = RankTests.wilcoxonSignedRank([1, -1, 2, 2, -3, 4, 0, 5, 6, 6])
    #expect(abs(tied - 0.06560207080539211) < 1e-12)
  }

  @Test func `Both are symmetric in their sides`() {
    #expect(
      RankTests.mannWhitney(Self.before, Self.after)
        == RankTests.mannWhitney(Self.after, Self.before))
    let differences = zip(Self.before, Self.after).map { $0 - $1 }
    #expect(
      RankTests.wilcoxonSignedRank(differences)
        == RankTests.wilcoxonSignedRank(differences.map { -$0 }))
  }

  @Test func `Equal samples and too few samples say nothing`() {
    #expect(RankTests.mannWhitney([5, 5, 5, 5], [5, 5, 5, 5]) == 1)
    #expect(RankTests.mannWhitney([1, 2, 3], [10, 11, 12]) == 1)
    #expect(RankTests.wilcoxonSignedRank([0, 0, 0, 0, 0, 0, 0]) == 1)
    #expect(RankTests.wilcoxonSignedRank([1, 2, 3, 4, 5]) == 1)
  }

  @Test func `Equal values share their mean rank`() {
    let (ranks, tieSum) = RankTests.midranks([3, 1, 3, 2, 3])
    #expect(ranks == [4, 1, 4, 2, 4])
    #expect(tieSum == 24)
  }
}
