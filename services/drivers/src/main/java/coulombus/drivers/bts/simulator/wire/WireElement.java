package coulombus.drivers.bts.simulator.wire;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of a request.
///
/// @param text its own text, white space at the ends removed
public record WireElement(String name, Map<String, String> attributes, List<WireElement> children, String text) {
    private static final int DEEPEST = 16;

    /// @throws XMLStreamException where the text is not well-formed
    static WireElement parse(String xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            // What may stand before the root.
        }
        WireElement root = read(reader, 0);
        while (reader.hasNext()) {
            reader.next();
        }
        return root;
    }

    private static WireElement read(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("nested too deeply");
        }
        String name = reader.getLocalName();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        List<WireElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(read(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new WireElement(name, attributes, children, text.toString().strip());
                }
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
    }

    /// The first child of a name, or null.
    WireElement child(String named) {
        return children.stream().filter(c -> c.name().equals(named)).findFirst().orElse(null);
    }

    /// Children of a name, below a `list` too.
    List<WireElement> all(String named) {
        WireElement list = child("list");
        return (list == null ? this : list).children().stream().filter(c -> c.name().equals(named)).toList();
    }

    String attribute(String named) {
        return attributes.getOrDefault(named, "");
    }

    /// An integer, or the other value where it is absent or none.
    long number(String named, long otherwise) {
        String text = attributes.get(named);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
