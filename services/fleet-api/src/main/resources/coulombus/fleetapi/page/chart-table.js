// The numbers of one chart as a table: one row for each place on its x axis, one column for each series, in the units of its axes.

import { make } from "./marks.js";
import * as words from "./words.js";

const FEW = 100;

export function tableOf(timeChart) {
  const { factor, name } = timeChart.unit;
  const quantity = timeChart.quantity;
  const columns = [timeChart.xTitle, ...timeChart.series.map((series) => `${series.column ?? series.name ?? quantity} / ${name}`)];
  const rows = new Map();
  timeChart.series.forEach((series, i) => {
    for (const { x, y } of series.points) {
      if (y === null || !Number.isFinite(y)) continue;
      if (!rows.has(x)) rows.set(x, [x, ...Array(timeChart.series.length).fill(null)]);
      rows.get(x)[i + 1] = Number((y * factor).toPrecision(7));
    }
  });
  return { columns, rows: [...rows.values()].sort((a, b) => a[0] - b[0]) };
}

export class DataView {
  constructor(timeChart) {
    this.timeChart = timeChart;
    this.head = make("thead");
    this.body = make("tbody");
    this.all = make("button", { type: "button", hidden: true });
    this.all.addEventListener("click", () => {
      this.showsAll = true;
      this.fill();
    });
    this.element = make("details", "data-view", make("summary", null, `Data of the chart "${timeChart.title}"`),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Data of ${timeChart.title}` }, make("table", null, this.head, this.body)), this.all);
    this.element.addEventListener("toggle", () => this.fill());
  }

  // Newest first where the axis is test time; only an open one costs anything, and only what changed is written.
  fill() {
    if (!this.element.open) return;
    const { columns, rows } = tableOf(this.timeChart);
    const inOrder = this.timeChart.isOverTestTime ? rows.reverse() : rows;
    const shown = this.showsAll ? inOrder : inOrder.slice(0, FEW);
    const key = JSON.stringify([columns, shown, rows.length]);
    if (key === this.shown) return;
    this.shown = key;
    this.head.replaceChildren(make("tr", null, ...columns.map((name) => make("th", { scope: "col", class: "number" }, name))));
    this.body.replaceChildren(...shown.map((row) => make("tr", null, ...row.map((value, i) => make("td", "number", value === null ? words.ABSENT : words.plain(value, i === 0 ? 3 : digits(value)))))));
    this.all.hidden = rows.length === shown.length;
    this.all.textContent = `Show all ${words.count(rows.length)}`;
  }
}

// Five figures.
function digits(value) {
  return value === 0 ? 0 : Math.min(6, Math.max(0, 4 - Math.floor(Math.log10(Math.abs(value)))));
}
