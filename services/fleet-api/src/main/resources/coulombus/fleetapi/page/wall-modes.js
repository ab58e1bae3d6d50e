// What the colour of a square can mean. Every mode sorts channels into few bins, and every bin has a colour, a shape and a letter, so that
// the wall reads the same for everyone; red is kept for what a person must act on.

import { CONDITIONS, conditionOf } from "./marks.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

const bin = (id, letter, word, shape, colour, help = "", open = false) => ({ id, letter, word, shape, colour, help, open });
const NONE = (word) => bin("none", "\u00b7", word, "square", "line", "", true);

// Bins of a number: the first whose limit is above it.
const scaled = (bins, value) => (value === null ? "none" : bins.find(({ below }) => value < below).id);
const limits = (...bins) => bins.map(([below, ...rest]) => ({ ...bin(...rest), below }));

const EFFICIENCY = limits(
  [0.95, "under-95", "1", "under 95 %", "triangle", "seq-1", "much of the metal does not come back"], [0.98, "under-98", "2", "95 to 98 %", "square", "seq-2"], [0.99, "under-99", "3", "98 to 99 %", "square", "seq-3"],
  [0.995, "under-995", "4", "99 to 99.5 %", "square", "seq-4"], [1.005, "good", "5", "99.5 to 100.5 %", "circle", "seq-5"], [Infinity, "above", "6", "over 100.5 %", "diamond", "purple", "more comes back than was put in: no short, but look"]);
const DRIFT = limits(
  [-0.3, "fell", "1", "30 % and more below", "triangle", "orange", "as a soft short does it"], [-0.1, "lower", "2", "10 to 30 % below", "square", "drift-low"], [0.1, "same", "3", "within 10 %", "circle", "seq-5"],
  [0.3, "higher", "4", "10 to 30 % above", "square", "drift-high"], [Infinity, "rose", "5", "30 % and more above", "diamond", "purple", "dry-out, passivation or dead metal"]);
const AGE = limits(
  [5, "s5", "1", "under 5 s", "circle", "seq-5"], [60, "m1", "2", "under 1 min", "circle", "seq-4"], [600, "m10", "3", "under 10 min", "square", "seq-3"],
  [HOUR, "h1", "4", "under 1 h", "square", "seq-2"], [Infinity, "older", "5", "1 h and older", "triangle", "orange", "nothing has come for long"]);
const LEFT = limits(
  [0, "over", "0", "past its time", "triangle", "orange", "it should have ended by now"], [6 * HOUR, "h6", "1", "under 6 h", "circle", "seq-1"], [DAY, "d1", "2", "under 1 day", "circle", "seq-2"],
  [3 * DAY, "d3", "3", "under 3 days", "square", "seq-3"], [7 * DAY, "d7", "4", "under 1 week", "square", "seq-4"], [Infinity, "longer", "5", "a week and more", "square", "seq-5"]);
const HEALTH = {
  HARD_SHORT: bin("HARD_SHORT", "H", "Hard short", "diamond", "red", "the electrodes touch; a person must act"),
  DISCONNECTED: bin("DISCONNECTED", "D", "Disconnected", "octagon", "red", "no current where current is asked for; a person must act"),
  SOFT_SHORT: bin("SOFT_SHORT", "S", "Soft short", "triangle", "orange", "polarisation fell and stays low; look today"),
  LEARNING: bin("LEARNING", "L", "Learning", "circle", "sky", "no baseline yet to judge by", true),
  HEALTHY: bin("HEALTHY", "R", "Healthy", "circle", "green", "nothing wrong is seen"),
};
const GROUP_COLOURS = ["blue", "orange", "green", "purple", "sky", "grey"];
const GROUP_SHAPES = ["circle", "square", "diamond", "triangle", "octagon"];

const known = (value) => (value === null || value === undefined || !Number.isFinite(value) ? null : value);

// Each mode: { name, bins(model), of(channel, model) = the id of a bin }.
export const MODES = {
  state: {
    name: "State",
    bins: () => Object.entries(CONDITIONS).map(([id, condition]) => ({ id, ...condition })),
    of: (channel) => conditionOf(channel),
  },
  health: {
    name: "Health",
    bins: () => [...Object.values(HEALTH), NONE("no cell judged")],
    of: (channel) => (HEALTH[channel.cell_state] && channel.state !== "ENDED" ? channel.cell_state : "none"),
  },
  ce: {
    name: "CE",
    bins: () => [...EFFICIENCY, NONE("no CE")],
    of: (channel) => scaled(EFFICIENCY, known(channel.rolling_10_coulombic_efficiency)),
  },
  drift: {
    name: "Polarisation drift",
    bins: () => [...DRIFT, NONE("no baseline")],
    of: (channel) => scaled(DRIFT, driftOf(channel)),
  },
  age: {
    name: "Data age",
    bins: () => [...AGE, NONE("no test runs")],
    of: (channel, model) => (channel.state === "ENDED" ? "none" : scaled(AGE, known(model.ageOf(channel)))),
  },
  group: {
    name: "Group",
    bins: (model) => [...model.groups.map((group, i) => bin(group, letterOf(group, i, model.groups), group, GROUP_SHAPES[Math.floor(i / GROUP_COLOURS.length) % GROUP_SHAPES.length], GROUP_COLOURS[i % GROUP_COLOURS.length])), NONE("no experiment")],
    of: (channel) => channel.group ?? "none",
  },
  left: {
    name: "Time left",
    bins: () => [...LEFT, NONE("end not known")],
    of: (channel, model) => (channel.state === "ENDED" ? "none" : scaled(LEFT, model.secondsLeft(channel))),
  },
};

// How far the polarisation stands from the cell's own baseline, as a part of it; null where there is none.
export function driftOf(channel) {
  const [now, baseline] = [known(channel.polarization_half_volt), known(channel.baseline_volt)];
  return now === null || !baseline || channel.state === "ENDED" ? null : Math.abs(now / baseline) - 1;
}

// The first letter that no group before it has, else its number.
function letterOf(group, i, groups) {
  const taken = new Set(groups.slice(0, i).map((other, j) => letterOf(other, j, groups)));
  return [...group.toUpperCase()].find((letter) => /[A-Z]/.test(letter) && !taken.has(letter)) ?? String(i + 1);
}
