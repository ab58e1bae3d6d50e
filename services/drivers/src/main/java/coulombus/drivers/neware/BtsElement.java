package coulombus.drivers.neware;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of a reply. Elements are found by name, never by place: newer firmware adds some. What is absent or `--` reads as nothing.
final class BtsElement {
    private static final int MOST_LEVELS = 16;
    private static final XMLInputFactory FACTORY = factory();

    private final String name;
    private final Map<String, String> attributes;
    private final List<BtsElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private BtsElement(String name, Map<String, String> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /// Reads a document. Document type declarations and entities beyond XML's own five are refused: no reply needs them.
    ///
    /// @throws XMLStreamException where it is not well-formed, too deep, or declares a document type
    static BtsElement parse(String document) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(document));
        Deque<BtsElement> open = new ArrayDeque<>();
        BtsElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    BtsElement element = new BtsElement(reader.getLocalName(), attributes(reader));
                    if (open.isEmpty()) {
                        root = element;
                    } else {
                        open.peek().children.add(element);
                    }
                    open.push(element);
                    if (open.size() > MOST_LEVELS) {
                        throw new XMLStreamException("elements are nested deeper than " + MOST_LEVELS);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> open.peek().text.append(reader.getText());
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type declaration is not accepted");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("entity " + reader.getLocalName() + " is not known");
                default -> {
                    // Comments, white space and processing instructions say nothing.
                }
            }
        }
        if (root == null) {
            throw new XMLStreamException("there is no element");
        }
        return root;
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("a reply must not point to " + systemId);
        });
        return factory;
    }

    String name() {
        return name;
    }

    /// The text between its tags, without white space around it.
    String text() {
        return text.toString().strip();
    }

    /// An attribute, empty where absent or `--`.
    String text(String attribute) {
        String value = attributes.get(attribute);
        return value == null || value.equals("--") ? "" : value;
    }

    boolean has(String attribute) {
        return !text(attribute).isEmpty();
    }

    /// An attribute as a number, NaN where it is none.
    double number(String attribute) {
        String value = text(attribute);
        if (value.isEmpty()) {
            return Double.NaN;
        }
        try {
            double number = Double.parseDouble(value);
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// An attribute as a whole number, `other` where it is none.
    long whole(String attribute, long other) {
        String value = text(attribute);
        if (value.isEmpty()) {
            return other;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            return other;
        }
    }

    /// The first element of this name below this one.
    Optional<BtsElement> find(String wanted) {
        return all(wanted).stream().findFirst();
    }

    /// All elements of this name below this one, in the order of the document.
    List<BtsElement> all(String wanted) {
        List<BtsElement> found = new ArrayList<>();
        collect(wanted, found);
        return found;
    }

    private void collect(String wanted, List<BtsElement> into) {
        for (BtsElement child : children) {
            if (child.name.equals(wanted)) {
                into.add(child);
            }
            child.collect(wanted, into);
        }
    }
}
