// One run: head, last values, findings, charts over test time, tables. Window, finding and unit live in the address.

import { ask } from "./api.js";
import { fileName, picture, save, saveMenu } from "./chart-files.js";
import { loadLibrary } from "./charts.js";
import { HalfCyclePanel } from "./half-cycle-panel.js";
import { make, setText } from "./marks.js";
import { RunSide } from "./run-side.js";
import { RunCharts, capacityUnits } from "./run-charts.js";
import { cellName, controlOf, factsOf, LastValues, qualityOf, showFindings, showHead } from "./run-parts.js";
import { cycleTable, halfCycleTable } from "./tables.js";
import * as words from "./words.js";

const SHORTEST_BETWEEN_TRACES_MILLIS = 1000;
const LONGEST_BETWEEN_OVERVIEWS_MILLIS = 5000;
const LAST_HOURS = [[1, "1 h"], [6, "6 h"], [24, "24 h"], [168, "7 d"]];

export class RunPage {
  #main;
  #context;
  #abort = new AbortController();
  #parameters;
  #run = null;
  #control = null;
  #receivedAt = 0;
  #cycles = [];
  #halves = [];
  #findings = [];
  #trace = null;
  #overview = null;
  #overviewAt = 0;
  #refreshing = false;
  #refreshAgain = false;
  #timers = [];
  #closed = false;
  #onRun = (event) => this.#changed(event.detail.run);
  #onResize = () => this.#later("resize", () => this.#refresh(), 250);

  constructor(main, context, kind, id, parameters) {
    this.#main = main;
    this.#context = context;
    this.#parameters = parameters;
    this.channelId = kind === "channels" ? id : null;
    this.#open(id);
  }

  async #open(id) {
    try {
      let runId = id;
      let channel = null;
      if (this.channelId !== null) {
        channel = await ask(`/channels/${encodeURIComponent(id)}`, {}, this.#abort.signal);
        if (!channel.run_id) throw Object.assign(new Error("Nothing of this channel's runs is held here any more."), { which: id });
        runId = channel.run_id;
      }
      const results = (part) => ask(`/runs/${runId}/${part}`, {}, this.#abort.signal);
      const [run, cycles, halves, findings, quality] = await Promise.all([ask(`/runs/${runId}`, {}, this.#abort.signal), results("cycles"),
        results("half-cycles"), results("findings"), results("data-quality"), loadLibrary()]);
      if (this.#closed) return;
      channel ??= await ask(`/channels/${encodeURIComponent(run.channel_id)}`, {}, this.#abort.signal);
      if (this.#closed) return;
      this.#run = run;
      this.#takeControl(channel);
      this.#receivedAt = performance.now();
      this.#cycles = cycles.cycles;
      this.#halves = halves.half_cycles;
      this.#findings = findings.findings;
      this.#build(quality.data_quality);
      this.#goToNamedFinding();
      await this.#refreshTrace();
      this.#context.live.addEventListener("run", this.#onRun);
      this.#context.live.subscribe("run", { subscribe: "run", run_id: runId });
      window.addEventListener("resize", this.#onResize);
      this.#timers.push(setInterval(() => this.#tick(), 1000));
      this.#timers.push(setInterval(() => this.#lookAtChannel(), 5000));
    } catch (error) {
      if (!this.#closed) this.#context.problem(error);
    }
  }

  #build(quality) {
    const run = this.#run;
    this.#context.crumbs(run.channel_id, cellName(run));
    this.head = make("div", "run-head");
    this.sentence = make("p", "run-sentence");
    this.newer = make("p", { class: "note", hidden: true });
    this.controlNote = make("div", { class: "control-note", role: "status", hidden: true });
    this.values = new LastValues();
    this.findingsList = make("ul", "findings");
    this.findingsPanel = make("section", { class: "panel", "aria-label": "Findings" }, make("h2", null, "Findings"), this.findingsList);
    this.charts = new RunCharts(run, {
      onSelect: (from, to) => this.#address({ from: from.toFixed(5), to: to.toFixed(5), last: null, finding: null }),
      onWhole: () => this.#whole(),
      onFinding: (finding) => this.#chooseFinding(finding),
      onPick: (pickedHour) => this.#chooseHalfCycle(pickedHour),
      range: () => this.#window(),
      tools: (chart) => saveMenu(chart, () => this.#about()),
    });
    this.halfCycle = new HalfCyclePanel(run, { address: (changes) => this.#address(changes), tools: (chart) => saveMenu(chart, () => this.#about()) });
    this.rangeText = make("span", { class: "range", role: "status" });
    this.resolution = make("p", "more");
    this.cycleTable = cycleTable(this.#cycles, this.charts.symmetric);
    this.halfTable = halfCycleTable(this.#halves);
    this.facts = make("section", "panel", make("h2", null, "Cell, instrument, protocol"), factsOf(run));
    this.quality = make("section", { class: "panel", id: "quality" }, make("h2", null, "Data quality"), qualityOf(quality));
    this.#main.replaceChildren(this.newer, this.head, this.sentence, this.controlNote, this.values.element, this.findingsPanel,
      make("section", { class: "panel", "aria-label": "Trace" }, this.#traceTools(), ...this.charts.traces, this.resolution),
      make("section", { class: "panel", "aria-label": "Results per cycle" }, this.#resultTools(), ...this.charts.results),
      this.halfCycle.element,
      make("div", "columns", this.facts, this.quality), new RunSide(run, this.#abort.signal).element, this.cycleTable.element, this.halfTable.element);
    this.charts.open();
    this.halfCycle.open();
    this.#showHalfCycle();
    this.#showText();
  }

  #traceTools() {
    const button = (text, title, act) => {
      const one = make("button", { type: "button", title }, text);
      one.addEventListener("click", act);
      return one;
    };
    const total = (this.#run.test_time_second ?? 0) / 3600;
    return make("div", "toolbar", make("h2", null, "Trace"), this.rangeText,
      button("Whole test", "Show everything (Esc)", () => this.#whole()),
      ...LAST_HOURS.filter(([h]) => h < total || this.#run.state !== "ENDED" && h === 1)
        .map(([h, text]) => button(`Last ${text}`, `The last ${text}, moving on with the test`, () => this.#address({ last: h, from: null, to: null, finding: null }))),
      button("png", "All charts as one picture", () => this.#savePicture()),
      this.traceCsv = make("a", { class: "button", download: true, title: "The trace of this window, least and greatest values" }, "csv"));
  }

  #resultTools() {
    const units = capacityUnits(this.#run.cell);
    const choice = make("select", { "aria-label": "Unit of charge" }, ...units.map((unit) => make("option", { value: unit.id }, unit.name)));
    choice.value = this.#unit().id;
    choice.addEventListener("change", () => this.#address({ unit: choice.value === "mAh" ? null : choice.value }));
    choice.hidden = units.length < 2;
    const path = `/api/v1/runs/${this.#run.run_id}`;
    return make("div", "toolbar", make("h2", null, "Per cycle"), choice,
      make("a", { class: "button", href: `${path}/cycles?format=csv`, download: true }, "cycles csv"),
      make("a", { class: "button", href: `${path}/half-cycles?format=csv`, download: true }, "half-cycles csv"));
  }

  // From and to in hours, as the address says.
  #window() {
    const first = (this.#run.first_test_time_second ?? 0) / 3600;
    const last = Math.max((this.#run.test_time_second ?? 0) / 3600, first + 1e-3);
    const number = (name) => (this.#parameters.get(name) === null ? NaN : Number(this.#parameters.get(name)));
    if (Number.isFinite(number("last"))) return [Math.max(first, last - number("last")), last];
    const from = Number.isFinite(number("from")) ? number("from") : first;
    const to = Number.isFinite(number("to")) ? number("to") : last;
    return from < to ? [from, to] : [first, last];
  }

  #unit() {
    const units = capacityUnits(this.#run.cell);
    return units.find((unit) => unit.id === this.#parameters.get("unit")) ?? units[0];
  }

  #address(changes, replace = false) {
    const parameters = new URLSearchParams(this.#parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) parameters.delete(name);
      else parameters.set(name, value);
    }
    this.#context.go(`${location.pathname}${parameters.size ? `?${parameters}` : ""}`, replace);
  }

  addressChanged(parameters) {
    this.#parameters = parameters;
    if (this.#run && this.charts) {
      this.#showText();
      this.#showHalfCycle();
      this.#refresh();
    }
  }

  #showHalfCycle() {
    this.halfCycle.show(this.#run, this.#halves, this.#parameters, this.#abort.signal).catch((error) => {
      if (error.status === 404) this.#context.problem(error);
    });
  }

  #chooseHalfCycle(pickedHour) {
    const distance = (half) => Math.abs(half.end_test_time_second / 3600 - pickedHour);
    const nearest = this.#halves.reduce((best, half) => (best && distance(best) <= distance(half) ? best : half), null);
    if (nearest) this.#address({ half: nearest.half_cycle });
  }

  #whole() {
    this.#address({ from: null, to: null, last: null, finding: null });
  }

  // A window around the onset, wide enough to see what was normal before.
  #chooseFinding(finding, replace = false) {
    const onset = finding.onset_test_time_second / 3600;
    const around = Math.max((finding.detected_test_time_second - finding.onset_test_time_second) / 3600 * 6, this.#halfCycleHours() * 3, 0.05);
    this.#address({ from: Math.max(0, onset - around).toFixed(5), to: (onset + around).toFixed(5), last: null, finding: finding.onset_seq }, replace);
  }

  // An alert names its finding by id and does not know where on the trace that is.
  #goToNamedFinding() {
    const named = this.#findings.find((finding) => finding.finding_id === this.#parameters.get("finding"));
    if (named) this.#chooseFinding(named, true);
  }

  #halfCycleHours() {
    const half = this.#halves.at(-2);
    return half ? (half.end_test_time_second - half.start_test_time_second) / 3600 : 0;
  }

  #changed(run) {
    const before = this.#run;
    this.#run = run;
    run.control = this.#control;
    this.#receivedAt = performance.now();
    this.#showText();
    const results = before.cycle_count !== run.cycle_count || before.half_cycle_count !== run.half_cycle_count
      || before.finding_count !== run.finding_count || before.data_quality_count !== run.data_quality_count || before.state !== run.state
      || before.health?.seq !== run.health?.seq;
    this.#later("refresh", () => this.#refresh(results), SHORTEST_BETWEEN_TRACES_MILLIS);
    this.resultsWanted = this.resultsWanted || results;
  }

  // Runs `work` once after `millis`, however often it is asked for until then.
  #later(name, work, millis) {
    this.waiting ??= new Map();
    if (this.waiting.has(name)) return;
    this.waiting.set(name, setTimeout(() => {
      this.waiting.delete(name);
      if (!this.#closed) work();
    }, millis));
  }

  async #refresh() {
    try {
      if (this.resultsWanted) {
        this.resultsWanted = false;
        await this.#refreshResults();
      }
      await this.#refreshTrace();
    } catch (error) {
      // The line may be lost: the banner says so, and the next message asks again.
      if (error.status === 404) this.#context.problem(error);
    }
  }

  // The newest known result is asked for again: it may have been completed since.
  async #refreshResults() {
    const path = `/runs/${this.#run.run_id}`;
    const after = (rows, name) => (rows.length > 1 ? rows.at(-2)[name] : null);
    const [cycles, halves, findings, quality] = await Promise.all([ask(`${path}/cycles`, { after: after(this.#cycles, "cycle") }),
      ask(`${path}/half-cycles`, { after: after(this.#halves, "half_cycle") }), ask(`${path}/findings`), ask(`${path}/data-quality`)]);
    if (this.#closed) return;
    this.#cycles = joined(this.#cycles, cycles.cycles, "cycle");
    this.#halves = joined(this.#halves, halves.half_cycles, "half_cycle");
    this.#findings = findings.findings;
    this.quality.lastChild.replaceWith(qualityOf(quality.data_quality));
    this.cycleTable.fill(this.#cycles);
    this.halfTable.fill(this.#halves);
    this.#showHalfCycle();
    this.#showText();
  }

  async #refreshTrace() {
    if (this.#refreshing) {
      this.#refreshAgain = true;
      return;
    }
    this.#refreshing = true;
    try {
      const [from, to] = this.#window();
      const path = `/runs/${this.#run.run_id}/trace`;
      const points = Math.round(this.charts.plotWidth * 4);
      const question = { from: from * 3600, to: to * 3600, points };
      const overviewIsOld = performance.now() - this.#overviewAt > LONGEST_BETWEEN_OVERVIEWS_MILLIS;
      const [trace, overview] = await Promise.all([ask(path, question, this.#abort.signal),
        !this.#overview || overviewIsOld && this.#run.state !== "ENDED" ? ask(path, { points }, this.#abort.signal) : this.#overview]);
      if (this.#closed) return;
      if (overview !== this.#overview) this.#overviewAt = performance.now();
      this.#trace = trace;
      this.#overview = overview;
      this.traceCsv.href = `/api/v1${path}?${new URLSearchParams({ ...question, points: 20000, format: "csv" })}`;
      this.#draw();
    } finally {
      this.#refreshing = false;
      if (this.#refreshAgain && !this.#closed) {
        this.#refreshAgain = false;
        this.#refresh();
      }
    }
  }

  #draw() {
    const [from, to] = this.#window();
    const first = (this.#run.first_test_time_second ?? 0) / 3600;
    this.charts.show({
      trace: this.#trace, overview: this.#overview, cycles: this.#cycles, halves: this.#halves, findings: this.#findings, from, to, first,
      last: (this.#run.test_time_second ?? 0) / 3600, unit: this.#unit(),
      chosenHours: this.#halves.filter((half) => String(half.half_cycle) === this.#parameters.get("half")).map((half) => half.end_test_time_second / 3600),
    });
    setText(this.rangeText, `${words.plain(from, 2)} to ${words.plain(to, 2)}\u202fh`);
    const second = this.#trace.resolution_second;
    setText(this.resolution, second === 0 ? "Every measurement is drawn." : `Measurements of up to ${words.duration(Math.max(1, second))} are drawn together: the first, the least, the greatest and the last of them.`);
    this.#main.dataset.drawn = "true";
  }

  #showText() {
    const run = this.#run;
    showHead(this.head, this.sentence, run);
    controlOf(this.controlNote, this.#control, run.channel_id);
    this.values.show(run, this.#age());
    this.findingsPanel.hidden = this.#findings.length === 0;
    const chosen = this.#parameters.get("finding");
    const shown = JSON.stringify([this.#findings.length, this.#findings.at(-1)?.sentence, chosen]);
    if (this.findingsList.dataset.shown !== shown) {
      this.findingsList.dataset.shown = shown;
      showFindings(this.findingsList, this.#findings, chosen, (finding) => this.#chooseFinding(finding));
    }
  }

  #age() {
    return this.#run.data_age_second == null ? null : this.#run.data_age_second + (performance.now() - this.#receivedAt) / 1000;
  }

  // Ages grow between messages; with the line lost they stand still.
  #tick() {
    if (!this.#context.live.connected) return;
    if (this.#run.state === "RUNNING" && this.#age() > 3 * this.#run.expected_interval_second) this.#run.state = "STALE";
    this.#showText();
  }

  // What the agent says of the channel is about this run only while it is the channel's newest.
  #takeControl(channel) {
    this.#control = channel?.run_id === this.#run.run_id ? channel.control : null;
    this.#run.control = this.#control;
  }

  async #lookAtChannel() {
    if (!this.#context.live.connected) return;
    const channel = await ask(`/channels/${encodeURIComponent(this.#run.channel_id)}`, {}, this.#abort.signal).catch(() => null);
    if (!channel || this.#closed) return;
    this.#takeControl(channel);
    this.#showText();
    if (channel.run_id && channel.run_id !== this.#run.run_id && this.newer.hidden) {
      this.newer.replaceChildren("A newer run began on this channel. ", make("a", { href: `/runs/${channel.run_id}`, "data-link": true }, "Show it"));
      this.newer.hidden = false;
    }
  }

  #about() {
    const run = this.#run;
    return { name: cellName(run), title: `${cellName(run)}, channel ${run.channel_id}`, simulated: run.source === "SIMULATED" };
  }

  async #savePicture() {
    const { name, title, simulated } = this.#about();
    save(await picture(this.charts.forPicture, title, simulated), `${fileName(name)}.png`);
  }

  key(event) {
    if (event.key === "Escape") this.#whole();
    if (event.key === "/") {
      event.preventDefault();
      this.#context.go("/");
    }
  }

  themeChanged() {
    if (!this.#trace) return;
    this.charts.themeChanged();
    this.halfCycle.themeChanged();
  }

  close() {
    this.#closed = true;
    delete this.#main.dataset.drawn;
    this.#abort.abort();
    this.#timers.forEach(clearInterval);
    this.waiting?.forEach((timer) => clearTimeout(timer));
    window.removeEventListener("resize", this.#onResize);
    this.#context.live.removeEventListener("run", this.#onRun);
    this.#context.live.unsubscribe("run");
    this.charts?.close();
    this.halfCycle?.close();
  }
}

// Rows with numbers from the first new one on are replaced.
function joined(old, fresh, name) {
  if (fresh.length === 0) return old;
  return [...old.filter((row) => row[name] < fresh[0][name]), ...fresh];
}
