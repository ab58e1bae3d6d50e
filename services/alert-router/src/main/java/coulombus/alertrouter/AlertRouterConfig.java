package coulombus.alertrouter;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import coulombus.core.alert.AlertRules;
import coulombus.core.detection.Severity;
import coulombus.runtime.config.Secret;

/// How alerts are made and whom they are told. What is null is not set, and becomes its default.
///
/// @param transactionalId  of its producer; one per facility. Whoever starts with the same id fences the one before off
/// @param leastSeverity    findings below it make no alert; WARNING where not given
/// @param commonMode       when many channels make one alert
/// @param flapAfter        an alert reopened so often stays open until its run ends or a person resolves it; 3 where not given
/// @param pageUrl          address of the page as people reach it, for links; where not given links are left out
/// @param runbookUrl       where the runbooks are; `docs/runbooks` where not given
/// @param labels           put on every alert for Alertmanager, e.g. facility
/// @param alertmanager     the Alertmanagers; none where not given
/// @param webhooks         whoever else is told; none where not given
public record AlertRouterConfig(String transactionalId, Severity leastSeverity, CommonMode commonMode, Integer flapAfter, String pageUrl,
        String runbookUrl, Map<String, String> labels, Alertmanager alertmanager, List<Webhook> webhooks) {

    /// Every default: alerts are made and shown on the page, nobody else is told.
    public static final AlertRouterConfig DEFAULT = new AlertRouterConfig(null, null, null, null, null, null, null, null, null);

    public AlertRouterConfig {
        transactionalId = transactionalId == null ? "alert-router" : transactionalId;
        leastSeverity = leastSeverity == null ? Severity.WARNING : leastSeverity;
        commonMode = commonMode == null ? new CommonMode(null, null, null, null) : commonMode;
        flapAfter = flapAfter == null ? AlertRules.DEFAULT.flapAfter() : flapAfter;
        pageUrl = pageUrl == null ? "" : pageUrl.replaceAll("/+$", "");
        runbookUrl = runbookUrl == null ? "docs/runbooks" : runbookUrl.replaceAll("/+$", "");
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        alertmanager = alertmanager == null ? new Alertmanager(null, null, null) : alertmanager;
        webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
        require(transactionalId.startsWith("alert-router"),
                "transactionalId: must begin with 'alert-router', which is what the broker allows; was '" + transactionalId + "'");
        require(flapAfter >= 1, "flapAfter: must be 1 or more; was " + flapAfter);
        require(pageUrl.isEmpty() || isHttp(pageUrl), "pageUrl: must begin with http:// or https://; was '" + pageUrl + "'");
        Set<String> names = new HashSet<>();
        webhooks.forEach(webhook -> require(names.add(webhook.name()), "webhooks.name: must be given once; twice: " + webhook.name()));
    }

    /// When many channels make one alert about their surroundings.
    ///
    /// @param share    more than this share of the channels of a cycler or chamber, 0 to 1; 0.1 where not given
    /// @param least    and at least so many; 3 where not given
    /// @param window   within so long; 1 h where not given
    /// @param chambers which cyclers stand in one chamber; where none is given each cycler counts for itself
    public record CommonMode(Double share, Integer least, Duration window, List<Chamber> chambers) {
        public CommonMode {
            share = share == null ? AlertRules.DEFAULT.commonModeFraction() : share;
            least = least == null ? AlertRules.DEFAULT.commonModeLeast() : least;
            window = window == null ? Duration.ofHours(1) : window;
            chambers = chambers == null ? List.of() : List.copyOf(chambers);
            require(share > 0 && share < 1, "commonMode.share: must be between 0 and 1; was " + share);
            require(least >= 2, "commonMode.least: must be 2 or more; was " + least);
            require(!window.isNegative() && !window.isZero(), "commonMode.window: must be longer than nothing; was " + window);
        }
    }

    /// Cyclers that share their surroundings.
    public record Chamber(String name, List<String> cyclers) {
        public Chamber {
            require(name != null && !name.isBlank(), "commonMode.chambers.name: must be given");
            require(cyclers != null && !cyclers.isEmpty(), "commonMode.chambers.cyclers: must name one cycler at least");
            cyclers = List.copyOf(cyclers);
        }
    }

    /// The Alertmanagers. Each is told everything: they agree among themselves who tells people.
    ///
    /// @param urls            of all of them, without /api/v2
    /// @param resendEvery     an alert that goes on is sent again so often; one that is not sent four times in a row ends there; 1 min where
    ///                        not given
    /// @param acknowledgedFor an alert a person took is silenced there for so long; 8 h where not given
    public record Alertmanager(List<String> urls, Duration resendEvery, Duration acknowledgedFor) {
        public Alertmanager {
            urls = urls == null ? List.of() : urls.stream().map(url -> url.replaceAll("/+$", "")).toList();
            resendEvery = resendEvery == null ? Duration.ofMinutes(1) : resendEvery;
            acknowledgedFor = acknowledgedFor == null ? Duration.ofHours(8) : acknowledgedFor;
            urls.forEach(url -> require(isHttp(url), "alertmanager.urls: must begin with http:// or https://; was '" + url + "'"));
            require(resendEvery.toMillis() >= 100, "alertmanager.resendEvery: must be 100 ms or more; was " + resendEvery);
            require(!acknowledgedFor.isNegative() && !acknowledgedFor.isZero(),
                    "alertmanager.acknowledgedFor: must be longer than nothing; was " + acknowledgedFor);
        }
    }

    /// Someone who is told of every change by a POST of JSON.
    ///
    /// @param name          for metrics, and for what is kept of the delivery: another name begins anew
    /// @param url           where to post
    /// @param authorization sent as the header Authorization; empty where not given
    public record Webhook(String name, String url, @Secret String authorization) {
        public Webhook {
            authorization = authorization == null ? "" : authorization;
            require(name != null && name.matches("[a-z0-9]+(-[a-z0-9]+)*"),
                    "webhooks.name: must be small letters, digits and hyphens; was '" + name + "'");
            require(isHttp(url), "webhooks.url: must begin with http:// or https://; was '" + url + "'");
        }

        /// Without the secret.
        @Override
        public String toString() {
            return "Webhook[" + name + ", " + url + "]";
        }
    }

    AlertRules rules() {
        return new AlertRules(leastSeverity, commonMode.share(), commonMode.least(), commonMode.window().toMillis() / 1000.0, flapAfter,
                commonMode.chambers().stream().collect(Collectors.toMap(Chamber::name, Chamber::cyclers)));
    }

    private static boolean isHttp(String url) {
        try {
            return url != null && url.matches("https?://.+") && URI.create(url).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("alertRouter." + otherwise);
        }
    }
}
