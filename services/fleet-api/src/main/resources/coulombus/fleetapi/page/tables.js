// The numbers behind the charts as tables.

import { make } from "./marks.js";
import * as words from "./words.js";

const FEW = 100;

const CYCLE_COLUMNS = [
  ["Cycle", (c) => words.count(c.cycle)],
  ["Vendor's", (c) => (c.vendor_cycle_count === null ? words.ABSENT : words.count(c.vendor_cycle_count))],
  ["Begins", (c) => words.hours(c.start_test_time_second)],
  ["Charge in", (c) => words.milliampereHours(c.charging_capacity_ah)],
  ["Charge out", (c) => words.milliampereHours(c.discharging_capacity_ah)],
  ["CE", (c) => words.percent(c.coulombic_efficiency, c.coulombic_efficiency_resolution), "efficiency"],
  ["CE, 10-cycle", (c) => words.percent(c.rolling_10_coulombic_efficiency, c.coulombic_efficiency_resolution), "efficiency"],
  ["Polarisation", (c) => words.voltage(c.polarization_half_volt)],
  ["Complete", (c) => (c.complete ? "yes" : "no"), "text"],
  ["Remark", (c) => (c.coulombic_efficiency_valid ? c.coulombic_efficiency_reason
    : `${c.coulombic_efficiency === null ? "no CE" : "CE not to be judged"}: ${c.coulombic_efficiency_reason}`), "reason"],
];

const HALF_COLUMNS = [
  ["Half-cycle", (h) => words.count(h.half_cycle)],
  ["Direction", (h) => words.sentenceCase(h.phase ?? h.direction), "text"],
  ["Begins", (h) => words.hours(h.start_test_time_second)],
  ["Charge", (h) => words.milliampereHours(h.capacity_ah)],
  ["Mean voltage", (h) => words.voltage(h.mean_voltage_volt, h.phase ? null : "FULL")],
  ["Plateau", (h) => words.voltage(h.plateau_voltage_volt, h.phase ? null : "FULL")],
  ["Nucleation", (h) => words.voltage(h.nucleation_overpotential_volt)],
  ["End", (h) => words.voltage(h.end_voltage_volt, h.phase ? null : "FULL")],
  ["Ended by", (h) => words.sentenceCase(h.terminated_by), "text"],
];

export const cycleTable = (cycles, symmetric) => new ResultTable("Cycles", symmetric ? CYCLE_COLUMNS.filter(([, , kind]) => kind !== "efficiency" && kind !== "reason") : CYCLE_COLUMNS, cycles);
export const halfCycleTable = (halves) => new ResultTable("Half-cycles", HALF_COLUMNS, halves);

// The newest rows first; older ones are made when asked for.
class ResultTable {
  constructor(title, columns, rows) {
    this.columns = columns;
    this.body = make("tbody");
    this.all = make("button", { type: "button" });
    this.all.addEventListener("click", () => {
      this.showsAll = true;
      this.fill(this.rows);
    });
    this.head = make("summary");
    this.element = make("details", { class: "panel" }, this.head,
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, make("table", null,
        make("thead", null, make("tr", null, ...columns.map(([name, , kind]) => make("th", { scope: "col", class: kind === "reason" || kind === "text" ? "" : "number" }, name)))), this.body)),
      this.all);
    this.title = title;
    this.element.addEventListener("toggle", () => this.fill(this.rows));
    this.fill(rows);
  }

  fill(rows) {
    this.rows = rows;
    this.head.textContent = `${this.title} as a table (${words.count(rows.length)})`;
    if (!this.element.open) return;
    const newestFirst = rows.slice(this.showsAll ? 0 : -FEW).reverse();
    this.body.replaceChildren(...newestFirst.map((row) => make("tr", null,
      ...this.columns.map(([, text, kind]) => make("td", kind === "reason" ? "reason" : kind === "text" ? "" : "number", text(row))))));
    this.all.hidden = this.showsAll || rows.length <= FEW;
    this.all.textContent = `Show all ${words.count(rows.length)}`;
  }
}
