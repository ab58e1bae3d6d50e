// Cells beside each other: one quantity of their cycles over a common axis, mean and spread, and how many are not yet shorted. Which runs,
// what and how stands in the address; an experiment can stand for its runs.

import { ask, askIfThere } from "./api.js";
import { loadLibrary } from "./charts.js";
import { CompareCharts } from "./compare-charts.js";
import { make, setText } from "./marks.js";
import * as words from "./words.js";

const REFRESH_MILLIS = 10000;
const CHOICES = {
  y: { efficiency: "Coulombic efficiency", polarization: "Polarisation", capacity: "Capacity out", retention: "Capacity retention" },
  x: { cycle: "cycle", hour: "test time", plated_charge: "plated charge" },
  per: { cell: "per cell", area: "per area" },
  view: { overlay: "all in one", multiples: "each for itself" },
  shorts: { any: "soft or hard short", hard: "hard short only" },
};

export class ComparePage {
  #context;
  #parameters = new URLSearchParams();
  #abort = new AbortController();
  #timer;
  #asked = 0;
  #answer = null;
  #charts = null;
  #experiments = null;

  constructor(main, context, parameters) {
    this.#context = context;
    context.title("Compare");
    this.selects = new Map(Object.entries(CHOICES).map(([name, choices]) => {
      const select = make("select", { name }, ...Object.entries(choices).map(([value, text]) => make("option", { value }, text)));
      select.addEventListener("change", () => this.#address({ [name]: select.value === Object.keys(choices)[0] ? null : select.value }));
      return [name, select];
    }));
    this.experiment = make("select", { name: "experiment", "aria-label": "Experiment" });
    this.experiment.addEventListener("change", () => this.#address({ experiment: this.experiment.value || null, runs: null }));
    this.experimentLabel = make("label", { hidden: true }, "Cells of ", this.experiment);
    this.summary = make("p", { class: "summary", role: "status" });
    this.nothing = make("div", { class: "note", hidden: true });
    this.charts = make("section", { class: "panel", id: "compare-series", "aria-label": "Quantity of the cycles" });
    this.survival = make("section", { class: "panel", id: "compare-survival", "aria-label": "Survival" });
    this.cells = make("section", { class: "panel", id: "compare-cells" });
    this.body = make("div", { hidden: true }, this.charts, this.survival, this.cells);
    main.replaceChildren(make("div", "wall-head", make("h1", null, "Compare"), this.summary),
      make("div", "toolbar compare-tools", this.experimentLabel, make("label", null, "Show ", this.selects.get("y")), make("label", null, "over ", this.selects.get("x")),
        make("label", null, this.selects.get("per")), make("label", null, this.selects.get("view")), make("label", null, "A life ends with ", this.selects.get("shorts"))),
      this.nothing, this.body);
    this.#open(parameters);
  }

  async #open(parameters) {
    try {
      await loadLibrary();
      const told = await askIfThere("/experiments", {}, this.#abort.signal);
      if (this.#abort.signal.aborted) return;
      this.#experiments = told?.experiments ?? [];
      this.experimentLabel.hidden = this.#experiments.length === 0;
      this.experiment.replaceChildren(make("option", { value: "" }, "a selection"), ...this.#experiments.filter((one) => runsOf(one).length > 0)
        .map((one) => make("option", { value: one.experiment_id }, `${one.experiment_id} ${one.title ?? ""}`)));
      this.addressChanged(parameters);
      this.#timer = setInterval(() => this.#context.live.connected && this.#load(), REFRESH_MILLIS);
    } catch (error) {
      this.#context.problem(error);
    }
  }

  addressChanged(parameters) {
    this.#parameters = parameters;
    for (const [name, select] of this.selects) select.value = this.#chosen(name);
    this.selects.get("per").parentElement.hidden = !(this.#chosen("y") === "capacity" || this.#chosen("x") === "plated_charge");
    this.experiment.value = parameters.get("experiment") ?? "";
    if (this.#experiments) this.#load();
  }

  #chosen(name) {
    const value = this.#parameters.get(name);
    return CHOICES[name][value] ? value : Object.keys(CHOICES[name])[0];
  }

  #address(changes) {
    const parameters = new URLSearchParams(this.#parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) parameters.delete(name);
      else parameters.set(name, value);
    }
    this.#context.go(`/compare${parameters.size ? `?${parameters.toString().replaceAll("%2C", ",")}` : ""}`);
  }

  #runs() {
    const named = (this.#parameters.get("runs") ?? "").split(",").filter(Boolean);
    const experiment = this.#experiments.find((one) => one.experiment_id === this.#parameters.get("experiment"));
    return named.length > 0 ? named : experiment ? runsOf(experiment) : [];
  }

  async #load() {
    const runs = this.#runs();
    this.nothing.hidden = runs.length > 0;
    this.body.hidden = runs.length === 0;
    if (runs.length === 0) {
      setText(this.summary, "");
      this.nothing.replaceChildren(make("h2", null, "Nothing is chosen yet"),
        make("p", null, "Choose channels on the ", make("a", { href: "/", "data-link": true }, "wall"), " by dragging over them or with Ctrl and a click, then Compare", this.#experiments.length ? "; or choose an experiment above." : "."));
      return;
    }
    const number = ++this.#asked;
    try {
      const answer = await ask("/compare", { runs: runs.join(","), quantity: this.#chosen("y"), against: this.#chosen("x"), per: this.#chosen("per"), shorts: this.#chosen("shorts") }, this.#abort.signal);
      if (number !== this.#asked || this.#abort.signal.aborted) return;
      this.#answer = answer;
      this.#show();
    } catch (error) {
      if (!this.#answer || error.status === 400) this.#context.problem(error);
    }
  }

  #show() {
    const answer = this.#answer;
    const shown = `${this.#chosen("view")} ${answer.x.name}/${answer.x.unit} ${answer.y.name}/${answer.y.unit} ${answer.runs.map((run) => run.run_id).join()}`;
    if (this.#charts?.shown !== shown) {
      this.#charts?.close();
      this.#charts = new CompareCharts(answer, { view: this.#chosen("view"), title: CHOICES.y[this.#chosen("y")], about: () => this.#about() });
      this.#charts.shown = shown;
      this.charts.replaceChildren(make("div", "toolbar", make("h2", null, `${CHOICES.y[this.#chosen("y")]} over ${CHOICES.x[this.#chosen("x")]}`)), ...this.#charts.series);
      this.survival.replaceChildren(make("div", "toolbar", make("h2", null, "Cells not yet shorted")), ...this.#charts.survival);
      this.#charts.open();
    }
    this.#charts.show(answer);
    const { cell_count: cells, event_count: events, median_test_time_hour: median } = answer.survival;
    setText(this.summary, `${words.many(cells, "cell")}, ${events === 0 ? "none shorted" : `${words.count(events)} shorted`}${median === null ? events === 0 ? "" : "; more than half are not" : `; half had shorted by ${words.plain(median, 1)}\u202fh`}.`
      + (answer.missing_run_ids.length ? ` ${words.many(answer.missing_run_ids.length, "run")} named in the address ${answer.missing_run_ids.length === 1 ? "is" : "are"} no longer held here.` : ""));
    this.#showCells(answer);
  }

  #about() {
    const simulated = this.#answer.runs.some((run) => run.source === "SIMULATED");
    const experiment = this.#parameters.get("experiment");
    return { name: experiment ?? "compare", title: `${experiment ? `${experiment}, ` : ""}${words.many(this.#answer.runs.length, "cell")}`, simulated };
  }

  #showCells(answer) {
    const key = JSON.stringify(answer.runs.map((run) => [run.run_id, run.cycle_count, run.shorted_test_time_hour, run.absence, run.y.at(-1)]));
    if (key === this.cells.dataset.shown) return;
    this.cells.dataset.shown = key;
    this.cells.replaceChildren(make("h2", null, "Cells"), make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Cells" }, make("table", null,
      make("thead", null, make("tr", null, ...["", "Cell", "Channel", "Kind", "Cycles", "Watched", "Shorted at", "Last value", ""].map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", null, ...answer.runs.map((run, i) => {
        const drop = make("button", { type: "button", title: `Leave ${run.cell_id || run.channel_id} out`, "aria-label": `Leave ${run.cell_id || run.channel_id} out` }, "\u00d7");
        drop.addEventListener("click", () => this.#address({ runs: answer.runs.filter((other) => other !== run).map((other) => other.run_id).join(",") || null, experiment: null }));
        return make("tr", null, make("td", null, this.#charts.swatch(i)), make("td", null, make("a", { href: `/runs/${run.run_id}`, "data-link": true }, run.cell_id || run.title || run.run_id.slice(0, 8)), run.source === "SIMULATED" ? make("span", "badge", "SIMULATED") : null),
          make("td", null, run.channel_id), make("td", null, words.CELL_KINDS[run.cell_kind] ?? ""), make("td", "number", words.count(run.cycle_count)), make("td", "number", `${words.plain(run.watched_test_time_hour, 1)}\u202fh`),
          make("td", "number", run.shorted_test_time_hour === null ? run.ended ? "not shorted" : "not yet" : `${words.plain(run.shorted_test_time_hour, 1)}\u202fh`),
          make("td", run.absence ? "reason" : "number", run.absence ? `None: ${run.absence}` : this.#charts.valueText(run.y.at(-1))), make("td", null, drop));
      })))));
  }

  themeChanged() {
    this.#charts?.themeChanged();
  }

  key(event) {
    if (event.key === "/") {
      event.preventDefault();
      this.#context.go("/");
    }
  }

  close() {
    this.#abort.abort();
    clearInterval(this.#timer);
    this.#charts?.close();
  }
}

const runsOf = (experiment) => (experiment.cells ?? []).map((cell) => cell.run_id).filter(Boolean);
