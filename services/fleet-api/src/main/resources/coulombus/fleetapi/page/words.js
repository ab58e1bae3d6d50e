// Numbers with units, ages and codes as words.

const MINUS = "\u2212";
const NARROW = "\u202f";
export const ABSENT = "\u2013";

function fixed(value, digits) {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

function withUnit(text, unit) {
  return `${text}${NARROW}${unit}`;
}

const present = (value) => value !== null && value !== undefined && Number.isFinite(value);

// Small voltages in mV; of a full or half cell always in V, because there 0.2534 V is read beside 1.4975 V.
export function voltage(volt, cellKind = null) {
  if (!present(volt)) return ABSENT;
  return Math.abs(volt) < 0.3 && cellKind !== "FULL" && cellKind !== "INSERTION_HALF" ? withUnit(fixed(volt * 1e3, 2), "mV") : withUnit(fixed(volt, 4), "V");
}

export function current(ampere) {
  if (!present(ampere)) return ABSENT;
  const size = Math.abs(ampere);
  if (size === 0) return withUnit("0", "mA");
  if (size < 1e-4) return withUnit(fixed(ampere * 1e6, 2), "\u00b5A");
  return size < 1 ? withUnit(fixed(ampere * 1e3, 3), "mA") : withUnit(fixed(ampere, 3), "A");
}

export function hours(second, digits = 2) {
  return present(second) ? withUnit(fixed(second / 3600, digits), "h") : ABSENT;
}

export function milliampereHours(ah) {
  return present(ah) ? withUnit(fixed(ah * 1e3, Math.abs(ah) < 0.1 ? 4 : 1), "mAh") : ABSENT;
}

// As many digits as the instrument can tell; two where its resolution is not known.
export function percent(ratio, resolution = null) {
  if (!present(ratio)) return ABSENT;
  const digits = present(resolution) && resolution > 0 ? Math.min(3, Math.max(0, Math.ceil(-Math.log10(resolution * 100)))) : 2;
  return withUnit(fixed(ratio * 100, digits), "%");
}

export function plain(value, digits) {
  return present(value) ? fixed(value, digits) : ABSENT;
}

export function count(value) {
  return present(value) ? value.toLocaleString("en").replaceAll(",", NARROW) : ABSENT;
}

export function many(value, one, more = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : more}`;
}

// "2 s ago"; whole units, so that it changes no faster than a person reads.
export function ago(second) {
  if (!present(second)) return ABSENT;
  if (second < 1.5) return "just now";
  return `${duration(second)} ago`;
}

export function duration(second) {
  const s = Math.round(second);
  if (s < 100) return `${s}${NARROW}s`;
  if (s < 5400) return `${Math.floor(s / 60)}${NARROW}min`;
  if (s < 172800) return `${Math.floor(s / 3600)}${NARROW}h`;
  return `${Math.floor(s / 86400)}${NARROW}d`;
}

export const CELL_KINDS = {
  SYMMETRIC: "symmetric cell",
  PLATING: "plating cell",
  INSERTION_HALF: "half cell",
  FULL: "full cell",
  UNKNOWN: "kind of cell not stated",
};

export const EFFICIENCY_DEFINITIONS = {
  STRIP_OVER_PLATE: "strip / plate",
  SECOND_OVER_FIRST: "second / first half-cycle",
  DISCHARGE_OVER_CHARGE_BEFORE: "discharge / charge before it",
  NOT_DEFINED: "not defined",
};

// What each kind of finding means and what to do about it, in one sentence.
export const FINDING_KINDS = {
  HARD_SHORT: "The electrodes touch: the cell is lost, and its channel is free for another.",
  SOFT_SHORT: "Part of the current leaks past the electrodes: measure impedance or rest the cell, and do not trust its low polarisation.",
  CREEPING_SHORT: "The voltage stands a little but steadily below this cell's own: perhaps a small leak; a rest, impedance or a pulse will tell.",
  INTERMITTENT_SHORT: "Short episodes of low voltage: a bridge forms and burns off; a lasting short may follow.",
  SHORT_ENDED: "The voltage is back where it was before the soft short.",
  OPEN_CIRCUIT: "The current that the step asks for does not flow: look at leads and holder.",
  CONTACT_LOSS: "The voltage jumps up now and then: look at leads, holder and pressure.",
  ERRATIC_VOLTAGE: "The voltage became noisy: contact, gas, or the beginning of a short.",
  POLARIZATION_RISE: "The polarisation grew for good: dry-out, passivation or dead metal.",
  EFFICIENCY_ABOVE_ONE: "More charge comes back than is put in: a leak, a collector that dissolves, or half-cycles paired wrongly. It is no short.",
  RECOVERED_METAL: "More charge comes back than is put in, of what earlier cycles had lost. It is no short.",
  EFFICIENCY_DROP: "Less charge comes back than is usual for this cell: a leak, or a reaction beside the wanted one.",
  CHARGE_RUNAWAY: "The charge has passed what the cell holds at a flat voltage: stop it, the cut-off will not be reached.",
  REST_DECAY: "The voltage falls at rest: self-discharge or a short; compare with the cells beside it.",
  SELF_DISCHARGE: "Charge is lost with time rather than with cycles: gas, corrosion or self-discharge.",
  CAPACITY_DROP: "The capacity fell at once: look for what changed about the cell at that cycle.",
  END_OF_LIFE: "The capacity has fallen below the end of life.",
};

export const END_REASONS = {
  COMPLETED: "the protocol came to its end",
  STOPPED: "a person stopped it",
  TRIPPED: "a limit was passed or a finding asked for it",
  END_OF_FILE: "the file ends; why the test ended is not known",
};

export const CURRENT_BASES = {
  MEASURED: "measured",
  DERIVED_FROM_CHARGE: "made from the device's charge counter",
  STATED: "stated by a person, direction from the voltage",
  ABSENT: "not known",
};

// HARD_SHORT becomes "Hard short".
export function sentenceCase(code) {
  const words = String(code ?? "").toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function wallTime(date) {
  return date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" });
}

// "Sat, 21 Nov 2026, 02:00 UTC" in the reader's own zone, empty where it is not known.
export function dayAndTime(unixSecond) {
  return present(unixSecond) ? new Date(unixSecond * 1000).toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" }) : "";
}
