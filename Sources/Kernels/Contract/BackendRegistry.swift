/// The backends that this build has, in the order in which they are listed and run.
public enum BackendRegistry {
  /// All of them; `reference` last, since it is for truth and not for speed.
  public static let all: [any Backend] =
    [OpenBLASBackend(), VulkanBackend()] + VendorBackend.all + [ReferenceBackend()]
}
