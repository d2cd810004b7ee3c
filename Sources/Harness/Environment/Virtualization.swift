/// Whether something stands between the process and the machine.
enum Virtualization {
  /// The container the process runs in, by the marks that container managers leave.
  static func container(_ files: SystemFiles, environment: [String: String]) -> String? {
    if environment["KUBERNETES_SERVICE_HOST"] != nil { return "kubernetes" }
    if environment["APPTAINER_CONTAINER"] ?? environment["SINGULARITY_CONTAINER"] != nil {
      return "apptainer"
    }
    if files.exists("run/.containerenv") { return "podman" }
    if files.exists(".dockerenv") { return "docker" }
    // systemd's container interface: nspawn, lxc and others name themselves.
    if let name = environment["container"] ?? files.text("run/systemd/container"), !name.isEmpty {
      return name
    }
    let groups = files.text("proc/1/cgroup") ?? ""
    for (mark, name) in [("kubepods", "kubernetes"), ("docker", "docker"), ("lxc", "lxc")]
    where groups.contains(mark) {
      return name
    }
    return nil
  }

  /// The hypervisor's name, `unknown` where only its presence is known, nil where none shows.
  static func hypervisor(_ files: SystemFiles, flagged: Bool) -> String? {
    if let type = files.text("sys/hypervisor/type") { return type }
    let kernel = files.text("proc/sys/kernel/osrelease") ?? ""
    if kernel.lowercased().contains("microsoft") { return "WSL" }
    let board = ["sys_vendor", "product_name"].compactMap { files.text("sys/class/dmi/id/\($0)") }
      .joined(separator: " ")
    // Bare-metal cloud machines carry the vendor too, so a vendor counts only together with the flag where x86 has one.
    let names = [
      "QEMU", "KVM", "VMware", "VirtualBox", "Xen", "Bochs", "Parallels", "OpenStack",
      "Virtual Machine",
    ]
    if let name = names.first(where: { board.contains($0) }) { return name }
    guard flagged else { return nil }
    return ["Amazon EC2", "Google", "Microsoft", "Alibaba", "DigitalOcean"]
      .first { board.contains($0) } ?? "unknown"
  }
}
