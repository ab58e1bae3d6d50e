package coulombus.core.book;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import coulombus.core.book.FacilityChange.CellsRegistered;
import coulombus.core.book.FacilityChange.Refused;
import coulombus.core.cell.CellEvent;
import coulombus.core.cell.CellEvent.What;
import coulombus.core.cell.CellRecord;

/// The cells of the lab with their lives. One thread owns it.
final class CellRegister {
    private final Map<String, CellRecord> records = new LinkedHashMap<>();
    private final Map<String, String> idByBarcode = new HashMap<>();
    private final Map<String, List<CellEvent>> lives = new HashMap<>();

    Optional<CellRecord> find(String cellId) {
        return Optional.ofNullable(records.get(cellId));
    }

    Optional<CellRecord> ofBarcode(String barcode) {
        return Optional.ofNullable(idByBarcode.get(barcode)).map(records::get);
    }

    Collection<CellRecord> all() {
        return Collections.unmodifiableCollection(records.values());
    }

    List<CellEvent> life(String cellId) {
        return Collections.unmodifiableList(lives.getOrDefault(cellId, List.of()));
    }

    /// All of them or none.
    ///
    /// @param inUse cells whose facts a run was ordered with and that has not ended: they cannot change now
    FacilityChange decide(List<CellRecord> asked, Set<String> inUse) {
        if (asked.isEmpty()) {
            return new Refused("", "cells: must name at least one cell");
        }
        Set<String> ids = new HashSet<>();
        Map<String, String> barcodes = new HashMap<>();
        for (CellRecord cell : asked) {
            String where = "cell " + cell.cellId();
            if (!ids.add(cell.cellId())) {
                return new Refused(cell.cellId(), where + ": is named twice");
            }
            String twin = barcodes.put(cell.barcode(), cell.cellId());
            String owner = twin != null ? twin : idByBarcode.get(cell.barcode());
            if (owner != null && !owner.equals(cell.cellId())) {
                return new Refused(cell.cellId(), where + ".barcode: '" + cell.barcode() + "' is that of cell " + owner + " already");
            }
            CellRecord known = records.get(cell.cellId());
            if (known != null && inUse.contains(cell.cellId()) && !known.facts().equals(cell.facts())) {
                return new Refused(cell.cellId(), where + ": is in a test; its kind and normalisers can change when that has ended");
            }
        }
        return new CellsRegistered(asked);
    }

    void on(CellsRegistered registered, double unixTimeSecond) {
        for (CellRecord cell : registered.cells()) {
            CellRecord before = records.put(cell.cellId(), cell);
            if (before != null) {
                idByBarcode.remove(before.barcode(), cell.cellId());
            }
            idByBarcode.put(cell.barcode(), cell.cellId());
            happened(cell.cellId(), before == null ? What.REGISTERED : What.CHANGED, unixTimeSecond, Optional.empty(), Optional.empty(),
                    "");
        }
    }

    void happened(String cellId, What what, double unixTimeSecond, Optional<String> channelId, Optional<UUID> runId, String detail) {
        lives.computeIfAbsent(cellId, id -> new ArrayList<>()).add(new CellEvent(unixTimeSecond, what, channelId, runId, detail));
    }
}
