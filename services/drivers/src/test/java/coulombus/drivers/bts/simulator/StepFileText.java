package coulombus.drivers.bts.simulator;

/// Writes step files for tests.
public final class StepFileText {
    private final StringBuilder steps = new StringBuilder();
    private String record = "<Time Value=\"10000\"/>";
    private String protect = "";
    private int count;

    public static StepFileText recording(String... leaves) {
        StepFileText text = new StepFileText();
        text.record = String.join("", leaves);
        return text;
    }

    public StepFileText protect(String leaves) {
        protect = "<Protect><Main>" + leaves + "</Main></Protect>";
        return this;
    }

    public StepFileText step(int type, String leaves) {
        return limited(type, leaves.isEmpty() ? "" : "<Limit><Main>" + leaves + "</Main></Limit>");
    }

    public StepFileText rest(long seconds) {
        return step(4, leaf("Time", seconds * 1000));
    }

    public StepFileText charge(double milliampere, long seconds) {
        return step(1, leaf("Curr", milliampere) + leaf("Time", seconds * 1000));
    }

    public StepFileText discharge(double milliampere, long seconds) {
        return step(2, leaf("Curr", milliampere) + leaf("Time", seconds * 1000));
    }

    public StepFileText loop(int startStep, int passes) {
        return limited(5, "<Limit><Other>" + leaf("Start_Step", startStep) + leaf("Cycle_Count", passes) + "</Other></Limit>");
    }

    private StepFileText limited(int type, String inside) {
        count++;
        steps.append("<Step%d Step_ID=\"%d\" Step_Type=\"%d\">%s</Step%d>%n".formatted(count, count, type, inside, count));
        return this;
    }

    public static String leaf(String name, double value) {
        return "<" + name + " Value=\"" + value + "\"/>";
    }

    public String end() {
        limited(6, "");
        return withoutEnd();
    }

    public String withoutEnd() {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <root>
                  <config type="Step File" version="17" client_version="BTS Client 8.0.0.478(2024.06.24)(R3)" date="20300102030405" Guid="0">
                    <Head_Info><Operate Value="66"/><Scale Value="1"/><Start_Step Value="1" Hide_Ctrl_Step="0"/><RateType Value="103"/>
                      <MultCap Value="3600"/></Head_Info>
                    <Whole_Prt>%s<Record><Main>%s</Main></Record></Whole_Prt>
                    <Step_Info Num="%d">
                %s    </Step_Info>
                    <SMBUS><SMBUS_Info Num="0" AdjacentInterval="0"/></SMBUS>
                  </config>
                </root>
                """
                .formatted(protect, record, count, steps);
    }
}
