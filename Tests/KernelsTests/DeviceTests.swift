import Testing

/// Parent of every suite that runs on devices: one at a time, since two suites would share cores and device memory.
@Suite("Devices", .serialized) enum DeviceTests {}
