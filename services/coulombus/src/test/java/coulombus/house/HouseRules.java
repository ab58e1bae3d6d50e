package coulombus.house;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.apache.avro.specific.SpecificRecordBase;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/// What was agreed about the shape of the code, as rules that a build can hold. Arrows point toward the core; services meet only in
/// topics; time, units and names are what `docs/ARCHITECTURE.md` says.
final class HouseRules {
    static final String CORE = "coulombus.core..";
    static final String SCHEMAS = "coulombus.schemas..";
    static final String FORMATS = "coulombus.formats..";
    static final String DRIVERS = "coulombus.drivers..";
    static final String RUNTIME = "coulombus.runtime..";
    static final String CODECS = "coulombus.runtime.codec..";
    static final String APP = "coulombus.app..";
    /// Packages of the services, those of later issues too.
    static final List<String> SERVICES = List.of("channelagent", "analytics", "fleetapi", "scheduler", "alertrouter", "historian");
    private static final String[] ALL_SERVICES = SERVICES.stream().map(name -> "coulombus." + name + "..").toArray(String[]::new);

    /// Units that a quantity's name may end in; counts are `int` or `long` and need none.
    private static final String UNIT = ".*(Volt|Ampere|Ah|Wh|Watt|Ohm|OhmCm2|Second|Celsius|Fraction|[eE]fficiency|Ratio|Cm2|Gram|Mg|Um|Kpa|AhPerCm2|Hertz|PerHour|[cC]hannelHours)";
    /// Numbers whose unit is told otherwise.
    private static final Map<String, String> UNIT_TOLD_OTHERWISE = Map.of("coulombus.core.detection.Finding$Evidence.value",
            "the name beside it ends in the unit: reference_volt");

    /// Kafka's broker ends the process on a fatal fault; this class passes that on, with a word to the person before.
    private static final String ENDS_WITH_KAFKA = "coulombus.runtime.broker.EmbeddedBroker";

    private HouseRules() {}

    /// The rules by name, in the order they are told.
    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("core is plain Java", classes().that().resideInAPackage(CORE)
                .should().onlyDependOnClassesThat().resideInAnyPackage("java..", CORE));
        rules.put("core neither reads nor writes nor logs nor starts threads", noClasses().that().resideInAPackage(CORE)
                .should().dependOnClassesThat().resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.logging..")
                .orShould().dependOnClassesThat().areAssignableTo(Thread.class)
                .orShould().callMethod(System.class, "getenv", String.class)
                .orShould().callMethod(System.class, "getProperty", String.class));
        rules.put("time comes into core as a value", noClasses().that().resideInAPackage(CORE)
                .should().callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
                .orShould().callMethod(LocalDateTime.class, "now").orShould().callMethod(ZonedDateTime.class, "now")
                .orShould().callMethod(UUID.class, "randomUUID").orShould().dependOnClassesThat().areAssignableTo(Clock.class)
                .orShould().dependOnClassesThat().areAssignableTo(Date.class));
        rules.put("quantities in core carry their unit", fields().that().areDeclaredInClassesThat().areRecords()
                .and().areDeclaredInClassesThat().resideInAPackage(CORE).and().areNotStatic().and(areNumbersWithAFraction())
                .should().haveNameMatching(UNIT).allowEmptyShould(true));
        rules.put("packages of core have no cycles",
                SlicesRuleDefinition.slices().matching("coulombus.core.(*)..").should().beFreeOfCycles());
        rules.put("schemas know nothing of ours", noClasses().that().resideInAPackage(SCHEMAS)
                .should().dependOnClassesThat(resideInAPackage("coulombus..").and(not(resideInAPackage(SCHEMAS)))));
        rules.put("formats know the core only", noClasses().that().resideInAPackage(FORMATS)
                .should().dependOnClassesThat(resideInAPackage("coulombus..").and(not(resideInAnyPackage(FORMATS, CORE)))));
        rules.put("drivers know core and formats only", noClasses().that().resideInAPackage(DRIVERS)
                .should().dependOnClassesThat(resideInAPackage("coulombus..").and(not(resideInAnyPackage(DRIVERS, FORMATS, CORE)))));
        rules.put("the runtime knows core and schemas only", noClasses().that().resideInAPackage(RUNTIME)
                .should().dependOnClassesThat(resideInAPackage("coulombus..").and(not(resideInAnyPackage(RUNTIME, SCHEMAS, CORE)))));
        rules.put("services meet only in topics",
                SlicesRuleDefinition.slices().assignedFrom(new ByService()).should().notDependOnEachOther());
        rules.put("nobody imports the command line", noClasses().that().resideOutsideOfPackage(APP)
                .should().dependOnClassesThat().resideInAPackage(APP));
        rules.put("only codecs see Avro records", noClasses().that().resideOutsideOfPackages(CODECS, SCHEMAS)
                .should().dependOnClassesThat(assignableTo(SpecificRecordBase.class)));
        rules.put("only codecs and schemas see Avro", noClasses().that().resideOutsideOfPackages(CODECS, SCHEMAS)
                .should().dependOnClassesThat().resideInAPackage("org.apache.avro.."));
        // The command line composes: it asks for topics, watches results come in and turns Kafka's failures into sentences.
        rules.put("only the runtime, the services and the command line see Kafka", noClasses().that(not(resideInAnyPackage(ALL_SERVICES))
                .and(not(resideInAnyPackage(RUNTIME, APP)))).should().dependOnClassesThat().resideInAPackage("org.apache.kafka.."));
        rules.put("nobody uses the Vert.x client of Kafka",
                noClasses().should().dependOnClassesThat().resideInAPackage("io.vertx.kafka.."));
        rules.put("only the command line ends the process",
                noClasses().that().resideOutsideOfPackage(APP).and().doNotHaveFullyQualifiedName(ENDS_WITH_KAFKA)
                        .should().callMethod(System.class, "exit", int.class).orShould().callMethod(Runtime.class, "exit", int.class)
                        .orShould().callMethod(Runtime.class, "halt", int.class));
        rules.put("only the command line writes to the terminal", noClasses().that().resideOutsideOfPackage(APP)
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(Throwable.class, "printStackTrace")
                .orShould().callMethod(Throwable.class, "printStackTrace", PrintStream.class));
        rules.put("nobody sleeps", noClasses().that().resideOutsideOfPackage(APP)
                .should().callMethod(Thread.class, "sleep", long.class).orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .orShould().callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould().callMethod(TimeUnit.class, "sleep", long.class));
        rules.put("names say what a thing is", noClasses()
                .should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
                .orShould().haveSimpleNameEndingWith("Impl").orShould().haveNameMatching(".*[.$](Abstract|Base)[A-Z]\\w*"));
        return rules;
    }

    private static DescribedPredicate<JavaField> areNumbersWithAFraction() {
        return describe("are double or double[]", field -> {
            String type = field.getRawType().getName();
            String name = field.getOwner().getName() + "." + field.getName();
            return (type.equals("double") || type.equals("[D")) && !UNIT_TOLD_OTHERWISE.containsKey(name);
        });
    }

    /// Each service is a slice; nothing else is.
    private static final class ByService implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            for (String service : SERVICES) {
                String home = "coulombus." + service;
                if (name.equals(home) || name.startsWith(home + ".")) {
                    return SliceIdentifier.of(service);
                }
            }
            return SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "services";
        }
    }
}
