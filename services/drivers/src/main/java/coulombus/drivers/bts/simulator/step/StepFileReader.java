package coulombus.drivers.bts.simulator.step;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Reads step files of BTS 8. Elements are found by name, never by order; numbers may be whole or decimal.
public final class StepFileReader {
    /// Of a machine of thousands of steps; real ones are some ten kB.
    private static final long LARGEST_FILE_BYTES = 16L << 20;
    private static final double TICKS_PER_MILLISECOND = 0.01;
    private static final double TENTH_MILLIVOLT = 1e-4;
    private static final double MILLIAMPERE = 1e-3;
    private static final double AH_PER_MILLIAMPERE_SECOND = 1e-3 / 3600;

    private final boolean zeroIsUnset;

    /// @param zeroIsUnset true to imitate a client that takes a limit of 0 as none
    public StepFileReader(boolean zeroIsUnset) {
        this.zeroIsUnset = zeroIsUnset;
    }

    /// @throws StepFileException with the reason, where the file is absent, no XML, or no program
    public StepProgram read(Path file) throws StepFileException {
        try {
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                throw new StepFileException(file + " is larger than " + LARGEST_FILE_BYTES + " bytes");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return program(parse(in));
            }
        } catch (NoSuchFileException e) {
            throw new StepFileException(file + " is not there", e);
        } catch (IOException e) {
            throw new StepFileException(file + " cannot be read: " + e.getMessage(), e);
        } catch (SAXException e) {
            throw new StepFileException(file + " is not XML: " + e.getMessage(), e);
        }
    }

    private static Document parse(InputStream in) throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            // The default one writes to the terminal.
            builder.setErrorHandler(null);
            return builder.parse(in);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser cannot be made secure", e);
        }
    }

    private StepProgram program(Document document) throws StepFileException {
        Element config = child(document.getDocumentElement(), "config");
        if (!"root".equals(document.getDocumentElement().getTagName()) || config == null) {
            throw new StepFileException("there is no root/config");
        }
        Element head = child(config, "Head_Info");
        double nominalMilliampereHour = value(head, "MultCap", Double.NaN) / 3600;
        Element whole = child(config, "Whole_Prt");
        RecordRule record = record(child(whole, "Record"), RecordRule.NONE);
        ProtectLimits protect = protect(child(whole, "Protect"), ProtectLimits.NONE);
        Element list = child(config, "Step_Info");
        if (list == null) {
            throw new StepFileException("there is no Step_Info");
        }
        List<ProgramStep> steps = new ArrayList<>();
        for (Element step : children(list)) {
            steps.add(step(step, record, protect, nominalMilliampereHour));
        }
        double start = value(head, "Start_Step", 1);
        return new StepProgram(steps, (int) start);
    }

    private ProgramStep step(Element step, RecordRule record, ProtectLimits protect, double nominalMilliampereHour)
            throws StepFileException {
        int id = (int) number(step.getAttribute("Step_ID"), step.getTagName() + " Step_ID");
        int type = (int) number(step.getAttribute("Step_Type"), step.getTagName() + " Step_Type");
        Element limit = child(step, "Limit");
        if (type == 6) {
            return new ProgramStep.End(id);
        }
        if (type == 5) {
            Element other = child(limit, "Other");
            return new ProgramStep.Loop(id, (int) value(other, "Start_Step", 0), (long) value(other, "Cycle_Count", 0));
        }
        for (StepKind kind : StepKind.values()) {
            if (kind.fileNumber() == type) {
                return work(id, kind, child(limit, "Main"), record(child(step, "Record"), record), protect(child(step, "Protect"), protect),
                        nominalMilliampereHour);
            }
        }
        throw new StepFileException("step " + id + " has Step_Type " + type + ", which this machine cannot do");
    }

    private ProgramStep work(int id, StepKind kind, Element main, RecordRule record, ProtectLimits protect, double nominalMilliampereHour)
            throws StepFileException {
        double currentMilliampere = active(main, "Curr");
        if (Double.isNaN(currentMilliampere)) {
            currentMilliampere = active(main, "Rate") * nominalMilliampereHour;
        }
        double stopMilliampere = active(main, "Stop_Curr");
        if (Double.isNaN(stopMilliampere)) {
            stopMilliampere = active(main, "Stop_Rate") * nominalMilliampereHour;
        }
        double voltageVolt = active(main, "Volt") * TENTH_MILLIVOLT;
        if (kind.sign() != 0 && !kind.holdsVoltage() && !(currentMilliampere > 0)) {
            throw new StepFileException("step " + id + " needs a Curr greater than 0");
        }
        if (kind.holdsVoltage() && Double.isNaN(voltageVolt)) {
            throw new StepFileException("step " + id + " needs a Volt");
        }
        double time = active(main, "Time");
        if (kind == StepKind.REST && Double.isNaN(time)) {
            throw new StepFileException("step " + id + " rests and needs a Time");
        }
        return new ProgramStep.Work(id, kind, Math.abs(currentMilliampere) * MILLIAMPERE, voltageVolt,
                Double.isNaN(time) ? Long.MAX_VALUE : ticks(time), active(main, "Stop_Volt") * TENTH_MILLIVOLT,
                Math.abs(stopMilliampere) * MILLIAMPERE, record, protect);
    }

    private RecordRule record(Element record, RecordRule otherwise) throws StepFileException {
        Element main = child(record, "Main");
        if (main == null) {
            return otherwise;
        }
        double time = value(main, "Time", Double.NaN);
        double volt = value(main, "Volt", Double.NaN);
        double milliampere = value(main, "Curr", Double.NaN);
        return new RecordRule(time > 0 ? ticks(time) : Long.MAX_VALUE, volt > 0 ? volt * TENTH_MILLIVOLT : Double.POSITIVE_INFINITY,
                milliampere > 0 ? milliampere * MILLIAMPERE : Double.POSITIVE_INFINITY);
    }

    private ProtectLimits protect(Element protect, ProtectLimits otherwise) throws StepFileException {
        Element main = child(protect, "Main");
        if (main == null) {
            return otherwise;
        }
        Element volt = child(main, "Volt");
        Element curr = child(main, "Curr");
        Element cap = child(main, "Cap");
        double delay = value(main, "Delay_Time", 0);
        return new ProtectLimits(or(active(volt, "Upper") * TENTH_MILLIVOLT, Double.POSITIVE_INFINITY),
                or(active(volt, "Lower") * TENTH_MILLIVOLT, Double.NEGATIVE_INFINITY),
                or(active(curr, "Upper") * MILLIAMPERE, Double.POSITIVE_INFINITY),
                or(active(curr, "Lower") * MILLIAMPERE, Double.NEGATIVE_INFINITY),
                or(active(cap, "Upper") * AH_PER_MILLIAMPERE_SECOND, Double.POSITIVE_INFINITY), delay > 0 ? ticks(delay) : 0);
    }

    /// The value of a limit, NaN where it is absent or, where the machine imitates that, 0.
    private double active(Element parent, String name) throws StepFileException {
        double value = value(parent, name, Double.NaN);
        return zeroIsUnset && value == 0 ? Double.NaN : value;
    }

    private static double or(double value, double otherwise) {
        return Double.isNaN(value) ? otherwise : value;
    }

    /// Rounded up to whole ticks; at least one.
    private static long ticks(double milliseconds) {
        return Math.max(1, (long) Math.ceil(milliseconds * TICKS_PER_MILLISECOND - 1e-6));
    }

    private static double value(Element parent, String name, double otherwise) throws StepFileException {
        Element leaf = child(parent, name);
        return leaf == null || !leaf.hasAttribute("Value") ? otherwise : number(leaf.getAttribute("Value"), name);
    }

    private static double number(String text, String name) throws StepFileException {
        try {
            double number = Double.parseDouble(text.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for infinity.
        }
        throw new StepFileException(name + " must be a number; was '" + text + "'");
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent == null ? null : parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
