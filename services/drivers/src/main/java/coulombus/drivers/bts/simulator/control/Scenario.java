package coulombus.drivers.bts.simulator.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import coulombus.drivers.bts.simulator.machine.CellCatalogue;
import coulombus.drivers.bts.simulator.machine.Speed;

/// A file that says what is mounted and what goes wrong. Absent parts say nothing.
///
/// @param speed  of the machine's time: a number, max or manual; null for as the command line says
/// @param cells  what is mounted where; later entries win
/// @param faults what happens when
public record Scenario(String speed, List<Mount> cells, List<Event> faults) {
    private static final YAMLMapper MAPPER = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    public Scenario {
        cells = cells == null ? List.of() : List.copyOf(cells);
        faults = faults == null ? List.of() : List.copyOf(faults);
        if (speed != null) {
            Speed.parse(speed);
        }
    }

    /// @param channels an address, in which `*` stands for any number, as in `1-1-*`
    /// @param set      one of [CellCatalogue#names()]
    /// @param seed     null for each channel's own
    public record Mount(String channels, String set, Long seed) {
        public Mount {
            requireChannels(channels);
            if (set == null) {
                throw new IllegalArgumentException("set: must be one of " + String.join(", ", CellCatalogue.names()));
            }
            CellCatalogue.cell(set, 0);
        }
    }

    /// A fault on some channels; the rest is as in [FaultOrder].
    public record Event(String channels, String fault, Double ohm, Double lastsSecond, Double factor, Integer records, Double jumpSecond,
            Double atTestSecond) {
        public Event {
            requireChannels(channels);
            new FaultOrder(fault, ohm, lastsSecond, factor, records, jumpSecond, atTestSecond);
        }

        FaultOrder order() {
            return new FaultOrder(fault, ohm, lastsSecond, factor, records, jumpSecond, atTestSecond);
        }
    }

    private static void requireChannels(String channels) {
        if (channels == null || !channels.matches("\\*|(\\d+|\\*)-(\\d+|\\*)-(\\d+|\\*)")) {
            throw new IllegalArgumentException(
                    "channels: must be * or device-subdevice-channel with * for any, as in 1-1-*; was " + channels);
        }
    }

    /// @throws IllegalArgumentException where the file cannot be read or used; names file, line and path
    public static Scenario read(Path file) {
        try {
            Scenario scenario = MAPPER.readValue(Files.readString(file), Scenario.class);
            return scenario == null ? new Scenario(null, null, null) : scenario;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": " + sentence(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read as text: " + e.getMessage(), e);
        }
    }

    private static String sentence(JsonProcessingException e) {
        String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        String path = e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty() ? pathOf(mapping) + ": " : "";
        return line + path + switch (e) {
            case UnrecognizedPropertyException unknown -> "there is no such key; known here: "
                    + unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
            case ValueInstantiationException wrong when wrong.getCause() != null -> wrong.getCause().getMessage();
            default -> e.getOriginalMessage();
        };
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream().map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining(".")).replace(".[", "[");
    }

    /// Does what it says, in its order.
    ///
    /// @throws IllegalArgumentException where it names channels that are not there; names the path
    public void applyTo(CyclerControl control) {
        List<String> all = control.channels();
        for (int i = 0; i < cells.size(); i++) {
            Mount mount = cells.get(i);
            for (String channel : matching(all, mount.channels(), "cells[" + i + "].channels")) {
                control.mount(channel, mount.set(), mount.seed());
            }
        }
        for (int i = 0; i < faults.size(); i++) {
            Event event = faults.get(i);
            for (String channel : matching(all, event.channels(), "faults[" + i + "].channels")) {
                control.fault(channel, event.order());
            }
        }
        if (speed != null) {
            control.setSpeed(Speed.parse(speed));
        }
    }

    private static List<String> matching(List<String> all, String pattern, String path) {
        String expression = pattern.equals("*") ? ".*" : pattern.replace("*", "\\d+");
        List<String> found = all.stream().filter(c -> c.matches(expression)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(path + ": there is no channel " + pattern + "; there are " + all.get(0) + " to "
                    + all.get(all.size() - 1));
        }
        return found;
    }
}
