package coulombus.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import coulombus.app.RunReport.Subject;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.cycle.CoulombicEfficiencyDefinition;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;

/// The report for a person at a terminal: what it is, cycles, findings, and what is odd about the data.
final class TableReport {
    private static final int LONGEST = 60;
    private final PrintWriter out;

    TableReport(PrintWriter out) {
        this.out = out;
    }

    void print(Subject subject, RunReport report) {
        out.printf(Locale.ROOT, "%s%n", String.join(" + ", subject.files()));
        line("  %s%s, %s%s, %s, cell: %s", subject.format(), subject.source() == Source.SIMULATED ? ", SIMULATED" : "",
                count(subject.measurements(), "measurement"),
                subject.rejectedRows() > 0 ? " (" + count(subject.rejectedRows(), "row") + " rejected)" : "",
                count(report.halfCycles().size(), "half-cycle"), kind(subject.cell().kind()));
        if (!report.cycles().isEmpty()) {
            cycles(report.cycles());
        }
        if (subject.cell().kind() == CellKind.SYMMETRIC || report.cycles().isEmpty()) {
            halfCycles(report.halfCycles());
        }
        findings(report.findings());
        dataQuality(report.dataQuality());
        out.println();
        out.flush();
    }

    private static String kind(CellKind kind) {
        return switch (kind) {
            case SYMMETRIC -> "symmetric";
            case PLATING -> "plating on a bare collector";
            case INSERTION_HALF -> "insertion half cell";
            case FULL -> "full";
            case UNKNOWN -> "not stated (--cell symmetric|plating|half|full), so no efficiency is defined";
        };
    }

    private void cycles(List<Cycle> cycles) {
        out.printf(Locale.ROOT, "%n  %5s %6s %9s %11s %11s %9s %9s %10s %9s  %s%n", "cycle", "vendor", "start", "charge", "discharge",
                "V charge",
                "V disch.", "CE", "CE last 10", "remark");
        out.printf(Locale.ROOT, "  %5s %6s %9s %11s %11s %9s %9s %10s %9s%n", "", "cycle", "h", "mAh", "mAh", "V", "V", "%", "%");
        int from = 0;
        if (cycles.size() > LONGEST) {
            from = cycles.size() - LONGEST / 2;
            for (Cycle c : cycles.subList(0, LONGEST / 2)) {
                cycle(c);
            }
            out.printf(Locale.ROOT, "  ... %d cycles more; --format csv or json gives all ...%n", from - LONGEST / 2);
        }
        for (Cycle c : cycles.subList(from, cycles.size())) {
            cycle(c);
        }
    }

    private void cycle(Cycle c) {
        line("  %5d %6s %9.3f %11s %11s %9s %9s %10s %9s  %s", c.number(),
                c.vendorCycleCount() < 0 ? "-" : Integer.toString(c.vendorCycleCount()), c.startTestTimeSecond() / 3600,
                significant(1000 * c.chargingCapacityAh()), significant(1000 * c.dischargingCapacityAh()),
                fixed(c.meanChargingVoltageVolt(), 4), fixed(c.meanDischargingVoltageVolt(), 4),
                efficiency(c), fixed(100 * c.rolling().over10Efficiency(), 2), remark(c));
    }

    /// An efficiency that must not be judged stands in brackets.
    private static String efficiency(Cycle c) {
        double percent = 100 * c.coulombicEfficiency().efficiency();
        if (Double.isNaN(percent)) {
            return "-";
        }
        return c.coulombicEfficiency().valid() ? fixed(percent, 2) : "(" + fixed(percent, 2) + ")";
    }

    private static String remark(Cycle c) {
        String reason = c.coulombicEfficiency().reason();
        boolean everyRowTheSame = c.coulombicEfficiency().definition() == CoulombicEfficiencyDefinition.NOT_DEFINED;
        return everyRowTheSame ? (c.complete() ? "" : "incomplete") : reason;
    }

    private void halfCycles(List<HalfCycle> halfCycles) {
        if (halfCycles.isEmpty()) {
            return;
        }
        out.printf(Locale.ROOT, "%n  %5s %-9s %9s %9s %11s %11s %11s %11s  %s%n", "half", "direction", "start", "lasts", "charge", "mean V",
                "plateau V", "end V", "ended by");
        out.printf(Locale.ROOT, "  %5s %-9s %9s %9s %11s %11s %11s %11s%n", "cycle", "", "h", "h", "mAh", "mV", "mV", "mV");
        int shown = 0;
        for (HalfCycle h : halfCycles) {
            if (shown++ == LONGEST) {
                out.printf(Locale.ROOT, "  ... %d half-cycles more; --format json gives all ...%n", halfCycles.size() - LONGEST);
                break;
            }
            out.printf(Locale.ROOT, "  %5d %-9s %9.3f %9.3f %11s %11s %11s %11s  %s%n", h.number(),
                    h.direction().name().toLowerCase(Locale.ROOT), h.startTestTimeSecond() / 3600, h.durationSecond() / 3600,
                    significant(1000 * h.capacityAh()), fixed(1000 * h.meanVoltageVolt(), 2), fixed(1000 * h.plateauVoltageVolt(), 2),
                    fixed(1000 * h.endVoltageVolt(), 2), h.terminatedBy().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private void findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            out.printf("%n  No finding.%n");
            return;
        }
        out.printf("%n  Findings%n");
        for (Finding f : findings) {
            out.printf(Locale.ROOT, "    %-8s %s; sure at %.4f h (%s%s)%n", f.severity(), f.sentence(), f.detectedTestTimeSecond() / 3600,
                    f.detector(), f.shadow() ? ", in shadow" : "");
        }
    }

    private void dataQuality(List<DataQuality> dataQuality) {
        if (dataQuality.isEmpty()) {
            return;
        }
        out.printf("%n  About the data%n");
        for (DataQuality d : dataQuality) {
            out.printf(Locale.ROOT, "    %-24s %,9d x, first at row %,d: %s%n", d.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    d.count(),
                    d.firstSeq(), d.detail());
        }
    }

    /// A line without blanks at its end, where the last column is empty.
    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    private static String count(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }

    private static String fixed(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String significant(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        int decimals = value == 0 ? 1 : Math.max(0, Math.min(7, 4 - (int) Math.floor(Math.log10(Math.abs(value)))));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
