package coulombus.fleetapi;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiTest {
    /// Served beside the table: they do more than answer a question.
    private static final Set<String> OUTSIDE_THE_TABLE = Set.of("GET /live", "POST /login-links");

    private static final AuditLog LOG = new AuditLog(entry -> Future.succeededFuture(), InstantSource.system());

    private static final FleetView FLEET = new FleetView(ViewLimits.DEFAULT);
    private static final FacilityView FACILITY = new FacilityView(FLEET, new ControlView(), new YamlTexts(), InstantSource.system());
    private static final FacilityRequests ASKING = new FacilityRequests(FACILITY, request -> Future.succeededFuture(), LOG);

    @Test
    void describesExactlyTheRoutesAndParametersThereAre() throws Exception {
        // Given
        JsonNode document = new YAMLMapper().readTree(PageFiles.resource("openapi.yaml").getBytes());
        Map<String, Set<String>> served = new TreeMap<>();
        new ApiRoutes(new FleetApiServer.Known(new FleetView(ViewLimits.DEFAULT),
                new ControlRoutes(new ControlView(), request -> Future.succeededFuture(), ASKING, LOG, InstantSource.system()),
                new AlertRoutes(new AlertView(), request -> Future.succeededFuture(), InstantSource.system()),
                new AuditRoutes(new AuditView(), new ControlView(), ASKING), LOG, FACILITY,
                FacilityRouteTable.of(Vertx.vertx(), FACILITY, FLEET, ASKING)), InstantSource.system())
                .table().forEach(route -> {
                    Set<String> parameters = new TreeSet<>(route.parameters());
                    Pattern.compile("\\{(\\w+)}").matcher(route.path()).results().forEach(found -> parameters.add(found.group(1)));
                    served.put(route.method() + " " + route.path(), parameters);
                });
        OUTSIDE_THE_TABLE.forEach(route -> served.put(route, new HashSet<>()));
        // When
        Map<String, Set<String>> described = new TreeMap<>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            Set<String> parameters = new TreeSet<>();
            operation.getValue().path("parameters")
                    .forEach(parameter -> {
                        JsonNode one = resolved(document, parameter);
                        if (!one.get("in").asText().equals("header")) {
                            parameters.add(one.get("name").asText());
                        }
                    });
            described.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), parameters);
        }));
        // Then
        assertThat(described).isEqualTo(served);
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
