package coulombus.drivers.simulation.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunListener;
import coulombus.core.state.StateWriter;

import static org.assertj.core.api.Assertions.assertThat;

/// Findings on the labelled cells are the same, letter for letter, however the measurements come.
class CorpusDeterminismTest {
    private static final long SEED = 42;

    @ParameterizedTest
    @EnumSource(value = FailureKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void findingsDoNotDependOnHowTheMeasurementsCome(FailureKind failure) {
        // Given two channels
        Corpus corpus = new Corpus(NuisanceSet.REPORTED, SEED);
        List<LabelledCell> cells = List.of(corpus.failing(failure, failure.severities().get(0), 0),
                corpus.failing(failure, failure.severities().get(0), 1));
        List<String> expected = fold(cells, new Way(256, false, false, 1));

        // Then replayed, in small batches, with doubled batches, through bytes, in any order across the channels
        assertThat(expected).as("seed %d", SEED).isNotEmpty();
        assertThat(fold(cells, new Way(256, false, false, 1))).isEqualTo(expected);
        assertThat(fold(cells, new Way(7, false, false, 2))).isEqualTo(expected);
        assertThat(fold(cells, new Way(61, true, false, 3))).isEqualTo(expected);
        assertThat(fold(cells, new Way(97, true, true, 4))).isEqualTo(expected);
    }

    /// @param batch   measurements read at a time
    /// @param doubled one of a hundred batches comes twice
    /// @param bytes   the state goes through bytes now and then
    /// @param seed    of the order of the channels
    private record Way(int batch, boolean doubled, boolean bytes, long seed) {}

    private static List<String> fold(List<LabelledCell> cells, Way way) {
        Random random = new Random(way.seed());
        List<Channel> open = new ArrayList<>();
        cells.forEach(cell -> open.add(new Channel(cell)));
        List<String> told = new ArrayList<>();
        while (!open.isEmpty()) {
            Channel next = open.get(random.nextInt(open.size()));
            if (next.step(way, random)) {
                told.addAll(next.findings);
                open.remove(next);
            }
        }
        // Between channels no order is promised.
        told.sort(Comparator.comparing(line -> line.substring(0, line.indexOf('|'))));
        return told;
    }

    private static final class Channel implements RunListener {
        final List<String> findings = new ArrayList<>();
        private final LabelledCell cell;
        private final LabelledRun run;
        private RunAnalysis analysis;

        Channel(LabelledCell cell) {
            this.cell = cell;
            this.run = cell.run();
            this.analysis = new RunAnalysis(run.facts());
        }

        /// True where the run is over.
        boolean step(Way way, Random random) {
            MeasurementBatch batch = new MeasurementBatch(way.batch());
            if (run.read(batch, way.batch()) == 0) {
                analysis.end(RunEnd.COMPLETED, this);
                return true;
            }
            analysis.on(batch, this);
            if (way.doubled() && random.nextInt(100) == 0) {
                analysis.on(batch, this);
            }
            if (way.bytes() && random.nextInt(20) == 0) {
                StateWriter hot = new StateWriter();
                StateWriter cold = new StateWriter();
                analysis.writeHot(hot);
                analysis.writeCold(cold);
                analysis = RunAnalysis.restore(run.facts(), hot.toByteArray(), cold::toByteArray);
            }
            return false;
        }

        @Override
        public void on(Finding finding) {
            findings.add(cell.id() + "|" + finding.id(run.facts().runId()) + "|" + finding);
        }

        @Override
        public void on(HalfCycle halfCycle) {
            // The findings are what is compared.
        }

        @Override
        public void on(Cycle cycle) {
            // As above.
        }

        @Override
        public void on(CellHealth health) {
            // As above.
        }

        @Override
        public void on(DataQuality dataQuality) {
            // As above.
        }
    }
}
