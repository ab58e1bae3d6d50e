package coulombus.drivers.simulation;

/// The temperature of a chamber over a day: mean plus `swingCelsius` times the sine of the time.
///
/// @param meanCelsius  mean
/// @param swingCelsius half of the difference between the warmest and the coldest hour, 0 or more
/// @param phaseSecond  where in the day the time 0 lies; the mean is passed upwards at 0
public record ChamberTemperature(double meanCelsius, double swingCelsius, double phaseSecond) {
    private static final double DAY_SECOND = 86_400;

    public ChamberTemperature {
        CellParameters.require(meanCelsius > -50 && meanCelsius < 150, "chamber.meanCelsius: must be -50 to 150", meanCelsius);
        CellParameters.require(swingCelsius >= 0 && swingCelsius < 50, "chamber.swingCelsius: must be 0 to 50", swingCelsius);
    }

    public static ChamberTemperature constant(double celsius) {
        return new ChamberTemperature(celsius, 0, 0);
    }

    public double celsiusAt(double second) {
        return swingCelsius == 0 ? meanCelsius : meanCelsius + swingCelsius * Math.sin(2 * Math.PI * (second + phaseSecond) / DAY_SECOND);
    }
}
