package coulombus.schemas;

/// Who writes to or reads from topics. The service name is also the module, the consumer group and the broker user.
public enum ServiceRole {
    CHANNEL_AGENT("channel-agent"), ANALYTICS("analytics"), SCHEDULER("scheduler"), ALERT_ROUTER("alert-router"), HISTORIAN(
            "historian"), FLEET_API("fleet-api"),
    /// Creates topics and may do everything; no service runs as it in regular work.
    ADMIN("admin");

    private final String serviceName;

    ServiceRole(String serviceName) {
        this.serviceName = serviceName;
    }

    public String serviceName() {
        return serviceName;
    }
}
