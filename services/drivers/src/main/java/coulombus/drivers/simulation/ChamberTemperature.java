package coulombus.drivers.simulation;

/// The temperature of a chamber over a day: mean plus `swingCelsius` times the sine of the time, and perhaps a new set-point at a time.
///
/// @param meanCelsius   mean
/// @param swingCelsius  half of the difference between the warmest and the coldest hour, 0 or more
/// @param phaseSecond   where in the day the time 0 lies; the mean is passed upwards at 0
/// @param stepCelsius   by how much the set-point is changed, 0 where it is not
/// @param stepAtSecond  when; the chamber follows with a time constant of half an hour
public record ChamberTemperature(double meanCelsius, double swingCelsius, double phaseSecond, double stepCelsius, double stepAtSecond) {
    private static final double DAY_SECOND = 86_400;
    private static final double FOLLOWS_SECOND = 1800;

    public ChamberTemperature {
        CellParameters.require(meanCelsius > -50 && meanCelsius < 150, "chamber.meanCelsius: must be -50 to 150", meanCelsius);
        CellParameters.require(swingCelsius >= 0 && swingCelsius < 50, "chamber.swingCelsius: must be 0 to 50", swingCelsius);
        CellParameters.require(Math.abs(stepCelsius) < 50, "chamber.stepCelsius: must be -50 to 50", stepCelsius);
    }

    /// Without a new set-point.
    public ChamberTemperature(double meanCelsius, double swingCelsius, double phaseSecond) {
        this(meanCelsius, swingCelsius, phaseSecond, 0, 0);
    }

    public static ChamberTemperature constant(double celsius) {
        return new ChamberTemperature(celsius, 0, 0);
    }

    public double celsiusAt(double second) {
        double celsius = swingCelsius == 0
                ? meanCelsius
                : meanCelsius + swingCelsius * Math.sin(2 * Math.PI * (second + phaseSecond) / DAY_SECOND);
        return stepCelsius == 0 || second < stepAtSecond
                ? celsius
                : celsius - stepCelsius * Math.expm1(-(second - stepAtSecond) / FOLLOWS_SECOND);
    }
}
