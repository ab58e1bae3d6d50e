package coulombus.drivers.neware;

import javax.xml.stream.XMLStreamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BtsElementTest {
    @Test
    void findsByNameHoweverDeepAndReadsDashesAndAbsenceAsNothing() throws XMLStreamException {
        // When
        BtsElement reply = BtsElement
                .parse("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<bts version=\"1.0\">\r\n  <cmd>inquire_resp</cmd>\r\n"
                        + "  <list count=\"7\"><inquire dev=\"27-7-2-3-0\" step_type=\"--\" current=\"4E-05\" voltage=\"\" barcode=\"a&amp;b\">"
                        + "<DBC message_name=\"x\" value=\"1\" unit=\"V\"/></inquire></list>\r\n</bts>");
        // Then
        BtsElement item = reply.find("inquire").orElseThrow();
        assertThat(reply.find("cmd").orElseThrow().text()).isEqualTo("inquire_resp");
        assertThat(item.text("step_type")).isEmpty();
        assertThat(item.text("step_id")).isEmpty();
        assertThat(item.number("current")).isEqualTo(4e-5);
        assertThat(item.number("voltage")).isNaN();
        assertThat(item.whole("cycle_id", -1)).isEqualTo(-1);
        assertThat(item.text("barcode")).isEqualTo("a&b");
    }

    @ParameterizedTest
    @ValueSource(strings = { "<!DOCTYPE bts [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><bts>&x;</bts>",
            "<!DOCTYPE bts SYSTEM \"http://127.0.0.1:1/a.dtd\"><bts></bts>",
            "<!DOCTYPE bts [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><bts>&b;</bts>",
            "<bts>&x;</bts>", "<bts><list><data /></bts>", "<bts><list>", "", "nonsense", "<bts><data a=\"1\" a=\"2\"/></bts>" })
    void refusesWhatNoReplyNeeds(String document) {
        assertThatThrownBy(() -> BtsElement.parse(document)).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesElementsWithoutEnd() {
        assertThatThrownBy(() -> BtsElement.parse("<a>".repeat(100_000))).isInstanceOf(XMLStreamException.class);
    }
}
