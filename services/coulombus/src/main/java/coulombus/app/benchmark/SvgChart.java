package coulombus.app.benchmark;

import java.util.List;
import java.util.Locale;

/// A small chart as SVG text: lines over two axes, or points with bars over named places. Written out because no picture of the report
/// needs more.
final class SvgChart {
    private static final int WIDTH = 640;
    private static final int LEFT = 62;
    private static final int TOP = 34;
    private static final int PLOT_WIDTH = 430;
    private static final String[] COLOURS = { "#1b6ca8", "#c0392b", "#2e8b57", "#b8860b", "#6a4c93", "#555555" };

    private final StringBuilder svg = new StringBuilder();
    private final double left;
    private final double right;
    private final double bottom;
    private final double top;
    private final int plotHeight;

    /// A line with a name in the legend.
    record Line(String name, double[] x, double[] y) {}

    /// A value with its interval at a named place.
    record Bar(String name, double value, double lower, double upper) {}

    private SvgChart(String title, double left, double right, double bottom, double top, int plotHeight) {
        this.left = left;
        this.right = right;
        this.bottom = bottom;
        this.top = top;
        this.plotHeight = plotHeight;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n", WIDTH,
                plotHeight + 90);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n<text x=\"%d\" y=\"18\" font-size=\"13\">%s</text>%n", LEFT,
                escaped(title));
    }

    /// Lines between axes; `decades` draws x as its logarithm.
    static String lines(String title, String xName, String yName, List<Line> lines, boolean decades) {
        double[] x = range(lines.stream().map(Line::x).toList(), decades);
        double[] y = range(lines.stream().map(Line::y).toList(), false);
        SvgChart chart = new SvgChart(title, x[0], x[1], y[0], y[1], 220);
        chart.axes(xName, yName, decades);
        for (int k = 0; k < lines.size(); k++) {
            Line line = lines.get(k);
            StringBuilder points = new StringBuilder();
            for (int i = 0; i < line.x().length; i++) {
                double at = decades ? Math.log10(line.x()[i]) : line.x()[i];
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", chart.x(at), chart.y(line.y()[i])));
            }
            String colour = COLOURS[k % COLOURS.length];
            chart.add("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\" points=\"%s\"/>%n", colour, points.toString().trim());
            chart.add("<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n", LEFT + PLOT_WIDTH + 10, TOP + 14 + 16 * k, colour,
                    escaped(line.name()));
        }
        return chart.end();
    }

    /// Values from 0 to 1 with intervals, one below the other.
    static String bars(String title, List<Bar> bars) {
        int rows = 18 * bars.size();
        SvgChart chart = new SvgChart(title, 0, 1, 0, 1, rows);
        int nameWidth = 230;
        int width = WIDTH - nameWidth - 40;
        for (int k = 0; k < bars.size(); k++) {
            Bar bar = bars.get(k);
            double y = TOP + 18 * k + 9;
            chart.add("<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%s</text>%n", nameWidth - 8, y + 4, escaped(bar.name()));
            chart.add("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.0f\" y2=\"%.0f\" stroke=\"%s\" stroke-width=\"3\"/>%n",
                    nameWidth + width * bar.lower(), nameWidth + width * bar.upper(), y, y, "#9fc3de");
            chart.add("<circle cx=\"%.1f\" cy=\"%.0f\" r=\"3.5\" fill=\"%s\"/>%n", nameWidth + width * bar.value(), y, COLOURS[0]);
        }
        for (int tick = 0; tick <= 4; tick++) {
            double x = nameWidth + width * tick / 4.0;
            chart.add("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#cccccc\"/>%n", x, x, TOP, TOP + rows);
            chart.add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d %%</text>%n", x, TOP + rows + 16, 25 * tick);
        }
        return chart.end();
    }

    private static double[] range(List<double[]> values, boolean decades) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double[] line : values) {
            for (double value : line) {
                double at = decades ? Math.log10(value) : value;
                least = Math.min(least, at);
                most = Math.max(most, at);
            }
        }
        return least < most ? new double[]{ least, most } : new double[]{ 0, 1 };
    }

    private void axes(String xName, String yName, boolean decades) {
        add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#888888\"/>%n", LEFT, TOP, PLOT_WIDTH, plotHeight);
        for (int tick = 0; tick <= 4; tick++) {
            double atX = left + (right - left) * tick / 4;
            double atY = bottom + (top - bottom) * tick / 4;
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", x(atX), TOP + plotHeight + 16,
                    number(decades ? Math.pow(10, atX) : atX));
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 6, y(atY) + 4, number(atY));
        }
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", LEFT + PLOT_WIDTH / 2, TOP + plotHeight + 36, escaped(xName));
        add("<text transform=\"translate(14,%d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n", TOP + plotHeight / 2, escaped(yName));
    }

    private double x(double value) {
        return LEFT + PLOT_WIDTH * (value - left) / (right - left);
    }

    private double y(double value) {
        return TOP + plotHeight * (top - value) / (top - bottom);
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }

    private String end() {
        return svg.append("</svg>\n").toString();
    }
}
