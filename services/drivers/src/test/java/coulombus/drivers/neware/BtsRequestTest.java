package coulombus.drivers.neware;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The bytes on the wire, against those that a client tried on real machines sends.
class BtsRequestTest {
    private static final ChannelAddress CHANNEL = new ChannelAddress("127.0.0.1", 27, 7, 2, 3);
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?><bts version=\"1.0\">";
    private static final String TAIL = "</bts>\n\n#\r\n";

    @Test
    void asksForTheLatestValues() {
        assertThat(BtsRequest.latest(List.of(CHANNEL)).frame()).isEqualTo(HEAD
                + "<cmd>inquire</cmd><list count = \"1\"><inquire ip=\"127.0.0.1\" devtype=\"27\" devid=\"7\" subdevid=\"2\" chlid=\"3\""
                + " aux=\"0\" barcode=\"1\">true</inquire></list>" + TAIL);
    }

    @Test
    void asksForRecords() {
        assertThat(BtsRequest.records(CHANNEL, 0, 5001, 1000).frame()).isEqualTo(HEAD
                + "<cmd>download</cmd><download devtype=\"27\" devid=\"7\" subdevid=\"2\" chlid=\"3\" auxid=\"0\" testid=\"0\""
                + " startpos=\"5001\" count=\"1000\"/>" + TAIL);
    }

    @Test
    void asksForCountsOfTestsOfAnyNumber() {
        assertThat(BtsRequest.counts(List.of(CHANNEL), List.of(2818580404L)).frame()).isEqualTo(HEAD
                + "<cmd>inquiredf</cmd><list count = \"1\"><chl devtype=\"27\" devid=\"7\" subdevid=\"2\" chlid=\"3\""
                + " testid=\"2818580404\" /></list>" + TAIL);
    }

    @Test
    void logsIn() {
        assertThat(BtsRequest.connect("admin", "neware").frame()).isEqualTo(HEAD
                + "<cmd>connect</cmd><username>admin</username><password>neware</password><type>bfgs</type>" + TAIL);
    }

    @Test
    void startsWithABackupOnlyWhereAFolderIsStated() {
        assertThat(BtsRequest.start(CHANNEL, "ZN-0001", "C:\\p\\a.xml", "").frame()).isEqualTo(HEAD
                + "<cmd>start</cmd><list count = \"1\"><start ip=\"127.0.0.1\" devtype=\"27\" devid=\"7\" subdevid=\"2\" chlid=\"3\""
                + " barcode=\"ZN-0001\">C:\\p\\a.xml</start></list>" + TAIL);
        assertThat(BtsRequest.start(CHANNEL, "ZN-0001", "C:\\p\\a.xml", "D:\\backup").frame())
                .contains("</start><backup backupdir=\"D:\\backup\""
                        + " remotedir=\"\" filenametype=\"0\" customfilename=\"\" addtimewhenrepeat=\"0\" createdirbydate=\"0\" filetype=\"0\""
                        + " backupontime=\"1\" backupontimeinterval=\"720\" backupfree=\"0\" /></list>");
    }

    @Test
    void writesNothingThatCouldBeTakenForMarkup() {
        assertThat(BtsRequest.start(CHANNEL, "a&b<c>\"d\"\n\u0001", "C:\\R&D\\a.xml", "").frame())
                .contains("barcode=\"a&amp;b&lt;c&gt;&quot;d&quot;&#10;?\">C:\\R&amp;D\\a.xml</start>");
    }
}
