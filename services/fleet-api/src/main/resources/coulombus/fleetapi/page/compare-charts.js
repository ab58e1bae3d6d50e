// The charts of a comparison: all runs over each other with mean and spread, or each for itself on the same scales; and the survival curve.

import { saveMenu } from "./chart-files.js";
import { DataView } from "./chart-table.js";
import { TimeChart } from "./charts.js";
import { make } from "./marks.js";
import * as words from "./words.js";

// A run is told by colour and dash together; beyond that many the lines are one crowd and the mean tells.
const COLOURS = ["blue", "orange", "green", "purple", "sky"];
const DASHES = [[], [7, 3], [2, 3]];
const MOST_TOLD_APART = COLOURS.length * DASHES.length;
const MOST_MULTIPLES = 24;
const MILLI = [{ below: Infinity, factor: 1e3 }];

const UNITS = {
  coulombic_efficiency: [{ below: Infinity, factor: 100, name: "%" }],
  capacity_retention: [{ below: Infinity, factor: 100, name: "%" }],
  polarization_half_volt: [{ below: 0.3, factor: 1e3, name: "mV" }, { below: Infinity, factor: 1, name: "V" }],
};
const QUANTITIES = { coulombic_efficiency: "CE", capacity_retention: "Retention", polarization_half_volt: "Polarisation", capacity_ah: "Capacity" };

export class CompareCharts {
  // options: { view, title, about }
  constructor(answer, { view, title, about }) {
    this.answer = answer;
    this.about = about;
    const perArea = answer.y.unit.includes("/cm2") ? "mAh/cm\u00b2" : "mAh";
    this.units = UNITS[answer.y.name] ?? [{ ...MILLI[0], name: perArea }];
    this.xFactor = answer.x.name === "cumulative_plated_ah" ? 1e3 : 1;
    const xUnit = answer.x.unit.includes("/cm2") ? "mAh/cm\u00b2" : "mAh";
    this.xTitle = { cycle: "Cycle", test_time_hour: "Test time / h", cumulative_plated_ah: `Plated charge / ${xUnit}` }[answer.x.name];
    this.all = view === "multiples" ? answer.runs.slice(0, MOST_MULTIPLES).map((run) => this.#chart(nameOf(run), "plot-small", title)) : [this.#chart(title, "plot-compare", title)];
    this.overlay = view !== "multiples";
    this.survivalChart = new TimeChart({
      title: "Share not yet shorted", quantity: "Not yet shorted", units: [{ below: Infinity, factor: 100, name: "%" }], plot: "plot-survival", scale: "plain", fromZero: true, xTitle: "Test time / h",
      label: "Share of cells not yet shorted over test time", tools: (chart) => saveMenu(chart, about), onHover: (x) => this.survivalChart.hover(x), readout: (points, x) => this.#survivalText(x),
    });
    this.views = [...(this.overlay ? this.all : []), this.survivalChart].map((chart) => new DataView(chart));
    this.series = this.overlay ? [this.all[0].element, this.views[0].element]
      : [make("div", "multiples", ...this.all.map((chart) => chart.element)), answer.runs.length > MOST_MULTIPLES ? make("p", "more", `The first ${MOST_MULTIPLES} of ${answer.runs.length} are drawn.`) : ""];
    this.survivalNote = make("p", "more");
    this.survival = [this.survivalChart.element, this.survivalNote, this.views.at(-1).element];
  }

  #chart(title, plot, label) {
    const chart = new TimeChart({
      title, plot, quantity: QUANTITIES[this.answer.y.name], units: this.units, scale: plot === "plot-compare" && /efficiency|polarization/.test(this.answer.y.name) ? "robust" : "plain", xTitle: this.xTitle,
      label: `${label}, ${title}`, tools: (one) => saveMenu(one, this.about), onHover: (x) => this.all.forEach((one) => one.hover(x)), readout: (points, x) => this.#text(chart, points, x),
    });
    return chart;
  }

  open() {
    [...this.all, this.survivalChart].forEach((chart) => chart.open());
  }

  show(answer) {
    this.answer = answer;
    const xs = answer.runs.flatMap((run) => (run.x.length ? [run.x[0], run.x.at(-1)] : []));
    const range = { from: xs.length ? Math.min(...xs) * this.xFactor : 0, to: xs.length ? Math.max(...xs) * this.xFactor : 1 };
    if (range.from === range.to) range.to = range.from + 1;
    if (this.overlay) {
      this.all[0].show([...this.#spread(), ...answer.runs.map((run, i) => this.#line(run, i, true)), ...this.#doubtful()], range);
    } else {
      const judged = answer.runs.flatMap((run) => run.y.filter((value, i) => run.judged[i])).sort((a, b) => a - b);
      const least = judged[Math.floor(judged.length * 0.01)];
      const greatest = judged[Math.ceil(judged.length * 0.99) - 1];
      // The same scale for every one: two points that are not drawn hold it.
      const scale = judged.length > 0 ? [{ colour: "grey", style: "line", width: 0, points: [{ x: range.from, y: least }, { x: range.to, y: greatest }] }] : [];
      this.all.forEach((chart, i) => chart.show([...scale, this.#line(answer.runs[i], i, false)], range));
    }
    this.#showSurvival(answer.survival);
    this.views.forEach((view) => view.fill());
  }

  look(i) {
    if (this.answer.runs.length > MOST_TOLD_APART) return { colour: "grey", dash: [], width: 0.8 };
    return { colour: COLOURS[i % COLOURS.length], dash: DASHES[Math.floor(i / COLOURS.length)], width: this.answer.runs.length > 6 ? 1.2 : 1.7 };
  }

  #line(run, i, named) {
    const { colour, dash, width } = this.look(i);
    return { name: named && this.answer.runs.length <= 6 ? nameOf(run) : null, column: nameOf(run), colour, dash: dash.length ? dash : undefined, width, style: "line",
      points: run.x.map((x, at) => ({ x: x * this.xFactor, y: run.judged[at] ? run.y[at] : null })).filter((point) => point.y !== null) };
  }

  // Values that must not be judged stand as hollow marks and do not count in the mean.
  #doubtful() {
    const points = this.answer.runs.flatMap((run) => run.x.map((x, at) => ({ x: x * this.xFactor, y: run.y[at], hollow: true, run })).filter((point, at) => !run.judged[at])).sort((a, b) => a.x - b.x);
    return points.length > 0 ? [{ name: "not to be judged", colour: "grey", style: "dots", hollow: true, points }] : [];
  }

  #spread() {
    const { x, count, mean, standard_deviation: deviation } = this.answer.spread;
    const several = x.map((place, i) => i).filter((i) => count[i] > 1);
    if (several.length === 0) return [];
    const at = (value) => several.map((i) => ({ x: x[i] * this.xFactor, y: value(i) }));
    return [{ column: "mean less one standard deviation", colour: "grey", style: "line", width: 0, points: at((i) => mean[i] - deviation[i]) },
      { name: "mean \u00b1 1 standard deviation", column: "mean and one standard deviation", colour: "grey", style: "band", points: at((i) => mean[i] + deviation[i]) },
      { name: "mean", column: "mean", colour: "ink", style: "line", width: 2.6, points: at((i) => mean[i]), isMean: true }];
  }

  #text(chart, points, x) {
    const at = this.answer.x.name === "cycle" ? `cycle ${Math.round(x)}` : `${words.plain(x, 2)}\u202f${this.xTitle.split(" / ")[1]}`;
    if (!this.overlay) {
      const point = points.at(-1);
      return `${at}  ${point ? this.valueText(point.y) : ""}`;
    }
    const mean = chart.series.findIndex((one) => one.isMean);
    const i = this.answer.spread.x.reduce((best, place, j, all) => (Math.abs(place * this.xFactor - x) < Math.abs(all[best] * this.xFactor - x) ? j : best), 0);
    const deviation = this.answer.spread.standard_deviation[i];
    const said = mean >= 0 && points[mean] && deviation !== null ? `mean ${this.valueText(points[mean].y)} \u00b1 ${this.valueText(deviation)} of ${words.many(this.answer.spread.count[i], "cell")}`
      : chart.series.map((one, j) => (one.column && points[j] && one.style === "line" && one.width > 0 ? `${one.column} ${this.valueText(points[j].y)}` : null)).filter(Boolean).slice(0, 3).join(", ");
    return `${at}  ${said}`;
  }

  valueText(value) {
    const unit = this.units.find((one) => Math.abs(value) < one.below) ?? this.units.at(-1);
    return `${words.plain(value * unit.factor, unit.name === "V" ? 4 : 2)}\u202f${unit.name}`;
  }

  #showSurvival({ steps, unshorted_test_time_hour: unshorted, cell_count: cells, band }) {
    const last = Math.max(...unshorted, ...steps.map((step) => step.test_time_hour), 1);
    const stairs = (name) => {
      const points = [{ x: 0, y: 1 }];
      for (const step of steps) points.push({ x: step.test_time_hour, y: points.at(-1).y }, { x: step.test_time_hour, y: step[name] ?? (name === "low_fraction" ? points.at(-1).y : step.survival_fraction) });
      return [...points, { x: last, y: points.at(-1).y }];
    };
    const curve = stairs("survival_fraction");
    const heightAt = (hour) => steps.filter((step) => step.test_time_hour <= hour).at(-1)?.survival_fraction ?? 1;
    const marks = unshorted.map((x) => ({ x, y: heightAt(x) })).sort((a, b) => a.x - b.x);
    const known = steps.some((step) => step.low_fraction !== null);
    this.survivalChart.show([...(known ? [{ column: "lower end of the band", colour: "blue", style: "line", width: 0, points: stairs("low_fraction") }, { name: "95\u202f% confidence", column: "upper end of the band", colour: "blue", style: "band", points: stairs("high_fraction") }] : []),
      { name: "not yet shorted", column: "not yet shorted", colour: "blue", style: "line", width: 2.2, points: curve },
      ...(marks.length ? [{ name: "a cell that was not shorted when last seen", column: "last seen unshorted", colour: "ink", style: "dots", hollow: true, points: marks.map((point) => ({ ...point, hollow: true })) }] : [])], { from: 0, to: last });
    this.survivalNote.textContent = `${words.many(cells, "cell")}, Kaplan\u2013Meier: a cell that still runs, or was stopped for another reason, counts for as long as it was watched. Band: ${band}.${cells < 10 ? " With so few cells the band is wide and the curve says little." : ""}`;
  }

  #survivalText(hour) {
    const step = this.answer.survival.steps.filter((one) => one.test_time_hour <= hour).at(-1);
    if (!step) return `${words.plain(hour, 1)}\u202fh  100\u202f%`;
    const band = step.low_fraction === null ? "" : ` (${words.plain(step.low_fraction * 100, 0)} to ${words.plain(step.high_fraction * 100, 0)}\u202f%)`;
    return `${words.plain(hour, 1)}\u202fh  ${words.plain(step.survival_fraction * 100, 1)}\u202f%${band}`;
  }

  // The line of a run as it is drawn, for the table.
  swatch(i) {
    const { colour, dash } = this.look(i);
    const line = make("i", `run-swatch${dash.length ? dash[0] > 3 ? " dashed" : " dotted" : ""}`);
    line.style.color = `var(--${colour})`;
    return line;
  }

  themeChanged() {
    [...this.all, this.survivalChart].forEach((chart) => chart.themeChanged());
  }

  close() {
    [...this.all, this.survivalChart].forEach((chart) => chart.close());
  }
}

const nameOf = (run) => run.cell_id || run.title || run.channel_id;
