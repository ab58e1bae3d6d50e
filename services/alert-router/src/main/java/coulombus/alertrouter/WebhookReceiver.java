package coulombus.alertrouter;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import coulombus.core.alert.Alert;

/// Tells every change by a POST of JSON. That an alert was merely seen once more is no change; what was part of a common mode from its begin
/// is told by the alert about the environment.
final class WebhookReceiver implements Receiver {
    private final AlertRouterConfig.Webhook webhook;
    private final AlertJson json;
    private final HttpPost http = new HttpPost();

    WebhookReceiver(AlertRouterConfig.Webhook webhook, AlertJson json) {
        this.webhook = webhook;
        this.json = json;
    }

    @Override
    public String name() {
        return webhook.name();
    }

    @Override
    public void tell(Alert revision) throws IOException, InterruptedException, RefusedException {
        boolean isNews = switch (revision.change()) {
            case OPENED, REOPENED, ACKNOWLEDGED, SILENCED, RESOLVED -> true;
            case REPEATED, MEMBERS_ADDED -> false;
            case SUPPRESSED -> revision.revision() > 1;
        };
        if (isNews) {
            Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", AlertJson.dedupeKey(revision)));
            if (!webhook.authorization().isEmpty()) {
                headers.put("Authorization", webhook.authorization());
            }
            http.post(webhook.url(), json.webhook(revision).encode(), headers);
        }
    }
}
