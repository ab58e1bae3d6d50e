package coulombus.core.scheduling;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// What is left at one moment: free channels, temperatures that are fixed, shared resources, room in chambers and safety groups. One pass
/// owns it and changes it.
final class Room {
    private static final double ROUNDING_WH = 1e-6;

    /// Somebody on a channel for a time.
    ///
    /// @param channel   its number
    /// @param fromSecond s since 1970
    /// @param untilSecond s since 1970
    /// @param temperatureCelsius what its chamber must have, or NaN
    /// @param energyWh  what its cell stores, or NaN
    /// @param resources numbers of what it holds one of each
    record Use(int channel, double fromSecond, double untilSecond, double temperatureCelsius, double energyWh, int[] resources) {
        boolean covers(double moment) {
            return fromSecond <= moment && moment < untilSecond;
        }
    }

    final BitSet free = new BitSet();
    private final ChannelIndex index;
    private final int[] resourcesLeft;
    private final int[] cellsLeft;
    private final double[] groupWhLeft;
    private final double[] chamberWhLeft;
    private final double[] chamberCelsius;
    private final int[] fixedBy;

    /// With nobody in it.
    Room(ChannelIndex index, boolean alsoHindered) {
        this.index = index;
        free.set(0, index.size);
        if (!alsoHindered) {
            free.andNot(index.hindered);
        }
        resourcesLeft = Arrays.stream(index.sharedResources).mapToInt(r -> r.count()).toArray();
        cellsLeft = Arrays.stream(index.safetyGroups).mapToInt(g -> g.maxEnergizedCells()).toArray();
        groupWhLeft = Arrays.stream(index.safetyGroups).mapToDouble(g -> g.maxEnergyWh()).toArray();
        chamberWhLeft = Arrays.stream(index.chambers).mapToDouble(c -> c.maxEnergyWh()).toArray();
        chamberCelsius = Arrays.stream(index.chambers).mapToDouble(c -> c.temperatureCelsius()).toArray();
        fixedBy = new int[index.chambers.length];
    }

    /// At a moment, with those who are there then.
    static Room at(ChannelIndex index, double moment, List<Use> uses) {
        Room room = new Room(index, false);
        for (Use use : uses) {
            if (use.covers(moment)) {
                room.add(use);
            }
        }
        return room;
    }

    void add(Use use) {
        count(use, 1);
        free.clear(use.channel());
        int chamber = index.chamber[use.channel()];
        if (chamber >= 0 && !Double.isNaN(use.temperatureCelsius()) && fixedBy[chamber]++ == 0) {
            chamberCelsius[chamber] = Double.isNaN(index.chambers[chamber].temperatureCelsius())
                    ? use.temperatureCelsius()
                    : index.chambers[chamber].temperatureCelsius();
        }
    }

    void remove(Use use) {
        count(use, -1);
        free.set(use.channel(), !index.hindered.get(use.channel()));
        int chamber = index.chamber[use.channel()];
        if (chamber >= 0 && !Double.isNaN(use.temperatureCelsius()) && --fixedBy[chamber] == 0) {
            chamberCelsius[chamber] = index.chambers[chamber].temperatureCelsius();
        }
    }

    private void count(Use use, int times) {
        for (int resource : use.resources()) {
            resourcesLeft[resource] -= times;
        }
        double energyWh = Double.isNaN(use.energyWh()) ? 0 : use.energyWh();
        int group = index.safetyGroup[use.channel()];
        if (group >= 0) {
            cellsLeft[group] -= times;
            groupWhLeft[group] -= times * energyWh;
        }
        int chamber = index.chamber[use.channel()];
        if (chamber >= 0) {
            chamberWhLeft[chamber] -= times * energyWh;
        }
    }

    /// Whether its channel is free and everything it shares has room for it.
    boolean takes(Use use) {
        int c = use.channel();
        return free.get(c) && temperatureFits(c, use.temperatureCelsius()) && hasResources(use.resources())
                && hasRoomFor(c, use.energyWh());
    }

    boolean temperatureFits(int c, double celsius) {
        if (Double.isNaN(celsius) || index.chamber[c] < 0) {
            return true;
        }
        return !(Math.abs(chamberCelsius[index.chamber[c]] - celsius) > Need.SAME_TEMPERATURE_CELSIUS);
    }

    /// Whether somebody would fix the temperature of this channel's chamber.
    boolean wouldFix(int c, double celsius) {
        return !Double.isNaN(celsius) && index.chamber[c] >= 0 && Double.isNaN(chamberCelsius[index.chamber[c]]);
    }

    private boolean hasResources(int[] resources) {
        for (int resource : resources) {
            if (resourcesLeft[resource] < 1) {
                return false;
            }
        }
        return true;
    }

    private boolean hasRoomFor(int c, double energyWh) {
        if (!index.limited) {
            return true;
        }
        int group = index.safetyGroup[c];
        int chamber = index.chamber[c];
        return (group < 0 || cellsLeft[group] >= 1 && allows(groupWhLeft[group], energyWh))
                && (chamber < 0 || allows(chamberWhLeft[chamber], energyWh));
    }

    /// An energy that is not known has no room where energy is limited.
    private static boolean allows(double leftWh, double energyWh) {
        return Double.isNaN(leftWh) || energyWh <= leftWh + ROUNDING_WH;
    }

    /// How many of a shared resource are left; below 0 where more are held than there are.
    int left(int resource) {
        return resourcesLeft[resource];
    }
}
