// One half-cycle over its own charge: the last, the baseline, and any other that was chosen. A soft short is seen here first: the voltage
// sinks as a whole, and stays flat. Where it means something, dQ/dV of the same half-cycles stands below.

import { ask } from "./api.js";
import { TimeChart } from "./charts.js";
import { DataView } from "./chart-table.js";
import { make, setText } from "./marks.js";
import * as words from "./words.js";

const VOLT = [{ below: 0.3, factor: 1e3, name: "mV" }, { below: Infinity, factor: 1, name: "V" }];
const WHOLE_VOLT = [{ below: Infinity, factor: 1, name: "V" }];
const DASH = [6, 4];
const PLATEAU = [0.2, 0.9];
// A step of voltage smaller than this part of the whole span, or than a few digits of the instrument, says nothing about dQ/dV: bins are
// joined until they step further.
const SMALLEST_STEP = 1 / 200;
const SMALLEST_STEP_DIGITS = 5;

export class HalfCyclePanel {
  #run;
  #answer = null;
  #asked = "";
  #last = null;

  // handlers: { address(changes) to change the choice, tools(chart) }
  constructor(run, handlers) {
    this.#run = run;
    this.plates = ["SYMMETRIC", "PLATING"].includes(run.cell?.kind);
    this.chosen = this.#numberField("half", "Compare", "none", handlers);
    this.pinned = this.#numberField("baseline", "Baseline", "typical", handlers);
    const shared = { tools: handlers.tools, plot: "plot-half", onHover: (u) => this.overlay.hover(u) };
    this.overlay = new TimeChart({
      ...shared, title: "Voltage over charge fraction", quantity: "Voltage", units: this.plates ? VOLT : WHOLE_VOLT, xTitle: "Charge fraction u of the half-cycle",
      scale: run.cell?.kind === "SYMMETRIC" ? "symmetric" : "plain", label: "Voltage of half-cycles over their own charge",
      readout: (points, u) => this.#overlayText(points, u),
    });
    this.derivative = this.plates || !run.cell || run.cell.kind === "UNKNOWN" ? null : new TimeChart({
      ...shared, title: "dQ/dV", quantity: "dQ/dV", units: [{ below: Infinity, factor: 1e3, name: "(mAh/V)" }], xTitle: "Voltage / V", scale: "plain",
      label: "Charge per voltage of half-cycles", onHover: (volt) => this.derivative.hover(volt),
      readout: (points, volt) => `${words.voltage(volt, "FULL")}  ${points.filter(Boolean).map((point) => `${words.plain(point.y * 1e3, 2)}\u202fmAh/V`)[0] ?? ""}`,
    });
    this.facts = make("ul", "half-facts");
    this.note = make("p", { class: "absent", hidden: true });
    this.views = this.#charts().map((chart) => new DataView(chart));
    this.element = make("section", { class: "panel", id: "half-cycle", "aria-label": "One half-cycle" },
      make("div", "toolbar", make("h2", null, "One half-cycle"), this.chosen.label, this.pinned.label), this.note,
      ...this.#charts().flatMap((chart, i) => [chart.element, chart === this.overlay ? this.facts : null, this.views[i].element]).filter(Boolean));
  }

  #charts() {
    return [this.overlay, this.derivative].filter(Boolean);
  }

  #numberField(parameter, text, nothing, handlers) {
    const input = make("input", { type: "number", min: "1", step: "1", placeholder: nothing, name: parameter, title: `Number of a half-cycle; empty for ${nothing}` });
    input.addEventListener("change", () => handlers.address({ [parameter]: input.value && input.checkValidity() ? String(Number(input.value)) : null }));
    return { input, label: make("label", null, text, input) };
  }

  open() {
    this.#charts().forEach((chart) => chart.open());
  }

  // Asks again only where the last half-cycle, the choice or the findings are others than before.
  async show(run, halves, parameters, signal) {
    this.#run = run;
    this.#last = halves.at(-1)?.half_cycle ?? null;
    const [half, baseline] = ["half", "baseline"].map((name) => (/^[1-9]\d{0,8}$/.test(parameters.get(name) ?? "") ? Number(parameters.get(name)) : null));
    for (const [field, value] of [[this.chosen, half], [this.pinned, baseline]]) {
      field.input.max = this.#last ?? 1;
      if (document.activeElement !== field.input) field.input.value = value ?? "";
    }
    this.element.hidden = this.#last === null;
    if (this.#last === null) return;
    const wanted = { last: pairOf(this.#last), chosen: half === null ? [] : pairOf(half), pinned: baseline === null ? [] : pairOf(baseline) };
    const numbers = [...new Set(Object.values(wanted).flat())];
    const question = `${numbers} ${this.#run.finding_count} ${this.#last}`;
    if (question !== this.#asked) {
      this.#asked = question;
      try {
        this.#answer = await ask(`/runs/${this.#run.run_id}/profiles`, { half_cycles: numbers.join() }, signal);
      } catch (error) {
        this.#asked = "";
        throw error;
      }
    }
    this.wanted = wanted;
    this.#draw();
  }

  #draw() {
    if (!this.#answer) return;
    const held = new Map(this.#answer.profiles.map((profile) => [profile.half_cycle, profile]));
    const of = (numbers) => numbers.map((number) => held.get(number)).filter((profile) => profile?.charge_fraction.length > 0);
    const { wanted } = this;
    const [last, chosen, pinned] = [of(wanted.last), of(wanted.chosen), of(wanted.pinned)];
    const baseline = wanted.pinned.length > 0 ? pinned : this.#answer.typical;
    const baselineName = wanted.pinned.length > 0 ? `baseline, half-cycles ${wanted.pinned.join(" and ")}` : typicalName(this.#answer);
    const lines = [];
    if (wanted.pinned.length === 0) {
      baseline.forEach((one, i) => {
        lines.push({ column: `baseline low, ${directionOf(one)}`, colour: "grey", style: "line", width: 0, points: over(one, "low_voltage_volt"), role: "span" });
        lines.push({ name: i === 0 ? "the middle 80 % of them" : null, column: `baseline high, ${directionOf(one)}`, colour: "grey", style: "band", points: over(one, "high_voltage_volt"), role: "span" });
      });
    }
    lines.push(...this.#lines(baseline, baselineName, { colour: "grey", width: 2, dash: DASH, role: "baseline" }));
    lines.push(...this.#lines(chosen, `half-cycles ${wanted.chosen.join(" and ")}`, { colour: "purple", width: 1.8, role: "chosen" }));
    lines.push(...this.#lines(last, `last, half-cycles ${wanted.last.join(" and ")}`, { colour: "blue", width: 2.4, role: "last" }));
    this.overlay.show(lines, { from: 0, to: 1 });
    if (this.derivative) this.#drawDerivative(last, chosen, pinned);
    this.#tell(last, chosen, baseline);
    this.views.forEach((view) => view.fill());
  }

  #lines(profiles, name, look) {
    return profiles.map((profile, i) => ({ ...look, name: i === 0 ? name : null, column: `${look.role} ${profile.half_cycle ?? ""} ${directionOf(profile)}`.replace(/ +/g, " "),
      style: "line", points: over(profile, "voltage_volt"), direction: directionOf(profile) }));
  }

  #drawDerivative(last, chosen, pinned) {
    const series = [[pinned, "baseline", { colour: "grey", width: 2, dash: DASH }], [chosen, "chosen", { colour: "purple", width: 1.8 }], [last, "last", { colour: "blue", width: 2.4 }]]
      .flatMap(([profiles, role, look]) => profiles.map((profile, i) => ({ ...look, name: i === 0 ? `${role} (charge above zero, discharge below)` : null,
        column: `${role} ${profile.half_cycle} ${directionOf(profile)}`, style: "line", points: chargePerVoltage(profile, this.#run.instrument?.voltage_resolution_volt ?? 0) })));
    const volts = series.flatMap(({ points }) => points.map((point) => point.x));
    this.derivative.element.hidden = volts.length === 0;
    if (volts.length > 0) this.derivative.show(series, { from: Math.min(...volts), to: Math.max(...volts) });
  }

  #overlayText(points, u) {
    const said = ["charge", "discharge"].map((direction) => {
      const values = this.overlay.series.map((series, i) => (series.direction === direction && points[i] ? `${series.role} ${words.voltage(points[i].y, this.#run.cell?.kind)}` : null)).filter(Boolean);
      return values.length > 0 ? `${this.#wordOf(direction)}: ${values.join(", ")}` : null;
    }).filter(Boolean);
    return `u ${words.plain(u, 2)}  ${said.join("; ")}`;
  }

  #wordOf(direction) {
    return this.plates ? { charge: "stripping", discharge: "plating" }[direction] : direction;
  }

  // What the eye should see, in words: the plateau of each against that of the baseline.
  #tell(last, chosen, baseline) {
    const rows = [...last.map((profile) => ["Last", profile]), ...chosen.map((profile) => ["Chosen", profile])].map(([role, profile]) => {
      const own = plateauOf(profile);
      const before = baseline.find((one) => one.direction === profile.direction && one.half_cycle !== profile.half_cycle);
      const normal = before ? plateauOf(before) : NaN;
      let text = `${role}, half-cycle ${profile.half_cycle} (${this.#wordOf(directionOf(profile))}, from ${words.hours(profile.start_test_time_second)}${profile.whole ? "" : ", not whole"}): ${words.voltage(own, this.#run.cell?.kind)} on the plateau`;
      if (Number.isFinite(normal)) text += `, baseline ${words.voltage(normal, this.#run.cell?.kind)}: ${this.#difference(own, normal)}`;
      return `${text}.`;
    });
    if (rows.join() !== this.facts.dataset.shown) {
      this.facts.dataset.shown = rows.join();
      this.facts.replaceChildren(...rows.map((row) => make("li", null, row)));
    }
    const notes = [];
    if (this.#answer.not_held.length > 0) {
      notes.push(`The voltage of half-cycle ${this.#answer.not_held.join(" and ")} over its charge is not held here: either there is none, or it was let go (the first 64 and the newest 448 are kept); the history has its measurements.`);
    }
    if (baseline.length === 0 && this.wanted.pinned.length === 0) notes.push(`There is no baseline: ${this.#answer.typical_reason}. Another half-cycle can be named as one.`);
    if (last.some((profile) => profile.over_time)) notes.push("No current is known: u is the fraction of time.");
    this.note.hidden = notes.length === 0;
    setText(this.note, notes.join(" "));
  }

  #difference(own, normal) {
    const more = Math.abs(own) - Math.abs(normal);
    if (!this.plates) return `${words.voltage(Math.abs(more))} ${more < 0 ? "below" : "above"}`;
    const percent = Math.round(Math.abs(more / normal) * 100);
    return percent === 0 ? "the same within 1\u202f%" : `${percent}\u202f% ${more < 0 ? "lower" : "higher"}`;
  }

  themeChanged() {
    this.#charts().forEach((chart) => chart.themeChanged());
  }

  close() {
    this.#charts().forEach((chart) => chart.close());
  }
}

// A half-cycle is read beside the one before it, which ran the other way.
function pairOf(number) {
  return number > 1 ? [number - 1, number] : [number];
}

const directionOf = (profile) => profile.direction.toLowerCase();

function typicalName(answer) {
  const count = answer.typical.reduce((sum, one) => sum + one.half_cycle_count, 0);
  if (count === 0) return "baseline";
  const [first, last] = [Math.min(...answer.typical.map((one) => one.first_half_cycle)), Math.max(...answer.typical.map((one) => one.last_half_cycle))];
  return `baseline, median of ${count} half-cycles (${first} to ${last}${answer.before_short ? ", before the short" : ""})`;
}

function over(profile, name) {
  return profile.charge_fraction.map((u, i) => ({ x: u, y: profile[name][i] }));
}

// Bins hold about equal charges, so their plain mean over u = 0.2 to 0.9 is the charge-weighted one.
function plateauOf(profile) {
  const inside = profile.voltage_volt.filter((volt, i) => volt !== null && profile.charge_fraction[i] >= PLATEAU[0] && profile.charge_fraction[i] <= PLATEAU[1]);
  return inside.length === 0 ? NaN : inside.reduce((sum, volt) => sum + volt, 0) / inside.length;
}

// dQ/dV in Ah/V, by voltage: positive while charging, negative while discharging. Neighbouring bins are joined until the voltage has moved
// enough in the half-cycle's own sense; what moves back is joined too.
function chargePerVoltage({ direction, voltage_volt: volt, bin_charge_ah: charge }, resolutionVolt) {
  if (!charge || volt.length < 3) return [];
  const sign = direction === "CHARGE" ? 1 : -1;
  const smallest = Math.max((Math.max(...volt) - Math.min(...volt)) * SMALLEST_STEP, SMALLEST_STEP_DIGITS * resolutionVolt);
  const points = [];
  let from = 0;
  let passed = 0;
  for (let i = 1; i < volt.length; i++) {
    passed += (charge[i - 1] + charge[i]) / 2;
    const step = (volt[i] - volt[from]) * sign;
    if (step < smallest || step <= 0) continue;
    points.push({ x: (volt[from] + volt[i]) / 2, y: sign * passed / step });
    from = i;
    passed = 0;
  }
  return points.sort((a, b) => a.x - b.x);
}
