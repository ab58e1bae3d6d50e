package coulombus.drivers.bts.simulator.wire;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Numbers are printed as .NET's general format with 15 digits prints them.
class WireNumbersTest {
    @ParameterizedTest
    @CsvSource({ "0, 0", "-0.0, 0", "1, 1", "-1.5, -1.5", "2.11492042581085E-05, 2.11492042581085E-05", "4e-5, 4E-05", "0.0001, 0.0001",
            "0.00029505, 0.00029505", "123456789012345, 123456789012345", "1234567890123456, 1.23456789012346E+15", "0.1, 0.1",
            "1.23e-120, 1.23E-120" })
    void fifteenDigits(double number, String printed) {
        StringBuilder text = new StringBuilder();
        WireNumbers.general(text, number);
        assertThat(text).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource({ "-0.0412, -0.0412000007927418", "-0.001, -0.00100000004749745", "4.6947, 4.69469976425171", "0.5, 0.5" })
    void ofWidenedFloats(float number, String printed) {
        StringBuilder text = new StringBuilder();
        WireNumbers.general(text, number);
        assertThat(text).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource({ "-0.00029505, 4, -0.0003", "-0.00004, 4, 0", "0.00005, 4, 0.0001", "-0.00005, 4, -0.0001", "4.6947, 4, 4.6947",
            "3189199.3, 1, 3189199.3", "12319, 1, 12319", "0, 4, 0" })
    void roundedHalfAwayFromZero(double number, int decimals, String printed) {
        StringBuilder text = new StringBuilder();
        WireNumbers.rounded(text, number, decimals);
        assertThat(text).hasToString(printed);
    }
}
