package coulombus.drivers.bts.simulator.step;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.StepFileText;

import static coulombus.drivers.bts.simulator.StepFileText.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Step files are read by name, units are put right, and what is no program is refused with the reason.
class StepFileReaderTest {
    @TempDir
    Path folder;

    private StepProgram read(String xml) throws Exception {
        return new StepFileReader(false).read(Files.writeString(folder.resolve("p.xml"), xml));
    }

    private void refuses(String xml, String why) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(StepFileException.class).hasMessageContaining(why);
    }

    @Test
    void readsUnitsWhateverTheOrder() throws Exception {
        // When
        StepProgram program = read(StepFileText.recording("<Volt Value=\"50\"/>", "<Time Value=\"1000.000000\"/>")
                .protect("<Cap>" + leaf("Upper", 7200) + "</Cap>" + leaf("Delay_Time", 1000) + "<Curr>" + leaf("Lower", -2)
                        + leaf("Upper", 2)
                        + "</Curr><Volt>" + leaf("Lower", -10000) + leaf("Upper", 20000) + "</Volt>")
                .step(1, leaf("Stop_Volt", 5000) + leaf("Time", 3600000) + leaf("Curr", 22.5)).end());

        // Then
        assertThat(program.at(0)).isEqualTo(new ProgramStep.Work(1, StepKind.CC_CHARGE, 0.0225, Double.NaN, 36000, 0.5, Double.NaN,
                new RecordRule(10, 0.005, Double.POSITIVE_INFINITY), new ProtectLimits(2, -1, 0.002, -0.002, 0.002, 10)));
    }

    @Test
    void takesARateWhereThereIsNoCurrent() throws Exception {
        // When: nominal 1 mAh
        StepProgram program = read(new StepFileText().step(2, leaf("Rate", 0.5) + leaf("Time", 1000)).end());

        // Then
        assertThat(program.at(0)).isInstanceOfSatisfying(ProgramStep.Work.class, w -> assertThat(w.currentAmpere()).isEqualTo(0.0005));
    }

    @Test
    void refusesWhatIsNoProgram() {
        refuses("this is no XML", "is not XML");
        refuses("<?xml version=\"1.0\"?><!DOCTYPE root [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><root><config>&x;</config></root>",
                "is not XML");
        refuses("<root><config/></root>", "Step_Info");
        refuses(new StepFileText().rest(1).withoutEnd(), "end step");
        refuses(new StepFileText().step(16, "").end(), "Step_Type 16");
        refuses(new StepFileText().rest(1).loop(3, 2).rest(1).end(), "must jump back");
        refuses(new StepFileText().rest(1).loop(1, 0).end(), "Cycle_Count");
        refuses(new StepFileText().rest(1).loop(1, 2).loop(2, 1000000).end(), "loops over no step");
        refuses(new StepFileText().step(1, leaf("Time", 1000)).end(), "needs a Curr");
        refuses(new StepFileText().step(3, leaf("Time", 1000)).end(), "needs a Volt");
        refuses(new StepFileText().step(4, "").end(), "needs a Time");
        refuses(new StepFileText().rest(1).end().replace("Value=\"1000.0\"", "Value=\"soon\""), "must be a number; was 'soon'");
        assertThatThrownBy(() -> new StepFileReader(false).read(folder.resolve("none.xml"))).hasMessageContaining("is not there");
    }
}
