package coulombus.formats.protocol;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.protocol.ProtocolDuration;
import coulombus.core.protocol.ResolvedProtocol;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds of every resolved protocol, tried on generated ones; a failure names the seed that repeats it.
class ResolvedPropertiesTest {
    @ParameterizedTest
    @ValueSource(longs = { 11, 20_261_125 })
    void quantilesAreInOrderAndTheSameEachTime(long seed) {
        for (long k = 0; k < 500; k++) {
            // Given
            long one = seed * 1000 + k;
            ResolvedProtocol protocol = ResolvedProtocol.of(RandomProtocols.any(one), RandomProtocols.cell(one));
            // When
            ProtocolDuration duration = ProtocolDuration.of(protocol);
            // Then
            assertThat(duration).as("seed %d", one).isEqualTo(ProtocolDuration.of(protocol));
            assertThat(duration.maximumSecond()).as("seed %d", one).isPositive();
            if (!Double.isNaN(duration.p50Second()) && !Double.isNaN(duration.p90Second())) {
                assertThat(duration.p50Second()).as("seed %d", one).isNotNegative().isLessThanOrEqualTo(duration.p90Second());
                assertThat(duration.p90Second()).as("seed %d", one).isLessThanOrEqualTo(duration.maximumSecond());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 13, 20_261_130 })
    void factsAreThereForEveryProtocol(long seed) {
        for (long k = 0; k < 500; k++) {
            // Given
            long one = seed * 1000 + k;
            ResolvedProtocol protocol = ResolvedProtocol.of(RandomProtocols.any(one), RandomProtocols.cell(one));
            // Then
            assertThat(protocol.facts().name()).as("seed %d", one).isEqualTo(protocol.name());
            assertThat(protocol.facts().plannedChargeAh()).as("seed %d", one).satisfiesAnyOf(ah -> assertThat(ah).isNaN(),
                    ah -> assertThat(ah).isPositive().isFinite());
        }
    }
}
