package coulombus.formats.protocol;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import coulombus.formats.yaml.QuantityText;

/// The fields of a JSON object of aurora-unicycler. An empty text, null and, where it says so, 0 are not set; a field that nobody asked
/// for becomes a remark.
final class UnicyclerFields {
    private final JsonNode object;
    private final String path;
    private final List<String> remarks;
    private final Set<String> asked = new HashSet<>();

    UnicyclerFields(JsonNode object, String path, List<String> remarks) {
        if (!object.isObject()) {
            throw new ProtocolFormatException(0, path, "must be an object; was " + object.getNodeType());
        }
        this.object = object;
        this.path = path;
        this.remarks = remarks;
    }

    String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    ProtocolFormatException refused(String field, String why) {
        return new ProtocolFormatException(0, path(field), why);
    }

    void remark(String field, String what) {
        remarks.add(path(field) + ": " + what);
    }

    Optional<JsonNode> node(String field) {
        asked.add(field);
        JsonNode node = object.get(field);
        boolean unset = node == null || node.isNull() || node.isTextual() && node.textValue().isBlank();
        return unset ? Optional.empty() : Optional.of(node);
    }

    Optional<String> text(String field) {
        return node(field).map(JsonNode::asText);
    }

    Optional<BigDecimal> number(String field) {
        return node(field).map(node -> {
            if (node.isNumber()) {
                return node.decimalValue();
            }
            try {
                return new BigDecimal(node.asText().strip());
            } catch (NumberFormatException e) {
                throw new ProtocolFormatException(0, path(field), "must be a number; was " + node);
            }
        });
    }

    /// A number of which 0 counts as not set.
    Optional<BigDecimal> numberButZero(String field) {
        Optional<BigDecimal> number = number(field);
        if (number.isPresent() && number.get().signum() == 0) {
            remark(field, "is 0, which aurora-unicycler takes as not set, and so was it taken here");
            return Optional.empty();
        }
        return number;
    }

    /// A C-rate, as number or text, of which 0 counts as not set.
    Optional<Double> rateButZero(String field) {
        Optional<JsonNode> node = node(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get().isTextual()) {
            String text = node.get().textValue().replace(" ", "");
            if (QuantityText.isRate(text)) {
                return Optional.of(QuantityText.rate(text));
            }
            String[] fraction = text.split("/");
            if (fraction.length == 2) {
                try {
                    return Optional.of(Double.parseDouble(fraction[0]) / Double.parseDouble(fraction[1]));
                } catch (NumberFormatException e) {
                    throw refused(field, "must be a C-rate, e.g. 0.2, C/5 or D/2; was " + node.get());
                }
            }
        }
        return numberButZero(field).map(BigDecimal::doubleValue);
    }

    int count(String field) {
        JsonNode node = node(field).orElseThrow(() -> refused(field, "must be stated"));
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw refused(field, "must be a whole number; was " + node);
        }
        return node.intValue();
    }

    /// Tells of every field that nobody asked for.
    void remarkOthers() {
        object.fieldNames().forEachRemaining(field -> {
            if (!asked.contains(field)) {
                remark(field, "is not known and was left out; it was " + object.get(field));
            }
        });
    }
}
