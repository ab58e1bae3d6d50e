// Parts of a run's page that are text: who and what, last values, findings, facts, data quality.

import { conditionOf, conditionText, make, mark, setText } from "./marks.js";
import * as words from "./words.js";

export function cellName(run) {
  return run.cell?.cell_id || run.title || `run ${run.run_id.slice(0, 8)}`;
}

// What stands above everything: the state, the name, and one sentence that says how it goes.
export function showHead(head, sentence, run) {
  const condition = conditionOf(run);
  if (head.dataset.condition !== conditionText(run)) {
    head.dataset.condition = conditionText(run);
    head.replaceChildren(make("h1", null, mark(condition, 26), " ", cellName(run)), make("strong", null, conditionText(run)));
    if (run.source === "SIMULATED") head.append(make("span", { class: "badge", title: "Not a real cell: these numbers come from a simulation." }, "SIMULATED"));
  }
  setText(sentence, sentenceOf(run));
}

function sentenceOf(run) {
  const parts = [];
  const kind = words.CELL_KINDS[run.cell?.kind ?? "UNKNOWN"];
  parts.push(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} on channel ${run.channel_id}`);
  if (run.title && run.cell?.cell_id) parts.push(run.title);
  const since = words.hours(run.test_time_second);
  const began = words.dayAndTime(run.first_unix_time_second);
  const until = words.dayAndTime(run.unix_time_second);
  let state = "";
  if (run.state === "ENDED") state = `${began ? `It began on ${began}. ` : ""}It ended at ${since} of test time${until ? ` (${until})` : ""}: ${words.END_REASONS[run.end_reason] ?? "the reason is not known"}.`;
  else if (run.state === "STARTING") state = "It has begun; no measurement has come yet.";
  else state = `${began ? `Since ${began}. ` : ""}At ${since} of test time, ${words.many(run.cycle_count, "cycle")} and ${words.many(run.half_cycle_count, "half-cycle")} so far.`;
  const health = run.health;
  if (health && ["SOFT_SHORT", "HARD_SHORT", "DISCONNECTED"].includes(health.state)) {
    state += ` ${words.sentenceCase(health.state)} since ${words.hours(health.since_test_time_second, 1)}.`;
  }
  return `${parts.join(", ")}. ${state}`;
}

const CONTROL = {
  UNKNOWN: ["Unreachable", "Its cycler does not answer, so what the channel does is not known. Look at the cycler and its network; the agent asks again by itself.", false],
  STARTING: ["Starting", "The start was sent; the cycler has not confirmed it yet.", false],
  RUNNING: ["Running", "", false],
  IDLE: ["Idle", "Nothing runs on the channel.", false],
  PAUSED: ["Paused", "The test is paused; it goes on where it was.", false],
  STOPPING: ["Stopping", "The stop was sent; the cycler has not confirmed it yet.", false],
  TRIPPED: ["Tripped", "Nothing starts here until a person clears it: look at the cell and at the findings below, then", true],
  QUARANTINED: ["Quarantined", "It is left alone. Who started that job ends it at the cycler; the channel is then free by itself.", true],
};

// What the channel's agent says of it, in words, with what to do. Nothing where no agent controls the channel.
export function controlOf(element, control, channelId) {
  element.hidden = !control;
  const shown = JSON.stringify(control);
  if (!control || element.dataset.shown === shown) return;
  element.dataset.shown = shown;
  const [word, meaning, act] = CONTROL[control.operating_state] ?? [words.sentenceCase(control.operating_state), "", false];
  element.classList.toggle("must-act", act);
  const cause = control.cause ? `: ${control.cause.replace(/\.$/, "")}` : "";
  const output = control.output_off ? " The cycler was read: no current flows." : control.operating_state === "TRIPPED" ? " That no current flows is not confirmed yet." : "";
  const clear = control.operating_state === "TRIPPED" ? [" ", make("code", null, `coulombus channels stop ${channelId}`), " clears it."] : [];
  element.replaceChildren(make("strong", null, `${word}${cause}.`), `${output}${meaning ? ` ${meaning}` : ""}`, ...clear,
    make("span", "more", [`Agent ${control.agent_id}`, control.token > 0 ? `assignment ${control.token}` : "no assignment yet",
      control.answer && control.answer !== "NONE" ? `its last answer: ${words.sentenceCase(control.answer).toLowerCase()}${control.detail ? ` (${control.detail})` : ""}` : ""].filter(Boolean).join(" \u00b7 ")));
}

// The large numbers. Each has a unit, an age or a time, and a source.
export class LastValues {
  constructor() {
    this.element = make("div", "cards");
    this.cards = new Map();
  }

  #card(name, what) {
    if (!this.cards.has(name)) {
      const card = { value: make("span", "value"), from: make("span", "from") };
      card.element = make("div", { class: "card", "data-card": name }, make("span", "what", what), card.value, card.from);
      this.cards.set(name, card);
      this.element.append(card.element);
    }
    return this.cards.get(name);
  }

  #set(name, what, value, from) {
    const card = this.#card(name, what);
    setText(card.value, value);
    setText(card.from, from);
    return card;
  }

  show(run, ageSecond) {
    const age = run.state === "ENDED" ? "last value of the run" : words.ago(ageSecond);
    const device = run.instrument?.device ?? "";
    const from = [age, device].filter(Boolean).join(" \u00b7 ");
    const stale = run.state === "STALE";
    const live = [this.#set("voltage", "Voltage", words.voltage(run.voltage_volt, run.cell?.kind), from),
      this.#set("current", "Current", words.current(run.current_ampere), run.current_ampere === null ? "the device reports none" : `${run.current_ampere > 0 ? "charging" : run.current_ampere < 0 ? "discharging" : "at rest"} \u00b7 ${age}`),
      this.#set("time", "Test time", words.hours(run.test_time_second), `${words.many(run.measurement_count, "measurement")}`)];
    live.forEach((card) => card.value.classList.toggle("stale", stale));
    if (run.temperature_celsius !== null) this.#set("temperature", "Temperature", `${words.plain(run.temperature_celsius, 1)}\u202f\u00b0C`, age);
    const health = run.health;
    if (run.coulombic_efficiency_definition !== "NOT_DEFINED") {
      const ratio = health?.rolling_10_coulombic_efficiency ?? null;
      const last = health?.last_coulombic_efficiency ?? null;
      const definition = words.EFFICIENCY_DEFINITIONS[run.coulombic_efficiency_definition];
      this.#set("efficiency", "Coulombic efficiency", words.percent(ratio ?? last), ratio !== null ? `10-cycle, ${definition}` : last !== null ? `last judged cycle, ${definition}` : health?.last_coulombic_efficiency_reason ?? "no judged cycle yet");
    }
    if (health?.polarization_half_volt !== null && health !== null) {
      this.#set("polarisation", "Polarisation", words.voltage(health.polarization_half_volt), health.baseline_volt === null ? "last complete cycle" : `last complete cycle; baseline ${words.voltage(health.baseline_volt)}`);
    }
  }
}

export function showFindings(list, findings, chosen, onChoose) {
  list.replaceChildren(...findings.map((finding, i) => {
    const look = make("button", { type: "button" }, "Show on the trace");
    look.addEventListener("click", () => onChoose(finding));
    const evidence = Object.entries(finding.evidence).map(([name, value]) => evidenceText(name, value)).join(", ");
    return make("li", { class: `${finding.severity}${String(finding.onset_seq) === chosen ? " is-chosen" : ""}`, "data-finding": i },
      make("strong", null, `${i + 1}  ${words.sentenceCase(finding.kind)}${finding.shadow ? " (detector on trial)" : ""}`),
      make("span", "sentence", finding.sentence), look,
      make("span", "meaning", words.FINDING_KINDS[finding.kind] ?? ""),
      make("span", "evidence", `Began at ${words.hours(finding.onset_test_time_second, 3)}, sure at ${words.hours(finding.detected_test_time_second, 3)} (half-cycle ${finding.half_cycle}). Detector ${finding.detector}${evidence ? `: ${evidence}` : ""}.`));
  }));
}

function evidenceText(name, value) {
  const plainName = name.replace(/_(volt|second|ampere|fraction|ohm|ah)$/, "").replaceAll("_", " ");
  const text = name.endsWith("_volt") ? words.voltage(value) : name.endsWith("_ampere") ? words.current(value)
    : name.endsWith("_fraction") ? words.percent(value) : name.endsWith("_second") ? `${words.plain(value, 1)}\u202fs` : words.plain(value, 4);
  return `${plainName} ${text}`;
}

export function factsOf(run) {
  const { cell, instrument, protocol } = run;
  const absent = make("p", "absent", run.cell_reason ? `${run.cell_reason.charAt(0).toUpperCase()}${run.cell_reason.slice(1)}.` : "");
  if (!cell) return absent;
  const rows = [
    ["Cell", cell.cell_id || null],
    ["Kind", words.CELL_KINDS[cell.kind]],
    ["First half-cycle", cell.first_half_cycle === "UNKNOWN" ? null : words.sentenceCase(cell.first_half_cycle).toLowerCase()],
    ["Electrode area", cell.area_cm2 === null ? null : `${cell.area_cm2}\u202fcm\u00b2`],
    ["Active mass", cell.active_mass_mg === null ? null : `${cell.active_mass_mg}\u202fmg`],
    ["Nominal capacity", cell.nominal_capacity_ah === null ? null : words.milliampereHours(cell.nominal_capacity_ah)],
    ["Zinc foil", cell.zinc_foil_thickness_um === null ? null : `${cell.zinc_foil_thickness_um}\u202f\u00b5m`],
    ["Efficiency means", words.EFFICIENCY_DEFINITIONS[run.coulombic_efficiency_definition]],
    ["Measured by", instrument.device || null],
    ["Current is", words.CURRENT_BASES[instrument.current_basis]],
    ["Protocol", protocol.name || null],
    ["Source", run.source === "SIMULATED" ? "simulated, not a real cell" : "cycler"],
    ["Run", run.run_id],
  ];
  return make("dl", "facts", ...rows.flatMap(([name, value]) => [make("dt", null, name),
    value === null ? make("dd", "absent", "not stated") : make("dd", null, value)]));
}

export function qualityOf(events) {
  if (events.length === 0) return make("p", "absent", "Nothing to report: no gaps, repairs or disagreements have been seen.");
  return make("ul", "quality", ...events.map((event) => make("li", null,
    make("strong", null, words.sentenceCase(event.kind)), `, ${words.many(event.count, "time")}, first at measurement ${words.count(event.first_row)}. `, event.detail)));
}
