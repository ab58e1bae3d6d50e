// One chart over test time in hours. All charts of a run share the same hours, the same left edge and one cursor.

import { make, setText } from "./marks.js";
import { bands, findingLines, pointing, steps } from "./chart-plugins.js";

let library = null;

export function loadLibrary() {
  library ??= new Promise((loaded, failed) => {
    const script = make("script", { src: "/page/chart-library.js" });
    script.onload = loaded;
    script.onerror = () => failed(new Error("The chart library did not load. Reload the page."));
    document.head.append(script);
  });
  return library;
}

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export const AXIS_WIDTH_PX = 66;
const ROBUST_SHARE = 0.02;

// One series: { name, column, colour, style: "line" | "band" | "dots", dash, width, points: [{ x, y, hollow?, ... }] }; a band reaches to the
// series before it; colours are names in style.css.
export class TimeChart {
  #chart;
  #options;
  #series = [];
  #range = [0, 1];

  // options: { title, plot, quantity, units: [{ below, factor, name, digits }], scale: "plain" | "symmetric" | "robust",
  //            readout(points, x), onHover, onSelect, onPick, onWhole, bare, xTitle where x is not test time }
  constructor(options) {
    this.#options = options;
    this.keys = make("span");
    this.readout = make("span", "readout");
    this.legend = make("span", "legend");
    this.canvas = make("canvas", { role: "img", "aria-label": options.label ?? options.title });
    this.cursor = make("div", { class: "selection", hidden: true });
    this.plot = make("div", `plot ${options.plot}`, this.canvas, this.cursor);
    this.element = make("figure", "chart", options.bare ? null
      : make("figcaption", null, make("span", "title", options.title), this.keys, this.legend, this.readout, options.tools?.(this)), this.plot);
  }

  // The element must be in the page by now: the canvas takes its size from it.
  open() {
    const { bare } = this.#options;
    this.#chart = new window.Chart(this.canvas, {
      type: "scatter",
      data: { datasets: [] },
      plugins: [bands, steps, findingLines],
      options: {
        animation: false, parsing: false, normalized: true, responsive: true, maintainAspectRatio: false, events: [],
        layout: { padding: { top: bare ? 4 : 6, right: 12, bottom: 0, left: 0 } },
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: {
          x: {
            type: "linear", display: !bare, title: { display: Boolean(this.#options.timeTitle || this.#options.xTitle), text: this.xTitle, padding: 0 }, ticks: { maxRotation: 0, autoSkipPadding: 24, includeBounds: false }, grid: {}, border: {},
          },
          y: {
            display: !bare, grid: {}, border: {}, title: { display: true, text: "" },
            afterFit: (scale) => { scale.width = AXIS_WIDTH_PX; },
            ticks: { maxTicksLimit: 7, includeBounds: false },
          },
        },
      },
    });
    if (!bare) pointing(this.plot, this.#chart, this.#options);
    this.themeChanged();
  }

  setUnits(units) {
    this.#options.units = units;
  }

  get chart() {
    return this.#chart;
  }

  get title() {
    return this.#options.title;
  }

  get quantity() {
    return this.#options.quantity;
  }

  get isOverTestTime() {
    return !this.#options.xTitle;
  }

  get xTitle() {
    return this.#options.xTitle ?? "Test time / h";
  }

  get series() {
    return this.#series;
  }

  themeChanged() {
    const { x, y } = this.#chart.options.scales;
    for (const scale of [x, y]) {
      scale.ticks.color = colour("soft");
      scale.grid.color = colour("line");
      scale.border.color = colour("line");
    }
    x.title.color = colour("soft");
    y.title.color = colour("soft");
    this.#draw();
  }

  show(series, { from, to, shaded = [], stepped = [], findings = [] }) {
    this.#series = series;
    this.#range = [from, to];
    this.#chart.$bands = shaded;
    this.#chart.$steps = stepped;
    this.#chart.$findings = findings.map((finding) => ({ hour: finding.hour, colour: colour(finding.colour) }));
    this.#draw();
    this.#showKeys();
  }

  #showKeys() {
    const wanted = this.#series.filter((one) => one.name).map((one) => `${one.name}|${one.colour}|${one.style}|${one.hollowKey ?? ""}`).join();
    if (wanted === this.keys.dataset.shown) return;
    this.keys.dataset.shown = wanted;
    this.keys.replaceChildren(...this.#series.filter((one) => one.name).map((one) => {
      const swatch = make("i", one.style === "line" ? one.dash ? "line dashed" : "line" : one.style === "band" ? "band" : one.hollow ? "" : "filled");
      swatch.style.color = `var(--${one.colour})`;
      return make("span", "key", swatch, one.name, "\u2003");
    }));
  }

  #draw() {
    const chart = this.#chart;
    const [from, to] = this.#range;
    const [least, greatest] = this.#valueRange(from, to);
    const unit = this.#unit(Math.max(Math.abs(least), Math.abs(greatest)));
    this.unit = unit;
    const { x, y } = chart.options.scales;
    x.min = from;
    x.max = to > from ? to : from + 1e-3;
    y.min = least;
    y.max = greatest;
    y.title.text = `${this.#options.quantity} / ${unit.name}`;
    y.ticks.callback = (value, index, ticks) => {
      const step = ticks.length > 1 ? Math.abs(ticks[1].value - ticks[0].value) * unit.factor : 1;
      return (value * unit.factor).toFixed(Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)))).replace("-", "\u2212");
    };
    chart.$bandColour = colour("shade");
    chart.$stepColours = { charge: colour("step-charge"), discharge: colour("step-discharge"), rest: colour("step-rest"), ink: colour("soft") };
    const paper = colour("paper");
    chart.data.datasets = this.#series.map((series) => this.#dataset(series, least, greatest, paper));
    chart.update("none");
    this.#options.afterDraw?.();
  }

  #dataset({ points, colour: name, style, dash, width }, least, greatest, paper) {
    const ink = colour(name);
    if (style === "band") {
      return { data: points, showLine: true, borderWidth: 0, pointRadius: 0, fill: "-1", backgroundColor: `${ink}30` };
    }
    if (style === "line") {
      return { data: points, showLine: true, borderColor: ink, borderWidth: width ?? 1.3, borderDash: dash ?? [], pointRadius: points.length === 1 ? 2 : 0, spanGaps: false };
    }
    const shown = points.map((point) => (point.y > greatest ? { ...point, y: greatest, beyond: 1 }
      : point.y < least ? { ...point, y: least, beyond: -1 } : point));
    const radius = points.length > 400 ? 2 : points.length > 120 ? 2.6 : 3.4;
    return {
      data: shown, showLine: style === "dots-line", borderColor: ink, borderWidth: style === "dots-line" ? 1 : 0,
      pointRadius: shown.map((point) => (point.beyond ? 6 : point.hollow ? radius + 0.6 : radius)),
      pointStyle: shown.map((point) => (point.beyond ? "triangle" : "circle")),
      pointRotation: shown.map((point) => (point.beyond === -1 ? 180 : 0)),
      pointBackgroundColor: shown.map((point) => (point.hollow ? paper : ink)),
      pointBorderColor: ink, pointBorderWidth: shown.map((point) => (point.hollow ? 1.6 : 0)), clip: 8,
    };
  }

  // Least and greatest value to show between two hours, with a little room. "robust" leaves the outermost few out, which are then drawn
  // as triangles at the edge: one 752 % cycle must not hide the others.
  #valueRange(from, to) {
    const values = [];
    for (const { points, outsideScale } of this.#series) {
      for (const point of points) {
        if (point.x >= from && point.x <= to && point.y !== null && Number.isFinite(point.y) && !(outsideScale || point.hollow && this.#options.scale === "robust")) {
          values.push(point.y);
        }
      }
    }
    if (values.length === 0) return this.#options.emptyRange ?? [0, 1];
    let least = Infinity;
    let greatest = -Infinity;
    if (this.#options.scale === "robust" && values.length > 20) {
      values.sort((a, b) => a - b);
      least = values[Math.floor(values.length * ROBUST_SHARE)];
      greatest = values[Math.ceil(values.length * (1 - ROBUST_SHARE)) - 1];
      // Tame tails belong to the picture.
      const reach = Math.max(greatest - least, 1e-9);
      if (values[0] > least - 6 * reach) least = values[0];
      if (values.at(-1) < greatest + 3 * reach) greatest = values.at(-1);
    } else {
      for (const value of values) {
        if (value < least) least = value;
        if (value > greatest) greatest = value;
      }
    }
    if (this.#options.scale === "symmetric") {
      greatest = Math.max(Math.abs(least), Math.abs(greatest));
      least = -greatest;
    } else if (this.#options.fromZero) {
      least = Math.min(0, least);
    }
    const room = (greatest - least || Math.abs(greatest) || 1) * 0.06;
    return [this.#options.fromZero && least === 0 ? 0 : least - room, greatest + room];
  }

  #unit(size) {
    return this.#options.units.find((unit) => size < unit.below) ?? this.#options.units.at(-1);
  }

  // The cursor of all charts: a line here, the values of the nearest points as text.
  hover(hour) {
    if (hour === null || !this.#chart) {
      this.cursor.hidden = true;
      setText(this.readout, "");
      return;
    }
    const x = this.#chart.scales.x.getPixelForValue(hour);
    this.cursor.hidden = false;
    this.cursor.style.left = `${x}px`;
    this.cursor.style.width = "0px";
    if (!this.#options.bare) setText(this.readout, this.#options.readout(this.#series.map(({ points }) => nearest(points, hour)), hour) ?? "");
  }

  close() {
    this.#chart?.destroy();
  }
}

export function nearest(points, hour) {
  let low = 0;
  let high = points.length - 1;
  if (high < 0) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle].x <= hour) low = middle;
    else high = middle;
  }
  return Math.abs(points[low].x - hour) <= Math.abs(points[high].x - hour) ? points[low] : points[high];
}
