package coulombus.house;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/// Proves each of the [HouseRules] by a class that breaks it: a rule that cannot fail holds nothing.
class PlantedViolationsTest {
    private static final Map<String, Class<?>> PLANTED = planted();

    private static Map<String, Class<?>> planted() {
        Map<String, Class<?>> planted = new LinkedHashMap<>();
        planted.put("core is plain Java", coulombus.core.planted.Logs.class);
        planted.put("core neither reads nor writes nor logs nor starts threads", coulombus.core.planted.WritesAFile.class);
        planted.put("time comes into core as a value", coulombus.core.planted.ReadsTheClock.class);
        planted.put("quantities in core carry their unit", coulombus.core.planted.WithoutUnit.class);
        planted.put("packages of core have no cycles", coulombus.core.plantedtoo.KnowsPlanted.class);
        planted.put("schemas know nothing of ours", coulombus.schemas.planted.KnowsTheCore.class);
        planted.put("formats know the core only", coulombus.formats.planted.KnowsTheRuntime.class);
        planted.put("drivers know core and formats only", coulombus.drivers.planted.KnowsASchema.class);
        planted.put("the runtime knows core and schemas only", coulombus.runtime.planted.KnowsAService.class);
        planted.put("services meet only in topics", coulombus.analytics.planted.AsksTheFleetApi.class);
        planted.put("nobody imports the command line", coulombus.analytics.planted.CallsTheCommandLine.class);
        planted.put("only codecs see Avro records", coulombus.analytics.planted.HoldsARecordOfTheWire.class);
        planted.put("only codecs and schemas see Avro", coulombus.analytics.planted.ParsesASchema.class);
        planted.put("only the runtime, the services and the command line see Kafka", coulombus.drivers.planted.Publishes.class);
        planted.put("nobody uses the Vert.x client of Kafka", coulombus.analytics.planted.ConsumesOnAnEventLoop.class);
        planted.put("only the command line ends the process", coulombus.analytics.planted.Gives.Up.class);
        planted.put("only the command line writes to the terminal", coulombus.analytics.planted.Gives.Word.class);
        planted.put("nobody sleeps", coulombus.analytics.planted.Gives.Time.class);
        planted.put("names say what a thing is", coulombus.analytics.planted.ChannelManager.class);
        return planted;
    }

    @Test
    void everyRuleHasAViolation() {
        assertThat(PLANTED.keySet()).isEqualTo(HouseRules.all().keySet());
    }

    @TestFactory
    Stream<DynamicTest> catches() {
        return PLANTED.entrySet().stream().map(planted -> DynamicTest.dynamicTest(planted.getKey(), () -> {
            // Given
            JavaClasses classes = new ClassFileImporter().importPackages("coulombus.core.planted", "coulombus.core.plantedtoo",
                    "coulombus.schemas.planted", "coulombus.formats.planted", "coulombus.drivers.planted", "coulombus.runtime.planted",
                    "coulombus.analytics.planted", "coulombus.fleetapi.planted", "coulombus.app.planted");

            // When
            EvaluationResult result = HouseRules.all().get(planted.getKey()).evaluate(classes);

            // Then
            assertThat(result.hasViolation()).isTrue();
            assertThat(String.join("\n", result.getFailureReport().getDetails())).contains(planted.getValue().getName());
        }));
    }
}
