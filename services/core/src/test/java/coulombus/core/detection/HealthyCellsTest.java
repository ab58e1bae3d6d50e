package coulombus.core.detection;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellKind;
import coulombus.core.run.RunFacts;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.SimulatedSymmetricCell;
import coulombus.core.testing.SimulatedSymmetricCell.Fault;

import static org.assertj.core.api.Assertions.assertThat;

/// Simulated healthy symmetric cells with the nuisances of real ones: no short of any kind may be found in any of them.
class HealthyCellsTest {
    private static final int CELLS = 50;
    private static final double HOURS = 300;
    private static final RunFacts FACTS = RunFactsBuilder.aRun(CellKind.SYMMETRIC).areaCm2(SimulatedSymmetricCell.AREA_CM2).facts();

    @ParameterizedTest
    @ValueSource(longs = { 337, 20_261_121 })
    void givesNoShortOverThousandsOfChannelHours(long seed) {
        for (int cell = 0; cell < CELLS; cell++) {
            // Given
            long cellSeed = seed * 1000 + cell;
            SimulatedSymmetricCell simulated = new SimulatedSymmetricCell(cellSeed, HOURS, Fault.NONE);
            // When
            RecordedRun run = (cell % 2 == 0 ? simulated : simulated.withThermometer()).run(FACTS);
            // Then
            assertThat(run.findings).as("cell with seed %d", cellSeed).noneMatch(f -> f.kind().isShort());
            assertThat(run.halfCycles.size()).isBetween(900, 1201);
        }
    }
}
