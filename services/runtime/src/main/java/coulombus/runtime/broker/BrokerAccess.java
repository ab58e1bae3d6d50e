package coulombus.runtime.broker;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// Who may do what on the embedded broker: what the topics of the contract say, and for each service the groups, transactions and
/// internal topics that begin with its name. Nobody else may do anything.
final class BrokerAccess {
    private BrokerAccess() {}

    static Set<AclBinding> rules() {
        Set<AclBinding> rules = new HashSet<>();
        for (Topic<?> topic : Topics.ALL) {
            topic.writers().forEach(role -> allow(rules, role, topic(topic), AclOperation.WRITE, AclOperation.DESCRIBE));
            topic.readers().forEach(role -> allow(rules, role, topic(topic), AclOperation.READ, AclOperation.DESCRIBE));
        }
        for (ServiceRole role : ServiceRole.values()) {
            if (role != ServiceRole.ADMIN) {
                allow(rules, role, own(ResourceType.GROUP, role), AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DELETE);
                allow(rules, role, own(ResourceType.TRANSACTIONAL_ID, role), AclOperation.WRITE, AclOperation.DESCRIBE);
                allow(rules, role, new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL),
                        AclOperation.DESCRIBE);
            }
        }
        // Kafka Streams makes, writes and trims the topics behind its stores.
        allow(rules, ServiceRole.ANALYTICS, own(ResourceType.TOPIC, ServiceRole.ANALYTICS), AclOperation.ALL);
        return rules;
    }

    /// These are bound by no rule.
    static String superUsers() {
        return "User:" + BrokerCredentials.BROKER_USER + ";User:" + ServiceRole.ADMIN.serviceName();
    }

    private static ResourcePattern topic(Topic<?> topic) {
        return new ResourcePattern(ResourceType.TOPIC, topic.name(), PatternType.LITERAL);
    }

    private static ResourcePattern own(ResourceType type, ServiceRole role) {
        return new ResourcePattern(type, role.serviceName(), PatternType.PREFIXED);
    }

    private static void allow(Set<AclBinding> rules, ServiceRole role, ResourcePattern resource, AclOperation... operations) {
        for (AclOperation operation : List.of(operations)) {
            rules.add(new AclBinding(resource,
                    new AccessControlEntry("User:" + role.serviceName(), "*", operation, AclPermissionType.ALLOW)));
        }
    }
}
