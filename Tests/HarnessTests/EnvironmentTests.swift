import Foundation
import Testing

@testable import Harness

@Suite struct EnvironmentTests {
  /// A machine made of files.
  private func machine(
    _ files: [String: String], environment: [String: String] = [:], usableCoreCount: Int = 64
  ) throws -> ResultsFile.Host {
    let folder = try ResultsFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    return HostEnvironment.read(
      SystemFiles(root: folder.path + "/"), environment: environment,
      usableCoreCount: usableCoreCount, hostName: "lab", kernel: "6.1.0", architecture: "x86_64")
  }

  private static let server: [String: String] = {
    var files = [
      "proc/cpuinfo": (0..<4).map {
        """
        processor\t: \($0)
        vendor_id\t: GenuineIntel
        model name\t: Intel(R) Xeon(R) Platinum 8480+
        flags\t\t: fpu sse4_2 avx avx2 fma avx512f amx_tile amx_bf16

        """
      }.joined(separator: "\n"),
      "proc/meminfo": "MemTotal:       24684084 kB\nMemFree:  1 kB\n",
      "proc/loadavg": "0.50 0.25 0.10 1/200 4242\n",
      "proc/stat": "cpu  100 0 100 800 0 0 0 0 0 0\n",
      "etc/os-release": "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n",
      "sys/devices/system/cpu/cpufreq/policy0/scaling_governor": "performance\n",
      "sys/devices/system/cpu/intel_pstate/no_turbo": "1\n",
    ]
    for cpu in 0..<4 {
      let cache = "sys/devices/system/cpu/cpu\(cpu)/cache"
      for (index, values) in [
        ("1", "Data", "48K", "\(cpu)"), ("1", "Instruction", "32K", "\(cpu)"),
        ("2", "Unified", "2048K", "\(cpu)"), ("3", "Unified", "105M", "0-2,3"),
      ].enumerated() {
        files["\(cache)/index\(index)/level"] = values.0
        files["\(cache)/index\(index)/type"] = values.1
        files["\(cache)/index\(index)/size"] = values.2
        files["\(cache)/index\(index)/shared_cpu_list"] = values.3
      }
    }
    return files
  }()

  @Test func `A quiet server is described without a warning`() throws {
    let host = try machine(Self.server)
    #expect(host.cpuModel == "Intel(R) Xeon(R) Platinum 8480+")
    #expect(host.logicalCoreCount == 4)
    #expect(
      host.cpuFeatures == ["sse4_2", "avx", "avx2", "fma", "avx512f", "amx_tile", "amx_bf16"])
    #expect(host.memoryByteCount == 24_684_084 * 1024)
    #expect(host.loadAverage == [0.5, 0.25, 0.1])
    #expect(host.operatingSystem == "Debian GNU/Linux 12 (bookworm)")
    #expect(host.governor == "performance")
    #expect(host.container == nil)
    #expect(
      host.caches == [
        .init(level: 1, type: "data", byteCount: 49152, sharedByThreads: 1),
        .init(level: 1, type: "instruction", byteCount: 32768, sharedByThreads: 1),
        .init(level: 2, type: "unified", byteCount: 2 << 20, sharedByThreads: 1),
        .init(level: 3, type: "unified", byteCount: 105 << 20, sharedByThreads: 4),
      ])
    #expect(host.warnings == [])
  }

  @Test func `Everything that disturbs is a warning`() throws {
    var files = Self.server
    files["proc/loadavg"] = "2.50 1 1 1/2 3"
    files["proc/stat"] = "cpu  100 0 100 750 0 0 0 50 0 0\n"
    files["sys/devices/system/cpu/cpufreq/policy1/scaling_governor"] = "powersave"
    files["sys/devices/system/cpu/intel_pstate/no_turbo"] = "0"
    files["sys/class/dmi/id/sys_vendor"] = "QEMU"
    files["sys/fs/cgroup/cpu.max"] = "150000 100000"
    files["sys/fs/cgroup/memory.max"] = "1073741824"
    let host = try machine(files, usableCoreCount: 2)
    #expect(
      host.warnings == [
        "running under a hypervisor (QEMU): other guests may take processor time and caches",
        "the hypervisor withheld 5 % of processor time since the start of the system",
        "the frequency governor is performance, powersave, not performance: clocks follow the load",
        "frequency boost is on: clocks depend on temperature and on busy cores",
        "the load average is 2.5 on 4 cores: other programs are running",
        "the process may use 2 of 4 cores (affinity)",
        "a control group limits the process to 1.5 cores",
        "a control group limits memory to 1024 MiB",
      ])
  }

  @Test func `A machine that tells nothing is described without a crash`() throws {
    let host = try machine([:])
    #expect(host.cpuModel == "unknown")
    #expect(host.logicalCoreCount == 1)
    #expect(host.caches == [])
    #expect(host.loadAverage == [])
    #expect(host.governor == nil)
    #expect(
      host.warnings == [
        "the frequency governor cannot be read", "whether frequency boost is on cannot be read",
      ])
  }

  @Test func `Arm processors have a name and features`() throws {
    let host = try machine([
      "proc/cpuinfo": """
      processor\t: 0
      Features\t: fp asimd asimdhp asimddp sve bf16 i8mm
      CPU implementer\t: 0x41
      CPU part\t: 0xd40

      processor\t: 1
      """
    ])
    #expect(host.cpuModel == "Arm Neoverse V1")
    #expect(host.logicalCoreCount == 2)
    #expect(host.cpuFeatures == ["asimd", "asimdhp", "asimddp", "bf16", "i8mm", "sve"])
  }

  @Test(
    arguments: [
      ([".dockerenv": ""], [:], "docker"), (["run/.containerenv": ""], [:], "podman"),
      ([".dockerenv": ""], ["KUBERNETES_SERVICE_HOST": "10.0.0.1"], "kubernetes"),
      ([:], ["container": "lxc"], "lxc"), ([:], ["APPTAINER_CONTAINER": "/x.sif"], "apptainer"),
      ([:], ["SINGULARITY_CONTAINER": "/x.sif"], "apptainer"),
      (["run/systemd/container": "systemd-nspawn\n"], [:], "systemd-nspawn"),
      (["proc/1/cgroup": "0::/kubepods/besteffort/x\n"], [:], "kubernetes"),
      (["proc/1/cgroup": "0::/init.scope\n"], [:], nil),
    ] as [([String: String], [String: String], String?)])
  func `Containers are recognised`(
    files: [String: String], environment: [String: String], name: String?
  ) throws {
    #expect(try machine(files, environment: environment).container == name)
  }

  @Test(
    arguments: [
      (["sys/hypervisor/type": "xen"], false, "xen"),
      (["proc/sys/kernel/osrelease": "5.15.90.1-microsoft-standard-WSL2"], false, "WSL"),
      (["sys/class/dmi/id/sys_vendor": "Amazon EC2"], true, "Amazon EC2"),
      // Bare metal of a cloud vendor.
      (["sys/class/dmi/id/sys_vendor": "Amazon EC2"], false, nil),
      ([:], true, "unknown"), ([:], false, nil),
    ] as [([String: String], Bool, String?)])
  func `Hypervisors are recognised`(files: [String: String], flag: Bool, name: String?) throws {
    let folder = try ResultsFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    #expect(Virtualization.hypervisor(SystemFiles(root: folder.path + "/"), flagged: flag) == name)
  }

  @Test(arguments: [
    ("32K", 32768), ("1M", 1 << 20), ("512", 512), ("x", nil), ("99999999999999G", nil),
  ])
  func `Cache sizes are read`(text: String, byteCount: Int?) {
    #expect(Processor.sizeInBytes(text) == byteCount)
  }

  @Test(arguments: [("0", 1), ("0-3", 4), ("0-3,8,10-11", 7), ("", 1), ("3-0", 1)])
  func `Processor lists are counted`(list: String, count: Int) {
    #expect(Processor.processorCount(list) == count)
  }

  @Test func `This machine is described`() {
    let host = HostEnvironment.current()
    #expect(!host.hostName.isEmpty)
    #expect(!host.kernel.isEmpty)
    #expect(host.cpuModel != "unknown")
    #expect(host.logicalCoreCount >= 1)
    #expect(host.memoryByteCount > 64 << 20)
    #expect(host.loadAverage.count == 3)
  }
}

@Suite struct EnvironmentToolTests {
  private func git(_ arguments: [String], in folder: ResultsFolder) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", folder.path, "-c", "user.name=t", "-c", "user.email=t@example.com"] + arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
  }

  @Test func `The commit and changes of what is compiled are seen, other files are not`() throws {
    let folder = try ResultsFolder()
    try folder.write("let package = Package(\n  name: \"parity\")\n", to: "Package.swift")
    try folder.write("print(1)\n", to: "Sources/main.swift")
    try git(["init", "-q"], in: folder)
    #expect(ToolIdentity.state(ofCheckout: folder.path) == nil)
    try git(["add", "."], in: folder)
    try git(["commit", "-q", "-m", "first"], in: folder)
    let clean = try #require(ToolIdentity.state(ofCheckout: folder.path))
    #expect(clean.commit.count == 40)
    #expect(clean.dirty == false)
    try folder.write("{}", to: "Results/lab/out.json")
    #expect(ToolIdentity.state(ofCheckout: folder.path)?.dirty == false)
    try folder.write("print(2)\n", to: "Sources/new.swift")
    #expect(ToolIdentity.state(ofCheckout: folder.path)?.dirty == true)
    #expect(ToolIdentity.state(ofCheckout: folder.path)?.commit == clean.commit)
  }

  @Test func `Only a checkout of this package counts`() throws {
    let folder = try ResultsFolder()
    try folder.write("name: \"other\"", to: "Package.swift")
    try folder.write("", to: ".git/HEAD")
    let executable = folder.file(".build/release/parity")
    #expect(ToolIdentity.checkout(containing: executable) == nil)
    try folder.write("name: \"parity\"", to: "Package.swift")
    #expect(ToolIdentity.checkout(containing: executable) == folder.path)
  }

  @Test func `This program has a name, a version and a configuration`() {
    let tool = ToolIdentity.current()
    #expect(tool.name == "parity")
    #expect(tool.version.split(separator: ".").compactMap { Int($0) }.count == 3)
    #expect(["debug", "release"].contains(tool.buildConfiguration))
    #expect(tool.commit.map { $0.count == 40 || $0.count == 64 } ?? true)
  }

  @Test func `The default output is one folder a machine and sorts by time`() {
    let date = Date(timeIntervalSince1970: 1_785_585_600)
    #expect(Timestamp.text(date) == "2026-08-01T12:00:00Z")
    #expect(
      DefaultOutput.path(workload: "llama3-8b", host: "lab.example", date: date)
        == "Results/lab.example/llama3-8b-20260801T120000Z.json")
  }

  @Test(arguments: [
    ("../../etc", "..", "Results/host/etc-"), ("a b/c;d", "h/i", "Results/h-i/a-b-c-d-"),
    ("", "", "Results/host/run-"), ("-x", ".h", "Results/h/x-"),
    ("größe", "\u{1b}[m", "Results/m/gr--e-"),
  ])
  func `Names cannot lead out of the folder`(workload: String, host: String, prefix: String) {
    let path = DefaultOutput.path(workload: workload, host: host, date: Date())
    #expect(path.hasPrefix(prefix), "\(path)")
    #expect(path.split(separator: "/").count == 3)
  }

  @Test("A file of /proc longer than a page is read whole")
  func longProcFiles() throws {
    // The regions of memory of this process: several hundred lines.
    let text = try #require(SystemFiles().text("proc/self/smaps"))
    #expect(text.utf8.count > 1 << 16)
  }

}
