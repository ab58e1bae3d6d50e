package coulombus.app;

import coulombus.alertrouter.AlertRouterConfig;
import coulombus.analytics.AnalyticsConfig;
import coulombus.channelagent.ChannelAgentConfig;
import coulombus.fleetapi.FleetApiConfig;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.management.ManagementSettings;
import coulombus.scheduler.SchedulerConfig;

/// The configuration files of the services, one record each.
final class ServiceConfigs {
    private ServiceConfigs() {}

    /// Whether a service makes and checks the topics of the contract when it starts.
    ///
    /// @param ensure      make what is missing and refuse what is wrong; true where not given
    /// @param replication copies of each partition, 1 where not given
    record TopicSettings(Boolean ensure, Integer replication) {
        static final TopicSettings DEFAULT = new TopicSettings(null, null);

        TopicSettings {
            ensure = ensure == null || ensure;
            replication = replication == null ? 1 : replication;
            if (replication < 1) {
                throw new IllegalArgumentException("topics.replication: must be at least 1; was " + replication);
            }
        }
    }

    record Analytics(KafkaSettings kafka, TopicSettings topics, ManagementSettings management, AnalyticsConfig analytics) {
        Analytics {
            requireKafka(kafka);
            topics = topics == null ? TopicSettings.DEFAULT : topics;
            management = management == null ? new ManagementSettings(null, null) : management;
            analytics = analytics == null ? new AnalyticsConfig(null, null, null, null, null, null, null, null) : analytics;
        }
    }

    record ChannelAgent(KafkaSettings kafka, TopicSettings topics, ManagementSettings management, ChannelAgentConfig channelAgent) {
        ChannelAgent {
            requireKafka(kafka);
            topics = topics == null ? TopicSettings.DEFAULT : topics;
            management = management == null ? new ManagementSettings(null, null) : management;
            channelAgent = channelAgent == null ? ChannelAgentConfig.ofReplays(null, null) : channelAgent;
        }
    }

    record Scheduler(KafkaSettings kafka, TopicSettings topics, ManagementSettings management, SchedulerConfig scheduler) {
        Scheduler {
            requireKafka(kafka);
            topics = topics == null ? TopicSettings.DEFAULT : topics;
            management = management == null ? new ManagementSettings(null, null) : management;
            scheduler = scheduler == null ? new SchedulerConfig(null, null) : scheduler;
        }
    }

    record AlertRouter(KafkaSettings kafka, TopicSettings topics, ManagementSettings management, AlertRouterConfig alertRouter) {
        AlertRouter {
            requireKafka(kafka);
            topics = topics == null ? TopicSettings.DEFAULT : topics;
            management = management == null ? new ManagementSettings(null, null) : management;
            alertRouter = alertRouter == null ? AlertRouterConfig.DEFAULT : alertRouter;
        }
    }

    record FleetApi(KafkaSettings kafka, TopicSettings topics, ManagementSettings management, FleetApiConfig fleetApi) {
        FleetApi {
            requireKafka(kafka);
            topics = topics == null ? TopicSettings.DEFAULT : topics;
            management = management == null ? new ManagementSettings(null, null) : management;
            if (fleetApi == null) {
                throw new IllegalArgumentException("fleetApi: must be given");
            }
        }
    }

    private static void requireKafka(KafkaSettings kafka) {
        if (kafka == null) {
            throw new IllegalArgumentException("kafka: must be given, with kafka.bootstrap at least");
        }
    }
}
