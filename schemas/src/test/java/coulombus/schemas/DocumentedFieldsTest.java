package coulombus.schemas;

import java.util.ArrayList;
import java.util.List;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentedFieldsTest {
    static List<Schema> records() {
        return SchemaCatalog.current();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyTypeAndFieldSaysWhatItIsAndEveryNumberItsUnit(Schema current) {
        // Given
        List<String> complaints = new ArrayList<>();

        // When
        inspect(current, current.getName(), complaints);

        // Then
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyCurrentSaysWhichSignCharges(Schema current) {
        // Given
        List<Schema.Field> currents = new ArrayList<>();
        collect(current, currents);

        // When
        List<String> silent = currents.stream().filter(f -> f.name().endsWith("current_ampere"))
                .filter(f -> !f.doc().contains("positive charges")).map(Schema.Field::name).toList();

        // Then
        assertThat(silent).isEmpty();
    }

    private static void inspect(Schema schema, String path, List<String> complaints) {
        switch (schema.getType()) {
            case RECORD -> {
                requireDoc(schema.getDoc(), path, complaints);
                for (Schema.Field field : schema.getFields()) {
                    String where = path + "." + field.name();
                    requireDoc(field.doc(), where, complaints);
                    if (isNumber(field.schema()) && (field.doc() == null || !field.doc().contains("Unit: "))) {
                        complaints.add(where + ": a number without 'Unit: '");
                    }
                    if (!field.name().matches("[a-z0-9]+(_[a-z0-9]+)*")) {
                        complaints.add(where + ": not in snake_case");
                    }
                    inspect(field.schema(), where, complaints);
                }
            }
            case ENUM, FIXED -> requireDoc(schema.getDoc(), path, complaints);
            case ARRAY -> inspect(schema.getElementType(), path + "[]", complaints);
            case UNION -> schema.getTypes().forEach(s -> inspect(s, path, complaints));
            default -> {
            }
        }
        if (schema.getType() == Type.ENUM && !"UNKNOWN".equals(schema.getEnumDefault())) {
            complaints.add(path + ": an enum without the default UNKNOWN can never grow");
        }
    }

    private static void collect(Schema schema, List<Schema.Field> into) {
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(f -> {
                into.add(f);
                collect(f.schema(), into);
            });
            case ARRAY -> collect(schema.getElementType(), into);
            case UNION -> schema.getTypes().forEach(s -> collect(s, into));
            default -> {
            }
        }
    }

    private static boolean isNumber(Schema schema) {
        return switch (schema.getType()) {
            case DOUBLE, FLOAT, INT, LONG -> true;
            case ARRAY -> isNumber(schema.getElementType());
            case UNION -> schema.getTypes().stream().anyMatch(DocumentedFieldsTest::isNumber);
            default -> false;
        };
    }

    private static void requireDoc(String doc, String path, List<String> complaints) {
        if (doc == null || doc.isBlank()) {
            complaints.add(path + ": no doc");
        }
    }
}
