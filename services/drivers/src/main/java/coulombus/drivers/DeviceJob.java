package coulombus.drivers;

/// A test as the device names it, e.g. a test number. Never used again by the device for the same channel.
///
/// @param id the device's own name of it, not empty
public record DeviceJob(String id) {
    public DeviceJob {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("job: must not be empty");
        }
    }
}
