import Foundation
import Harness
import Report
import TestSupport
import Testing

@Suite struct ResultsTableTests {
  @Test(arguments: [120, 80])
  func `The table of the sample file is the golden text`(width: Int) throws {
    try Golden.check(
      ResultsTable.render(SampleResults.file, width: width, color: false), "table-\(width).txt")
  }
}
