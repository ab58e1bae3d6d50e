package coulombus.formats;

import java.util.List;
import java.util.Optional;

/// A way in which a vendor's software writes measurements, recognised by what stands in the file.
interface CyclerFormat {

    /// All that are known, the most distinctive first.
    List<CyclerFormat> ALL = List.of(new BioLogicText(), new NewareThreeLevel(), new BdfCsv(), new MaccorText(), new LandtCsv(),
            new BatteryDataHubCsv(), new ArbinCsv(), new NewareCsv(), new VoltageOverTime());

    /// Its name for people.
    String name();

    /// How to read this file, or empty where it is another format's.
    Optional<TableLayout> recognise(FileHead head) throws UnreadableFileException;
}
