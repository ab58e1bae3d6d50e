package coulombus.core.detection;

import java.util.Map;

import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.WatchRules;

import static coulombus.core.detection.SettingChecks.modes;
import static coulombus.core.detection.SettingChecks.number;
import static coulombus.core.detection.SettingChecks.whole;

/// The numbers of all detectors, and for which kinds of cell each of them runs. What is not given has its default; a value that makes no
/// sense is refused with its path. `docs/reference/detector-settings.md` lists them.
///
/// A detector's numbers are part of what its version means: findings of one version made with other numbers are not comparable.
public record DetectorSettings(
        BaselineSettings baseline, HardShort hardShort, SoftShort softShort, CreepingShort creepingShort,
        IntermittentShort intermittentShort, ErraticVoltage erraticVoltage, ContactLoss contactLoss, OpenCircuit openCircuit,
        PolarizationRise polarizationRise, EfficiencyAboveOne efficiencyAboveOne, EfficiencyDrop efficiencyDrop,
        ChargeRunaway chargeRunaway, RestDecay restDecay, SelfDischarge selfDischarge, CapacityDrop capacityDrop, EndOfLife endOfLife) {

    /// Every default.
    public static final DetectorSettings DEFAULT = new DetectorSettings(null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null);

    public DetectorSettings {
        baseline = baseline == null ? new BaselineSettings(null, null, null, null) : baseline;
        hardShort = hardShort == null ? new HardShort(null, null, null, null) : hardShort;
        softShort = softShort == null ? new SoftShort(null, null, null, null, null, null, null) : softShort;
        creepingShort = creepingShort == null ? new CreepingShort(null, null, null, null, null, null, null, null) : creepingShort;
        intermittentShort = intermittentShort == null ? new IntermittentShort(null, null, null, null) : intermittentShort;
        erraticVoltage = erraticVoltage == null ? new ErraticVoltage(null, null, null, null) : erraticVoltage;
        contactLoss = contactLoss == null ? new ContactLoss(null, null, null, null, null) : contactLoss;
        openCircuit = openCircuit == null ? new OpenCircuit(null) : openCircuit;
        polarizationRise = polarizationRise == null ? new PolarizationRise(null, null, null, null) : polarizationRise;
        efficiencyAboveOne = efficiencyAboveOne == null ? new EfficiencyAboveOne(null, null, null, null, null) : efficiencyAboveOne;
        efficiencyDrop = efficiencyDrop == null ? new EfficiencyDrop(null, null, null, null, null) : efficiencyDrop;
        chargeRunaway = chargeRunaway == null ? new ChargeRunaway(null, null, null, null) : chargeRunaway;
        restDecay = restDecay == null ? new RestDecay(null, null, null, null, null, null, null, null) : restDecay;
        selfDischarge = selfDischarge == null ? new SelfDischarge(null, null, null, null, null, null) : selfDischarge;
        capacityDrop = capacityDrop == null ? new CapacityDrop(null, null, null, null, null) : capacityDrop;
        endOfLife = endOfLife == null ? new EndOfLife(null, null, null) : endOfLife;
    }

    /// What a run on a cell of this kind watches inside its half-cycles.
    public WatchRules watches(CellKind kind) {
        return new WatchRules(hardShort.runsInside(kind), openCircuit.mode(kind) != Mode.OFF, chargeRunaway.mode(kind) != Mode.OFF,
                restDecay.mode(kind) != Mode.OFF, intermittentShort.lowFraction, contactLoss.highFraction, chargeRunaway.overFraction,
                chargeRunaway.flatFraction, restDecay.relaxationSecond, restDecay.shortestRestSecond);
    }

    /// What is normal for half-cycles of one direction and current.
    ///
    /// @param armedAfterHalfCycles half-cycles of one direction and current after which detectors rely on it
    /// @param smallestScale smallest scatter of ln |P|
    /// @param activationEnergyKilojoulePerMole by which plateaus at another temperature are made comparable, where it is measured
    /// @param longestRestSecond after a longer rest two half-cycles are not judged
    public record BaselineSettings(Integer armedAfterHalfCycles, Double smallestScale, Double activationEnergyKilojoulePerMole,
            Double longestRestSecond) {
        public BaselineSettings {
            armedAfterHalfCycles = whole("baseline.armedAfterHalfCycles", armedAfterHalfCycles, 10, 3, 10000);
            smallestScale = number("baseline.smallestScale", smallestScale, 0.015, 0.0001, 1.0);
            activationEnergyKilojoulePerMole = number("baseline.activationEnergyKilojoulePerMole", activationEnergyKilojoulePerMole, 20.0,
                    0.0, 200.0);
            longestRestSecond = number("baseline.longestRestSecond", longestRestSecond, 3600.0, 60.0, 10000000.0);
        }
    }

    /// Hard short, inside the half-cycle and by the plateau of closed ones.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param plateauFraction plateau below this part of the baseline
    /// @param resistanceOhmCm2 and, where the area is known, plateau over current density below this, steadily for three half-cycles
    /// @param softResistanceOhmCm2 plateau over current density, or what a collapse leaves, that is hard at once; above it may be a soft short
    public record HardShort(Map<CellKind, Mode> cells, Double plateauFraction, Double resistanceOhmCm2,
            Double softResistanceOhmCm2) implements Switched {
        public HardShort {
            cells = modes("hardShort", cells, CellKind.SYMMETRIC, CellKind.PLATING, CellKind.UNKNOWN);
            plateauFraction = number("hardShort.plateauFraction", plateauFraction, 0.25, 0.01, 0.9);
            resistanceOhmCm2 = number("hardShort.resistanceOhmCm2", resistanceOhmCm2, 12.0, 0.1, 1000.0);
            softResistanceOhmCm2 = number("hardShort.softResistanceOhmCm2", softResistanceOhmCm2, 3.0, 0.1, 1000.0);
        }

        /// Only where the plateau is polarisation does its size say whether current leaks past the electrodes.
        boolean runsOnPlateaus(CellKind kind) {
            return mode(kind) != Mode.OFF && (kind == CellKind.SYMMETRIC || kind == CellKind.PLATING);
        }

        /// In an insertion or full cell, and at the nucleation dip of a plating cell, the voltage of a healthy cell falls to a small part
        /// of itself; only where polarisation is all there is does a collapse mean a short. A cell of unknown kind is watched too: better
        /// one question too many than a short nobody is told of.
        boolean runsInside(CellKind kind) {
            return mode(kind) != Mode.OFF && (kind == CellKind.SYMMETRIC || kind == CellKind.UNKNOWN);
        }
    }

    /// Soft short by a step of the plateau.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param smallestDropFraction fall of ln |P| that always matters
    /// @param dropInScales fall of ln |P| in scatters of the baseline; the larger of the two holds
    /// @param halfCycles half-cycles in a row
    /// @param deepDropFraction fall of ln |P| that is told with the first half-cycle
    /// @param recoveredFraction ln |P| no more than this below the baseline is back in the band
    /// @param recoveredHalfCycles half-cycles in a row back in the band after which the short has ended
    public record SoftShort(Map<CellKind, Mode> cells, Double smallestDropFraction, Double dropInScales, Integer halfCycles,
            Double deepDropFraction, Double recoveredFraction, Integer recoveredHalfCycles) implements Switched {
        public SoftShort {
            cells = modes("softShort", cells, CellKind.SYMMETRIC, CellKind.PLATING);
            smallestDropFraction = number("softShort.smallestDropFraction", smallestDropFraction, 0.12, 0.01, 2.0);
            dropInScales = number("softShort.dropInScales", dropInScales, 6.0, 1.0, 100.0);
            halfCycles = whole("softShort.halfCycles", halfCycles, 2, 1, 20);
            deepDropFraction = number("softShort.deepDropFraction", deepDropFraction, 0.5, 0.05, 10.0);
            recoveredFraction = number("softShort.recoveredFraction", recoveredFraction, 0.05, 0.005, 1.0);
            recoveredHalfCycles = whole("softShort.recoveredHalfCycles", recoveredHalfCycles, 10, 2, 1000);
        }
    }

    /// Soft short that creeps in, by a cumulative sum (CUSUM) of ln(P/B) over its scatter.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param allowanceInScales fall per half-cycle that is let pass
    /// @param limit sum that alarms
    /// @param longestStepInScales what one half-cycle may add, before the allowance
    /// @param armedAfterHalfCycles half-cycles of one direction and current that are known, and
    /// @param armedAfterHour hours cycled at it
    /// @param unmeasuredCelsius warming that is let pass where the temperature is not measured: a fall that came slowly and is no larger than
    ///                          this explains is not told
    /// @param warmingSecond time constant of the fastest warming: a fall that such a warming cannot make within two half-cycles gets no
    ///                      allowance
    public record CreepingShort(Map<CellKind, Mode> cells, Double allowanceInScales, Double limit, Double longestStepInScales,
            Integer armedAfterHalfCycles, Double armedAfterHour, Double unmeasuredCelsius, Double warmingSecond) implements Switched {
        public CreepingShort {
            cells = modes("creepingShort", cells, CellKind.SYMMETRIC, CellKind.PLATING);
            allowanceInScales = number("creepingShort.allowanceInScales", allowanceInScales, 1.0, 0.1, 10.0);
            limit = number("creepingShort.limit", limit, 8.0, 2.0, 1000.0);
            longestStepInScales = number("creepingShort.longestStepInScales", longestStepInScales, 4.0, 1.5, 100.0);
            armedAfterHalfCycles = whole("creepingShort.armedAfterHalfCycles", armedAfterHalfCycles, 30, 10, 100000);
            armedAfterHour = number("creepingShort.armedAfterHour", armedAfterHour, 30.0, 0.0, 10000.0);
            unmeasuredCelsius = number("creepingShort.unmeasuredCelsius", unmeasuredCelsius, 4.0, 0.0, 50.0);
            warmingSecond = number("creepingShort.warmingSecond", warmingSecond, 1800.0, 1.0, 1000000.0);
        }
    }

    /// Short episodes of low voltage (LOWOCC).
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param lowFraction |V| below this part of the baseline at the same u is low
    /// @param occupancyFraction part of the measurements that must be low
    /// @param halfCycles half-cycles of the last six
    public record IntermittentShort(Map<CellKind, Mode> cells, Double lowFraction, Double occupancyFraction,
            Integer halfCycles) implements Switched {
        public IntermittentShort {
            cells = modes("intermittentShort", cells, CellKind.SYMMETRIC, CellKind.PLATING);
            lowFraction = number("intermittentShort.lowFraction", lowFraction, 0.8, 0.1, 0.99);
            occupancyFraction = number("intermittentShort.occupancyFraction", occupancyFraction, 0.1, 0.01, 1.0);
            halfCycles = whole("intermittentShort.halfCycles", halfCycles, 3, 1, 6);
        }
    }

    /// Noise: roughness against its own baseline.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param ratio roughness over its baseline
    /// @param floorVolt smallest baseline of roughness; half of the last digit of the voltage counts where it is larger
    /// @param halfCycles half-cycles in a row
    public record ErraticVoltage(Map<CellKind, Mode> cells, Double ratio, Double floorVolt, Integer halfCycles) implements Switched {
        public ErraticVoltage {
            cells = modes("erraticVoltage", cells, CellKind.SYMMETRIC, CellKind.PLATING);
            ratio = number("erraticVoltage.ratio", ratio, 3.0, 1.1, 100.0);
            floorVolt = number("erraticVoltage.floorVolt", floorVolt, 0.00015, 1e-07, 1.0);
            halfCycles = whole("erraticVoltage.halfCycles", halfCycles, 2, 1, 20);
        }
    }

    /// Bad contact: episodes of high voltage (HIGHOCC).
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param highFraction |V| above this part of the baseline at the same u is high
    /// @param occupancyFraction part of the measurements that must be high
    /// @param halfCycles half-cycles of the last six
    /// @param lastsHour hours from the first of them to the end of the last, at least: a bubble of gas lasts minutes to an hour
    public record ContactLoss(Map<CellKind, Mode> cells, Double highFraction, Double occupancyFraction,
            Integer halfCycles, Double lastsHour) implements Switched {
        public ContactLoss {
            cells = modes("contactLoss", cells, CellKind.SYMMETRIC, CellKind.PLATING);
            highFraction = number("contactLoss.highFraction", highFraction, 1.3, 1.01, 10.0);
            occupancyFraction = number("contactLoss.occupancyFraction", occupancyFraction, 0.1, 0.01, 1.0);
            halfCycles = whole("contactLoss.halfCycles", halfCycles, 3, 1, 6);
            lastsHour = number("contactLoss.lastsHour", lastsHour, 1.3, 0.0, 1000.0);
        }
    }

    /// No current where a step controls it, or a voltage past the safety limit.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    public record OpenCircuit(Map<CellKind, Mode> cells) implements Switched {
        public OpenCircuit {
            cells = modes("openCircuit", cells, CellKind.SYMMETRIC, CellKind.PLATING, CellKind.INSERTION_HALF, CellKind.FULL,
                    CellKind.UNKNOWN);
        }
    }

    /// Polarisation that grew: dry-out, passivation, dead metal.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param ratio plateau over the reference
    /// @param referenceHalfCycle half-cycle of the baseline of which the value is the reference
    /// @param halfCycles half-cycles of one direction and current in a row
    public record PolarizationRise(Map<CellKind, Mode> cells, Double ratio, Integer referenceHalfCycle,
            Integer halfCycles) implements Switched {
        public PolarizationRise {
            cells = modes("polarizationRise", cells, CellKind.SYMMETRIC, CellKind.PLATING);
            ratio = number("polarizationRise.ratio", ratio, 1.5, 1.05, 100.0);
            referenceHalfCycle = whole("polarizationRise.referenceHalfCycle", referenceHalfCycle, 30, 10, 10000);
            halfCycles = whole("polarizationRise.halfCycles", halfCycles, 10, 1, 1000);
        }
    }

    /// Coulombic efficiency over 100 %: recovered metal, or leak or pairing. Never a short.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param resolutions above 1 by this many resolutions of the efficiency
    /// @param unknownResolutionFraction resolution taken where the instrument's is not known
    /// @param cycles cycles of the last five
    /// @param conditioningCycles first cycles that are not judged
    public record EfficiencyAboveOne(Map<CellKind, Mode> cells, Double resolutions, Double unknownResolutionFraction, Integer cycles,
            Integer conditioningCycles) implements Switched {
        public EfficiencyAboveOne {
            cells = modes("efficiencyAboveOne", cells, CellKind.PLATING, CellKind.INSERTION_HALF, CellKind.FULL);
            resolutions = number("efficiencyAboveOne.resolutions", resolutions, 3.0, 1.0, 100.0);
            unknownResolutionFraction = number("efficiencyAboveOne.unknownResolutionFraction", unknownResolutionFraction, 0.002, 1e-05,
                    0.1);
            cycles = whole("efficiencyAboveOne.cycles", cycles, 2, 1, 5);
            conditioningCycles = whole("efficiencyAboveOne.conditioningCycles", conditioningCycles, 3, 0, 1000);
        }
    }

    /// Coulombic efficiency below its own history: a leak, or a reaction beside the wanted one.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param smallestDropFraction fall below the median of the last ten that always matters
    /// @param dropInScales fall in scatters (1.48 times the median absolute deviation); the larger of the two holds
    /// @param cycles cycles of the last three
    /// @param conditioningCycles first cycles that are not judged
    public record EfficiencyDrop(Map<CellKind, Mode> cells, Double smallestDropFraction, Double dropInScales, Integer cycles,
            Integer conditioningCycles) implements Switched {
        public EfficiencyDrop {
            cells = modes("efficiencyDrop", cells, CellKind.PLATING, CellKind.INSERTION_HALF, CellKind.FULL);
            smallestDropFraction = number("efficiencyDrop.smallestDropFraction", smallestDropFraction, 0.02, 0.001, 1.0);
            dropInScales = number("efficiencyDrop.dropInScales", dropInScales, 6.0, 1.0, 100.0);
            cycles = whole("efficiencyDrop.cycles", cycles, 3, 1, 3);
            conditioningCycles = whole("efficiencyDrop.conditioningCycles", conditioningCycles, 3, 0, 1000);
        }
    }

    /// A charge that never reaches its cut-off.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param overFraction charge over the median of the last five at this rate
    /// @param flatFraction part of the usual dV/dQ below which the voltage is flat
    /// @param references charges at this rate that must be known
    public record ChargeRunaway(Map<CellKind, Mode> cells, Double overFraction, Double flatFraction,
            Integer references) implements Switched {
        public ChargeRunaway {
            cells = modes("chargeRunaway", cells, CellKind.PLATING, CellKind.INSERTION_HALF, CellKind.FULL);
            overFraction = number("chargeRunaway.overFraction", overFraction, 1.1, 1.01, 10.0);
            flatFraction = number("chargeRunaway.flatFraction", flatFraction, 0.2, 0.01, 1.0);
            references = whole("chargeRunaway.references", references, 3, 2, 5);
        }
    }

    /// Voltage that falls in a rest after a charge: self-discharge or a short.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param relaxationSecond time constant of the relaxation that is taken out
    /// @param shortestRestSecond shortest rest that is judged
    /// @param smallestSlopeVoltPerHour fall that may matter at all
    /// @param slopeInScales fall beyond the mean of earlier rests, in their scatter
    /// @param firstSlopeVoltPerHour fall that matters before three rests are known
    /// @param smallestFallVolt fall in the first hour beyond that of earlier rests that may matter at all
    /// @param steadyCelsius change of temperature beyond which a rest is not judged
    public record RestDecay(Map<CellKind, Mode> cells, Double relaxationSecond, Double shortestRestSecond, Double smallestSlopeVoltPerHour,
            Double slopeInScales, Double firstSlopeVoltPerHour, Double smallestFallVolt, Double steadyCelsius) implements Switched {
        public RestDecay {
            cells = modes("restDecay", cells, CellKind.FULL);
            relaxationSecond = number("restDecay.relaxationSecond", relaxationSecond, 900.0, 1.0, 100000.0);
            shortestRestSecond = number("restDecay.shortestRestSecond", shortestRestSecond, 3600.0, 60.0, 1000000.0);
            smallestSlopeVoltPerHour = number("restDecay.smallestSlopeVoltPerHour", smallestSlopeVoltPerHour, 0.005, 1e-06, 1.0);
            slopeInScales = number("restDecay.slopeInScales", slopeInScales, 5.0, 1.0, 100.0);
            firstSlopeVoltPerHour = number("restDecay.firstSlopeVoltPerHour", firstSlopeVoltPerHour, 0.02, 1e-06, 10.0);
            smallestFallVolt = number("restDecay.smallestFallVolt", smallestFallVolt, 0.02, 1e-05, 10.0);
            steadyCelsius = number("restDecay.steadyCelsius", steadyCelsius, 2.0, 0.1, 50.0);
        }
    }

    /// Loss that grows with time, not with cycles: gas, corrosion.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param cycles cycles in the regression
    /// @param significance slope over its standard error
    /// @param spreadFraction scatter of the cycle times over their mean, below which nothing can be told
    /// @param smallestLossFraction loss per mean cycle by time that matters
    /// @param conditioningCycles first cycles that are left out
    public record SelfDischarge(Map<CellKind, Mode> cells, Integer cycles, Double significance, Double spreadFraction,
            Double smallestLossFraction, Integer conditioningCycles) implements Switched {
        public SelfDischarge {
            cells = modes("selfDischarge", cells, CellKind.PLATING, CellKind.INSERTION_HALF, CellKind.FULL);
            cycles = whole("selfDischarge.cycles", cycles, 20, 5, 10000);
            significance = number("selfDischarge.significance", significance, 4.0, 2.0, 100.0);
            spreadFraction = number("selfDischarge.spreadFraction", spreadFraction, 0.05, 0.001, 1.0);
            conditioningCycles = whole("selfDischarge.conditioningCycles", conditioningCycles, 3, 0, 1000);
            smallestLossFraction = number("selfDischarge.smallestLossFraction", smallestLossFraction, 0.002, 1e-05, 1.0);
        }
    }

    /// Capacity that fell at once.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param smallestDropFraction fall of ln Q below the median of the last five at this rate that always matters
    /// @param dropInScales fall in scatters of ln Q; the larger of the two holds
    /// @param cycles cycles of the last three at this rate
    /// @param conditioningCycles first cycles that are not judged
    public record CapacityDrop(Map<CellKind, Mode> cells, Double smallestDropFraction, Double dropInScales, Integer cycles,
            Integer conditioningCycles) implements Switched {
        public CapacityDrop {
            cells = modes("capacityDrop", cells, CellKind.INSERTION_HALF, CellKind.FULL);
            smallestDropFraction = number("capacityDrop.smallestDropFraction", smallestDropFraction, 0.05, 0.005, 2.0);
            dropInScales = number("capacityDrop.dropInScales", dropInScales, 6.0, 1.0, 100.0);
            cycles = whole("capacityDrop.cycles", cycles, 2, 1, 3);
            conditioningCycles = whole("capacityDrop.conditioningCycles", conditioningCycles, 2, 0, 1000);
        }
    }

    /// Capacity retention below the end of life.
    ///
    /// @param cells by kind of cell: ON, SHADOW or OFF
    /// @param retentionFraction of the reference capacity
    /// @param cycles cycles in a row at the reference's rate
    public record EndOfLife(Map<CellKind, Mode> cells, Double retentionFraction, Integer cycles) implements Switched {
        public EndOfLife {
            cells = modes("endOfLife", cells, CellKind.INSERTION_HALF, CellKind.FULL);
            retentionFraction = number("endOfLife.retentionFraction", retentionFraction, 0.8, 0.05, 0.999);
            cycles = whole("endOfLife.cycles", cycles, 3, 1, 100);
        }
    }

    /// A detector that can be on, in shadow or off for each kind of cell.
    interface Switched {
        Map<CellKind, Mode> cells();

        default Mode mode(CellKind kind) {
            return cells().get(kind);
        }
    }
}
