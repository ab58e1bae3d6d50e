// The fleet as the wall knows it: what the server told of each channel, joined with the facility (racks, cyclers, free channels) and
// with the experiments (group, expected end).

import { conditionOf } from "./marks.js";

// Numbers inside names count as numbers. Keys, because comparing thousands of names by a collator takes too long.
const natural = (name) => name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(9, "0"));
const byKey = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byName = (a, b) => byKey(natural(a), natural(b));
const FOLLOWING = ["number", "data_age_second", "expected_interval_second", "test_time_second", "voltage_volt", "current_ampere"];
const STALE_INTERVALS = 3;

export class WallModel {
  #byNumber = [];
  #byId = new Map();
  groups = [];
  // Since when the line is lost, as performance.now(): ages stand still from then on.
  frozenAt = null;
  // Rises whenever channels come or move to another rack.
  layoutVersion = 0;

  get channels() {
    return [...this.#byId.values()];
  }

  get(id) {
    return this.#byId.get(id);
  }

  // Takes a message of the server; see WallJson.
  take({ names, facts, live }, now = performance.now()) {
    for (const row of facts) {
      const told = Object.fromEntries(names.map((name, i) => [name, row[i]]));
      const channel = this.#channel(told.channel_id);
      Object.assign(channel, told, { control: told.operating_state ? { operating_state: told.operating_state } : null });
      channel.words = [channel.channel_id, channel.cell_id, channel.title, channel.experiment_id].join(" ").toLowerCase();
      this.#byNumber[told.number] = channel;
    }
    const columns = FOLLOWING.map((name) => live[name]);
    for (let i = 0; i < columns[0].length; i++) {
      const channel = this.#byNumber[columns[0][i]];
      if (!channel) continue;
      channel.data_age_second = columns[1][i];
      channel.expected_interval_second = columns[2][i];
      channel.test_time_second = columns[3][i];
      channel.voltage_volt = columns[4][i];
      channel.current_ampere = columns[5][i];
      channel.receivedAt = now;
    }
  }

  #channel(id) {
    let channel = this.#byId.get(id);
    if (!channel) {
      const cut = id.lastIndexOf("/");
      channel = { channel_id: id, order: natural(id), state: "EMPTY", cycler: cut < 0 ? "" : id.slice(0, cut), rack: "", place: cut < 0 ? id : id.slice(cut + 1), words: id.toLowerCase(), control: null };
      this.#byId.set(id, channel);
      this.layoutVersion++;
    }
    return channel;
  }

  takeFacility(facility) {
    for (const told of facility.channels) {
      const channel = this.#channel(told.channel_id);
      const [cycler, rack] = [told.cycler ?? channel.cycler, told.rack ?? ""];
      if (channel.cycler !== cycler || channel.rack !== rack) this.layoutVersion++;
      Object.assign(channel, { cycler, rack, chamber: told.chamber, admin: told.admin, lock: told.lock, quarantine: told.quarantine, hindrance: told.hindrance, mounted_cell_id: told.mounted_cell_id });
    }
    this.facilityName = facility.name;
  }

  takeExperiments({ experiments }) {
    for (const channel of this.#byId.values()) channel.experiment_id = channel.group = channel.expectedEnd = null;
    for (const experiment of experiments) {
      for (const cell of experiment.cells ?? []) {
        const channel = this.#byId.get(cell.channel_id);
        if (!channel || channel.experiment_id && cell.run_id !== channel.run_id) continue;
        Object.assign(channel, { experiment_id: experiment.experiment_id, experimentTitle: experiment.title, group: experiment.group, expectedEnd: experiment.expected_end_p50_unix_second ?? null });
        channel.words = [channel.channel_id, channel.cell_id, channel.title, experiment.experiment_id, experiment.title, experiment.group].join(" ").toLowerCase();
      }
    }
    this.groups = [...new Set(experiments.map(({ group }) => group).filter(Boolean))].sort(byName);
  }

  // Age of the data in s as of now, null where nothing came yet.
  ageOf(channel, now = this.frozenAt ?? performance.now()) {
    return channel.data_age_second == null ? null : channel.data_age_second + (now - channel.receivedAt) / 1000;
  }

  secondsLeft(channel) {
    return channel.expectedEnd === null || channel.expectedEnd === undefined ? null : channel.expectedEnd - Date.now() / 1000;
  }

  // Brings the states of all channels to now.
  pass(now = this.frozenAt ?? performance.now()) {
    for (const channel of this.#byId.values()) {
      if (channel.state === "ENDED" || channel.state === "EMPTY") continue;
      const age = this.ageOf(channel, now);
      channel.state = age === null ? "STARTING" : age > STALE_INTERVALS * channel.expected_interval_second ? "STALE" : "RUNNING";
    }
  }

  // Racks with their cyclers with their channels, everything in natural order.
  racks() {
    const racks = new Map();
    for (const channel of [...this.#byId.values()].sort((a, b) => byKey(a.order, b.order))) {
      if (!racks.has(channel.rack)) racks.set(channel.rack, new Map());
      const cyclers = racks.get(channel.rack);
      if (!cyclers.has(channel.cycler)) cyclers.set(channel.cycler, []);
      cyclers.get(channel.cycler).push(channel);
    }
    return [...racks].sort((a, b) => (a[0] === "") - (b[0] === "") || byName(a[0], b[0])).map(([rack, cyclers]) => ({ rack, cyclers: [...cyclers].sort((a, b) => byName(a[0], b[0])) }));
  }

  // What the head of the wall says.
  totals() {
    const totals = { channels: 0, running: 0, free: 0, tripped: 0, inService: 0, oldestAge: null };
    for (const channel of this.#byId.values()) {
      const condition = conditionOf(channel);
      totals.channels++;
      if (condition !== "out-of-service") totals.inService++;
      if (condition === "tripped" || condition === "quarantined") totals.tripped++;
      else if (channel.state !== "EMPTY" && channel.state !== "ENDED") totals.running++;
      else if (condition !== "out-of-service") totals.free++;
      if (channel.state === "RUNNING" || channel.state === "STALE") {
        const age = this.ageOf(channel);
        if (totals.oldestAge === null || age > totals.oldestAge) totals.oldestAge = age;
      }
    }
    return totals;
  }
}
