package coulombus.drivers.bts.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.machine.Speed;

import static org.assertj.core.api.Assertions.assertThat;

/// Replies byte for byte: ends of lines, indents, order of attributes.
class WireSkeletonTest {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<bts version=\"1.0\">\r\n  <cmd>";
    private static final String TAIL = "</bts>\n\n#\r\n";
    private static final String ADDR = "ip=\"127.0.0.1\" devtype=\"27\" devid=\"7\" subdevid=\"1\" chlid=\"%d\"";
    private static final String ADDR4 = "devtype=\"27\" devid=\"7\" subdevid=\"1\" chlid=\"%d\"";

    @TempDir
    Path folder;

    private SimulatedCycler cycler;
    private BtsClient client;

    @BeforeEach
    void startTwoChannelsOfWhichTheFirstWorks() throws Exception {
        cycler = SimulatedCycler.start(SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(folder)).with(Speed.MANUAL)
                .with(new SimulatedCyclerConfig.Layout(1, 2, 7, SimulatedCyclerConfig.DEFAULTS.layout().range()))
                .with(new SimulatedCyclerConfig.Cells(7, "DUMMY", false))
                .withTime(Instant.parse("2030-07-02T03:04:05.600Z"), ZoneId.of("Europe/Zurich")));
        client = new BtsClient(cycler.port());
        Files.writeString(folder.resolve("steps").resolve("p.xml"), new StepFileText().rest(10).discharge(0.295, 600).end());
        assertThat(client.start("7-1-1", "ZN-0001", "C:\\p.xml"))
                .isEqualTo(HEAD + "start_resp</cmd>\r\n  <list count=\"1\">\r\n    <start " + ADDR.formatted(1)
                        + ">ok</start>\r\n  </list>\r\n" + TAIL);
        cycler.control().advance(20.3);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        cycler.close();
    }

    private void replies(String request, String reply) throws Exception {
        assertThat(client.ask(request)).isEqualTo(HEAD + reply + TAIL);
    }

    @Test
    void connect() throws Exception {
        replies("<cmd>connect</cmd><username>admin</username><password>neware</password><type>bfgs</type>",
                "connect_resp</cmd>\r\n  <result>ok</result>\r\n");
    }

    @Test
    void getdevinfo() throws Exception {
        replies("<cmd>getdevinfo</cmd>",
                "getdevinfo_resp</cmd>\r\n  <serverip count=\"1\">\r\n    <server ip=\"127.0.0.1\" port=\"3306\" />\r\n  </serverip>\r\n"
                        + "  <middle count=\"2\">\r\n"
                        + "    <channel ip=\"127.0.0.1\" devtype=\"27\" devid=\"7\" subdevid=\"1\" Channelid=\"1\">false</channel>\r\n"
                        + "    <channel ip=\"127.0.0.1\" devtype=\"27\" devid=\"7\" subdevid=\"1\" Channelid=\"2\">true</channel>\r\n"
                        + "</middle>\r\n");
    }

    @Test
    void getchlstatusInTheOrderOfTheRequestAndOfUnknownChannels() throws Exception {
        replies("<cmd>getchlstatus</cmd><list count = \"3\"><status " + ADDR.formatted(2) + ">true</status><status " + ADDR.formatted(9)
                + ">true</status><status " + ADDR.formatted(1) + ">true</status></list>",
                "getchlstatus_resp</cmd>\r\n  <list count=\"3\">\r\n    <status " + ADDR.formatted(2)
                        + " reservepause=\"1\">stop</status>\r\n    <status " + ADDR.formatted(9)
                        + " reservepause=\"1\">false</status>\r\n    <status " + ADDR.formatted(1)
                        + " reservepause=\"1\">working</status>\r\n  </list>\r\n");
    }

    @Test
    void inquire() throws Exception {
        replies("<cmd>inquire</cmd><list count=\"3\"><inquire " + ADDR.formatted(1) + " aux=\"0\" barcode=\"1\">true</inquire><inquire "
                + ADDR.formatted(2) + " aux=\"0\" barcode=\"1\">true</inquire><inquire " + ADDR.formatted(3) + ">true</inquire></list>",
                "inquire_resp</cmd>\r\n  <list count=\"3\">\r\n"
                        + "    <inquire dev=\"27-7-1-1-0\" cycle_id=\"1\" step_id=\"2\" step_type=\"dc\" workstatus=\"working\" barcode=\"ZN-0001\""
                        + " current=\"-0.0003\" voltage=\"-0.0295\" capacity=\"0\" energy=\"0\" totaltime=\"20.3\" relativetime=\"10.3\""
                        + " open_or_close=\"0\" log_code=\"102000\" />\r\n"
                        + "    <inquire dev=\"27-7-1-2-0\" cycle_id=\"1\" step_type=\"--\" workstatus=\"stop\" barcode=\"\" current=\"0\""
                        + " voltage=\"0\" capacity=\"0\" energy=\"0\" totaltime=\"0\" relativetime=\"0\" open_or_close=\"0\" log_code=\"102000\" />\r\n"
                        + "    <inquire dev=\"27-7-1-3-0\" cycle_id=\"0\" step_type=\"--\" workstatus=\"false\" current=\"0\" voltage=\"0\""
                        + " capacity=\"0\" energy=\"0\" totaltime=\"0\" relativetime=\"0\" open_or_close=\"0\" log_code=\"0\" />\r\n  </list>\r\n");
    }

    @Test
    void inquiredf() throws Exception {
        replies("<cmd>inquiredf</cmd><list count=\"2\"><chl " + ADDR4.formatted(1) + " testid=\"0\" /><chl " + ADDR4.formatted(2)
                + " testid=\"0\" /></list>",
                "inquiredf_resp</cmd>\r\n  <list count=\"2\">\r\n    <chl " + ADDR4.formatted(1)
                        + " testid=\"1\" count=\"4\">false</chl>\r\n    <chl " + ADDR4.formatted(2)
                        + " testid=\"0\" count=\"0\">false</chl>\r\n  </list>\r\n");
    }

    @Test
    void download() throws Exception {
        replies("<cmd>download</cmd><download " + ADDR4.formatted(1) + " auxid=\"0\" testid=\"0\" startpos=\"3\" count=\"1000\"/>",
                "donwload_resp</cmd>\r\n  <download " + ADDR4.formatted(1)
                        + " testid=\"1\" startpos=\"3\" count=\"1000\" auxid=\"0\" />\r\n  <list count=\"2\">\r\n"
                        + "    <data seqid=\"3\" stepid=\"2\" cycleid=\"1\" steptype=\"dc\" testtime=\"0\" atime=\"2030-07-02 05:04:15\""
                        + " volt=\"-0.0295000001788139\" curr=\"-0.000295000005280599\" cap=\"0\" eng=\"0\" />\r\n"
                        + "    <data seqid=\"4\" stepid=\"2\" cycleid=\"1\" steptype=\"dc\" testtime=\"10000\" atime=\"2030-07-02 05:04:25\""
                        + " volt=\"-0.0295000001788139\" curr=\"-0.000295000005280599\" cap=\"8.19444444444444E-07\""
                        + " eng=\"2.41736111111111E-08\" />\r\n  </list>\r\n");
        replies("<cmd>download</cmd><download " + ADDR4.formatted(1) + " auxid=\"0\" testid=\"0\" startpos=\"0\" count=\"0\"/>",
                "donwload_resp</cmd>\r\n  <download " + ADDR4.formatted(1)
                        + " testid=\"1\" startpos=\"0\" count=\"0\" auxid=\"0\" />\r\n  <list count=\"0\" />\r\n");
    }

    @Test
    void downloadStepLayer() throws Exception {
        replies("<cmd>downloadStepLayer</cmd><downloadStepLayer " + ADDR4.formatted(1) + " />",
                "downloadStepLayer_resp</cmd>\r\n  <downloadStepLayer " + ADDR4.formatted(1)
                        + " testid=\"1\" />\r\n  <list count=\"1\">\r\n"
                        + "    <data startseqid=\"1\" endseqid=\"2\" stepindex=\"1\" stepid=\"1\" cycleid=\"1\" steptype=\"rest\""
                        + " steptime=\"10000\" endatime=\"2030-07-02 05:04:15\" startvolt=\"0\" endvolt=\"0\" startcurr=\"0\" endcurr=\"0\""
                        + " cap=\"0\" eng=\"0\" dcir=\"0\" />\r\n  </list>\r\n");
    }

    @Test
    void downloadlog() throws Exception {
        replies("<cmd>downloadlog</cmd><download " + ADDR4.formatted(1) + " testid=\"0\"/>",
                "donwloadlog_resp</cmd>\r\n  <download " + ADDR4.formatted(1)
                        + " testid=\"1\" log_lever=\"0\" />\r\n  <list count=\"1\">\r\n"
                        + "    <data seqid=\"1\" log_code=\"100000\" atime=\"2030-07-02 05:04:05\" />\r\n  </list>\r\n");
    }

    @Test
    void writes() throws Exception {
        for (String command : new String[]{ "light", "clearflag", "stop" }) {
            replies("<cmd>" + command + "</cmd><list count=\"2\"><" + command + " " + ADDR.formatted(1) + ">true</" + command + "><"
                    + command
                    + " " + ADDR.formatted(2) + ">true</" + command + "></list>",
                    command + "_resp</cmd>\r\n  <list count=\"2\">\r\n    <" + command + " " + ADDR.formatted(1) + ">"
                            + (command.equals("stop") ? "ok" : "false") + "</" + command + ">\r\n    <" + command + " " + ADDR.formatted(2)
                            + ">"
                            + (command.equals("light") ? "ok" : "false") + "</" + command + ">\r\n  </list>\r\n");
        }
    }

    @Test
    void startsThatAreRefused() throws Exception {
        // When
        String working = client.start("7-1-1", "X", "C:\\p.xml");
        String missing = client.start("7-1-2", "X", "C:\\none.xml");
        String unknown = client.start("7-1-8", "X", "C:\\p.xml");

        // Then
        assertThat(working).contains("chlid=\"1\">false</start>");
        assertThat(missing).contains("chlid=\"2\">false</start>");
        assertThat(unknown).contains("chlid=\"8\">false</start>");
        assertThat(cycler.control().truth("7-1-1").refusedStarts()).singleElement()
                .satisfies(r -> assertThat(r.why()).contains("runs test 1"));
        assertThat(cycler.control().truth("7-1-2").refusedStarts()).singleElement()
                .satisfies(r -> assertThat(r.why()).contains("is not there"));
    }

    @Test
    void theOtherWaysToFrameARequest() throws Exception {
        String cmd = "<cmd>connect</cmd>";
        for (String end : new String[]{ "</bts>#\r\n", "</bts>\n\n#\r\n", "</bts>\r\n#\r\n", "</bts>\r\n\t \n\n#\r\n" }) {
            for (String begin : new String[]{ "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<bts version=\"1.0\">\n",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><bts version=\"1.0\">\n\t " }) {
                client.send(begin + cmd + end);
                assertThat(client.receive()).contains("<result>ok</result>");
            }
        }
    }
}
