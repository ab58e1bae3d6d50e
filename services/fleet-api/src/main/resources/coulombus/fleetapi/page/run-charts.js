// The stack of charts of one run: voltage, current, efficiency, overpotentials, capacity, and the overview with the window.

import { TimeChart } from "./charts.js";
import { DataView } from "./chart-table.js";
import { brushing } from "./chart-plugins.js";
import { make } from "./marks.js";
import * as words from "./words.js";

const WHOLE_VOLT = [{ below: Infinity, factor: 1, name: "V" }];
const VOLT = [{ below: 0.3, factor: 1e3, name: "mV" }, { below: Infinity, factor: 1, name: "V" }];
const AMPERE = [{ below: 1e-4, factor: 1e6, name: "\u00b5A" }, { below: 1, factor: 1e3, name: "mA" }, { below: Infinity, factor: 1, name: "A" }];
const PERCENT = [{ below: Infinity, factor: 100, name: "%" }];
const SEVERITY_COLOURS = { CRITICAL: "red", WARNING: "orange", INFO: "grey" };

const STEPS = [["charge", "C", "charge", "charge (stripping)"], ["discharge", "D", "discharge", "discharge (plating)"], ["rest", "R", "rest", "rest"],
  ["band", "", "discharging half-cycles", "plating half-cycles"]];
const NARROWEST_STEP_PX = 10;
const NARROWEST_BAND_PX = 8;
const REST_PART = 0.005;

const hour = (second) => second / 3600;
const at = (point) => (point ? `${words.plain(point.x, 3)}\u202fh` : "");
const size = (value) => (value === null ? null : Math.abs(value));

// Capacity as a person chose it; per area or mass only where that is known.
export function capacityUnits(cell) {
  const units = [{ id: "mAh", name: "mAh", factor: 1e3 }];
  if (cell?.area_cm2) units.push({ id: "mAh-cm2", name: "mAh/cm\u00b2", factor: 1e3 / cell.area_cm2 });
  if (cell?.active_mass_mg) units.push({ id: "mAh-g", name: "mAh/g", factor: 1e6 / cell.active_mass_mg });
  return units;
}

export class RunCharts {
  #charts = {};
  #flags = [];
  #data = null;

  // handlers: { onSelect(from, to), onWhole(), onFinding(finding), onPick(hour) on a result, range(), tools(chart) }
  constructor(run, handlers) {
    this.run = run;
    this.handlers = handlers;
    this.symmetric = run.cell?.kind === "SYMMETRIC";
    this.plates = this.symmetric || run.cell?.kind === "PLATING";
    this.unit = capacityUnits(run.cell)[0];
    const shared = { onHover: (h) => this.#hover(h), onSelect: handlers.onSelect, onWhole: handlers.onWhole, tools: handlers.tools };
    const add = (name, options) => {
      const onPick = options.plot === "plot-result" ? handlers.onPick : undefined;
      this.#charts[name] = new TimeChart({ ...shared, onPick, ...options });
    };
    add("voltage", {
      title: "Voltage", plot: "plot-voltage", quantity: "Voltage", units: this.plates ? VOLT : WHOLE_VOLT, scale: this.symmetric ? "symmetric" : "plain",
      label: "Voltage over test time", afterDraw: () => this.#placeFlags(),
      readout: ([point]) => point && `${at(point)}  ${words.voltage(point.y, run.cell?.kind)}`,
    });
    add("current", {
      title: "Current", plot: "plot-current", timeTitle: true, quantity: "Current", units: AMPERE, scale: this.symmetric ? "symmetric" : "plain",
      label: "Current over test time", readout: ([point]) => point && `${at(point)}  ${words.current(point.y)}`,
    });
    if (!this.symmetric && run.coulombic_efficiency_definition !== "NOT_DEFINED") {
      add("efficiency", {
        title: `Coulombic efficiency (${words.EFFICIENCY_DEFINITIONS[run.coulombic_efficiency_definition]})`, plot: "plot-result", quantity: "CE",
        units: PERCENT, scale: "robust", emptyRange: [0.9, 1.01], label: "Coulombic efficiency per cycle",
        readout: ([judged, rolling, unjudged]) => efficiencyText(judged, rolling, unjudged),
      });
    }
    add("overpotential", {
      title: this.plates ? "Overpotential" : "Polarisation", plot: "plot-result", quantity: this.plates ? "|Voltage|" : "Polarisation", units: VOLT,
      scale: "robust", fromZero: true, label: "Overpotential per half-cycle",
      readout: (points) => points.filter(Boolean).length === 0 ? "" : overpotentialText(points, this.plates),
    });
    add("capacity", {
      title: "Charge passed", plot: "plot-result", timeTitle: true, quantity: "Charge", units: [{ below: Infinity, factor: 1, name: "mAh" }], scale: "robust",
      fromZero: true, label: "Charge passed per half-cycle",
      readout: ([charge, discharge]) => [charge && `in ${words.plain(charge.y, 4)} ${this.unit.name}`, discharge && `out ${words.plain(discharge.y, 4)} ${this.unit.name}`].filter(Boolean).join("  "),
    });
    add("overview", { title: "Overview", plot: "plot-overview", quantity: "", units: VOLT, scale: "plain", bare: true, label: "Voltage over the whole test" });
    this.note = make("p", { class: "absent", hidden: true });
    if (this.symmetric) {
      this.note.hidden = false;
      this.note.textContent = "No coulombic efficiency is shown: in a symmetric cell the protocol sets the charge of both half-cycles, so their ratio says nothing about the cell. Polarisation, its drift and the charge plated do.";
    } else if (!this.#charts.efficiency) {
      this.note.hidden = false;
      this.note.textContent = "No coulombic efficiency is shown: the kind of this cell is not stated, so its definition is not known.";
    }
    const { voltage, current, overview, efficiency, overpotential, capacity } = this.#charts;
    this.traces = [voltage.element, current.element, overview.element];
    this.views = [efficiency, overpotential, capacity].filter(Boolean).map((chart) => new DataView(chart));
    this.results = [this.note, ...this.views.flatMap((view) => [view.timeChart.element, view.element])];
    this.stepKeys = STEPS.map(([kind, letter, word, plating]) => make("span", { class: "key", "data-step": kind }, make("i", `step step-${kind}`, letter), this.plates ? plating : word, "\u2003"));
    voltage.legend.append(...this.stepKeys);
  }

  // To be called once the elements are in the page.
  open() {
    Object.values(this.#charts).forEach((chart) => chart.open());
    this.placeWindow = brushing(this.#charts.overview.plot, this.#charts.overview.chart, { range: this.handlers.range, onSelect: this.handlers.onSelect });
  }

  get plotWidth() {
    return Math.max(200, Math.round(this.#charts.voltage.plot.clientWidth - 80));
  }

  themeChanged() {
    Object.values(this.#charts).forEach((chart) => chart.themeChanged());
  }

  close() {
    Object.values(this.#charts).forEach((chart) => chart.close());
  }

  // data: { trace, overview, cycles, halves, findings, from, to, first, last, unit }
  show(data) {
    this.#data = data;
    this.unit = data.unit;
    const { from, to } = data;
    const shaded = data.halves.filter((half) => half.direction === "DISCHARGE")
      .map((half) => ({ from: hour(half.start_test_time_second), to: hour(half.end_test_time_second) }));
    const findings = data.findings.map((finding) => ({ hour: hour(finding.onset_test_time_second), colour: SEVERITY_COLOURS[finding.severity] }));
    const resultFrame = { from, to, shaded, findings: [...findings, ...data.chosenHours.map((chosen) => ({ hour: chosen, colour: "purple" }))] };
    const stepped = this.#stepsInView(data, shaded);
    const frame = stepped.length > 0 ? { from, to, stepped, findings } : { from, to, shaded, findings };
    const trace = columns(data.trace);
    this.#charts.voltage.show([{ name: "least and greatest per pixel", colour: "voltage", style: "line", points: trace("voltage_volt") }], frame);
    this.#charts.current.show([{ colour: "current", style: "line", points: trace("current_ampere") }], frame);
    this.#charts.efficiency?.show(efficiencySeries(data.cycles), resultFrame);
    this.#charts.overpotential.show(this.plates ? overpotentialSeries(data.halves) : polarisationSeries(data.cycles), resultFrame);
    this.#showCapacity(data, resultFrame);
    this.views.forEach((view) => view.fill());
    this.#charts.overview.show([{ colour: "soft", style: "line", points: columns(data.overview)("voltage_volt") }],
      { from: data.first, to: Math.max(data.last, data.first + 1e-3), findings });
    this.placeWindow?.();
  }

  // Steps as the sign of the current tells them, where they are wide enough to be seen; half-cycles as bands where they are not.
  #stepsInView({ trace, from, to }, shaded) {
    const steps = stepsOf(trace, this.run.instrument?.current_resolution_ampere ?? 0).filter((step) => step.to > from && step.from < to);
    const wide = steps.length > 0 && this.plotWidth / steps.length >= NARROWEST_STEP_PX;
    const bands = shaded.filter((band) => band.to > from && band.from < to).length;
    const banded = bands > 0 && this.plotWidth / bands >= NARROWEST_BAND_PX;
    const kinds = new Set(wide ? steps.map((step) => step.kind) : banded ? ["band"] : []);
    this.stepKeys.forEach((key) => { key.hidden = !kinds.has(key.dataset.step); });
    return wide ? steps : [];
  }

  #showCapacity({ halves }, frame) {
    const points = (direction) => halves.filter((half) => half.direction === direction && half.capacity_ah !== null)
      .map((half) => ({ x: hour(half.end_test_time_second), y: half.capacity_ah * this.unit.factor, hollow: !half.whole }));
    const chart = this.#charts.capacity;
    chart.setUnits([{ below: Infinity, factor: 1, name: this.unit.name }]);
    chart.show([{ name: this.plates ? "stripped (charge in)" : "charge in", colour: "blue", style: "dots", points: points("CHARGE") },
      { name: this.plates ? "plated (charge out)" : "charge out", colour: "orange", style: "dots", points: points("DISCHARGE") }], frame);
  }

  #hover(h) {
    RunCursor.hour = h;
    Object.values(this.#charts).forEach((chart) => chart.hover(h));
  }

  // Flags are buttons over the chart, so that they can be reached by keyboard and read aloud.
  #placeFlags() {
    const { voltage } = this.#charts;
    const findings = this.#data?.findings ?? [];
    while (this.#flags.length > findings.length) this.#flags.pop().remove();
    findings.forEach((finding, i) => {
      if (!this.#flags[i]) {
        const flag = make("button", { type: "button" });
        flag.addEventListener("click", () => this.handlers.onFinding(this.#data.findings[i]));
        this.#flags[i] = flag;
        voltage.plot.append(flag);
      }
      const flag = this.#flags[i];
      const { left, right } = voltage.chart.chartArea;
      const x = voltage.chart.scales.x.getPixelForValue(hour(finding.onset_test_time_second));
      flag.hidden = !(x >= left - 1 && x <= right + 1);
      flag.className = `flag ${finding.severity}`;
      flag.style.left = `${x}px`;
      flag.textContent = `${i + 1} ${words.sentenceCase(finding.kind)}`;
      flag.title = finding.sentence;
      flag.setAttribute("aria-label", finding.sentence);
      if (x > right - 110) flag.style.transform = "translateX(-100%)";
      else flag.style.transform = "";
    });
  }

  get forPicture() {
    const { voltage, current, efficiency, overpotential, capacity } = this.#charts;
    return [[voltage, "Voltage"], [current, "Current"], [efficiency, "Coulombic efficiency"], [overpotential, this.plates ? "Overpotential" : "Polarisation"], [capacity, "Charge passed"]]
      .filter(([chart]) => chart).map(([{ canvas }, caption]) => ({ canvas, caption: `${caption} over test time / h` }));
  }
}

// An interval belongs to the later of its two measurements; what is below a small part of the greatest current is rest.
function stepsOf({ test_time_second: second, current_ampere: ampere }, resolution) {
  let greatest = 0;
  for (const value of ampere) greatest = Math.max(greatest, Math.abs(value ?? 0));
  const rest = Math.max(greatest * REST_PART, resolution);
  const steps = [];
  for (let i = 1; i < second.length; i++) {
    if (ampere[i] === null) continue;
    const kind = Math.abs(ampere[i]) <= rest ? "rest" : ampere[i] > 0 ? "charge" : "discharge";
    const before = steps.at(-1);
    if (before?.kind === kind && before.to === hour(second[i - 1])) before.to = hour(second[i]);
    else steps.push({ from: hour(second[i - 1]), to: hour(second[i]), kind });
  }
  return steps;
}

function columns(trace) {
  return (name) => {
    const values = trace[name];
    return trace.test_time_second.map((second, i) => ({ x: hour(second), y: values[i] }));
  };
}

function efficiencySeries(cycles) {
  const points = cycles.filter((cycle) => cycle.coulombic_efficiency !== null)
    .map((cycle) => ({ x: hour(cycle.end_test_time_second), y: cycle.coulombic_efficiency, cycle }));
  const judged = points.filter((point) => point.cycle.coulombic_efficiency_valid);
  const unjudged = points.filter((point) => !point.cycle.coulombic_efficiency_valid).map((point) => ({ ...point, hollow: true }));
  const rolling = cycles.filter((cycle) => cycle.rolling_10_coulombic_efficiency !== null)
    .map((cycle) => ({ x: hour(cycle.end_test_time_second), y: cycle.rolling_10_coulombic_efficiency }));
  return [{ name: "per cycle", colour: "green", style: "dots", points: judged },
    { name: "10-cycle, ratio of sums", colour: "purple", style: "line", points: rolling },
    { name: "not to be judged", colour: "green", style: "dots", hollow: true, points: unjudged }];
}

function efficiencyText(judged, rolling, unjudged) {
  const candidates = [judged, unjudged].filter(Boolean);
  if (candidates.length === 0) return "";
  const { cycle } = candidates.length === 1 ? candidates[0] : pick(candidates);
  const valid = cycle.coulombic_efficiency_valid;
  const resolution = cycle.coulombic_efficiency_resolution;
  const plusMinus = resolution ? ` \u00b1\u202f${words.plain(resolution * 100, 2)}` : "";
  return `cycle ${cycle.cycle}, ${words.hours(cycle.end_test_time_second)}: ${words.percent(cycle.coulombic_efficiency, resolution)}${plusMinus}`
    + (rolling ? `, 10-cycle ${words.percent(rolling.y, resolution)}` : "")
    + (valid ? (cycle.coulombic_efficiency_reason ? ` (${cycle.coulombic_efficiency_reason})` : "") : `: not to be judged, ${cycle.coulombic_efficiency_reason || "reason not given"}`);
}

function pick(candidates) {
  return candidates.reduce((best, one) => (Math.abs(one.x - RunCursor.hour) < Math.abs(best.x - RunCursor.hour) ? one : best));
}

// The hour under the pointer, for texts that choose between two series.
const RunCursor = { hour: 0 };

function overpotentialSeries(halves) {
  const points = (value, filter) => halves.filter((half) => filter(half) && value(half) !== null)
    .map((half) => ({ x: hour(half.end_test_time_second), y: size(value(half)), half, hollow: !half.whole }));
  return [
    { name: "plateau, plating", colour: "blue", style: "dots", points: points((half) => half.plateau_voltage_volt, (half) => half.phase !== "STRIP") },
    { name: "plateau, stripping", colour: "sky", style: "dots", points: points((half) => half.plateau_voltage_volt, (half) => half.phase === "STRIP") },
    { name: "nucleation", colour: "purple", style: "dots", points: points((half) => half.nucleation_overpotential_volt, () => true) },
    { name: "end, plating", colour: "orange", style: "dots", points: points((half) => half.end_voltage_volt, (half) => half.phase !== "STRIP") },
  ];
}

function overpotentialText(points, plates) {
  const names = plates ? ["plating", "stripping", "nucleation", "end"] : ["polarisation"];
  return `${at(points.find(Boolean))}  ${points.map((point, i) => point && `${names[i]} ${words.voltage(point.y)}`).filter(Boolean).join("  ")}`;
}

function polarisationSeries(cycles) {
  return [{ name: "half of the gap between the mean plateaus", colour: "blue", style: "dots",
    points: cycles.filter((cycle) => cycle.polarization_half_volt !== null)
      .map((cycle) => ({ x: hour(cycle.end_test_time_second), y: cycle.polarization_half_volt, hollow: !cycle.complete })) }];
}
