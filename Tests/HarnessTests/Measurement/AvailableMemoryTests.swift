import Testing

@testable import Harness

@Suite struct AvailableMemoryTests {
  @Test func `memory figures are read as the system writes them`() {
    let text = "MemTotal:       24567 kB\nMemAvailable:     1000 kB\n"
    #expect(AvailableMemory.kilobytes("MemAvailable", in: text) == 1_024_000)
    #expect(AvailableMemory.kilobytes("MemFree", in: text) == nil)
  }

  @Test func `cached files of a container count as available`() {
    let text = "anon 5\ninactive_file 4096\nactive_file 1000\nfile_dirty 7\n"
    #expect(AvailableMemory.fileCache(text) == 5096)
    #expect(AvailableMemory.fileCache("") == 0)
  }
}
