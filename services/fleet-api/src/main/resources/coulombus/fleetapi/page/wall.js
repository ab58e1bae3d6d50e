// The fleet at a glance: every channel as a square on one canvas. What is shown, filtered, searched and chosen stands in the address.

import { ask, askIfThere } from "./api.js";
import { conditionText, make, markOf, setText } from "./marks.js";
import { WallCanvas } from "./wall-canvas.js";
import { WallCard } from "./wall-card.js";
import { WallModel } from "./wall-model.js";
import { MODES } from "./wall-modes.js";
import { WallSelection } from "./wall-select.js";
import * as words from "./words.js";

const FACILITY_MILLIS = 15000;
const FIGURES = ["running", "free", "waiting", "tripped", "utilisation", "oldest", "alerts"];

export class WallPage {
  #context;
  #model = new WallModel();
  #parameters = new URLSearchParams();
  #mode = MODES.state;
  #modeName = "state";
  #filter = new Set();
  #query = "";
  #focused = null;
  #layout = -1;
  #abort = new AbortController();
  #timers = [];
  #binOf = new Map();
  #version = 0;
  #loaded = false;
  #painted = null;
  #waiting = null;
  #alerts = null;
  #onWall = (event) => this.#take(event.detail);
  #onLost = () => this.#freeze(performance.now());
  #onConnected = () => this.#freeze(null);
  #onResize = () => this.#place();

  constructor(main, context, parameters) {
    this.#context = context;
    context.title("Wall");
    this.figures = new Map(FIGURES.map((name) => [name, make("span", { class: "figure", "data-figure": name, hidden: true }, make("b"), make("span"))]));
    this.search = make("input", { type: "search", placeholder: "Search channel, cell, experiment", "aria-label": "Search", id: "search", autocomplete: "off" });
    this.modes = make("select", { "aria-label": "What the colours show", id: "wall-mode" }, ...Object.entries(MODES).map(([id, { name }]) => make("option", { value: id }, name)));
    this.legend = make("div", { class: "chips wall-legend", role: "group", "aria-label": "Legend: what each square means, and a filter" });
    this.said = make("p", { class: "visually-hidden", id: "wall-said", role: "status" });
    this.wall = new WallCanvas({
      look: (channel) => this.#look(channel), onFocus: (channel) => this.#focus(channel, false), onOpen: (channel) => this.#open(channel), onChoose: (channels, how) => this.#choose(channels, how),
      onPainted: () => this.#painted || this.#loaded && (this.#painted = performance.mark("wall-painted")),
    });
    this.card = new WallCard(this.#model);
    this.selection = new WallSelection(this.#model, context, () => this.#address({ sel: [...this.selection.chosen].join(",") || null }, true));
    this.nothing = make("div", { class: "note", hidden: true });
    main.replaceChildren(
      make("div", "wall-head", make("h1", null, "Fleet"), make("p", { class: "figures", role: "status", "aria-live": "off" }, ...this.figures.values()), this.search),
      make("div", "wall-tools", make("label", "wall-mode", "Colour shows ", this.modes), this.legend),
      this.selection.element, this.wall.element, this.card.element, this.nothing, this.said);
    this.modes.addEventListener("change", () => this.#address({ mode: this.modes.value === "state" ? null : this.modes.value, show: null }));
    this.search.addEventListener("input", () => this.#address({ q: this.search.value.trim() || null }, true));
    this.search.addEventListener("keydown", (event) => this.#searchKey(event));
    this.wall.canvas.addEventListener("keydown", (event) => this.#wallKey(event));
    this.wall.canvas.addEventListener("blur", () => this.#focus(null, true));
    this.wall.canvas.addEventListener("focus", () => this.wall.canvas.matches(":focus-visible") && this.#focus(this.#focused ?? this.#firstShown(), true));
    context.live.addEventListener("wall", this.#onWall);
    context.live.addEventListener("lost", this.#onLost);
    context.live.addEventListener("connected", this.#onConnected);
    window.addEventListener("resize", this.#onResize);
    this.addressChanged(parameters);
    this.#load();
  }

  async #load() {
    try {
      const [snapshot] = await Promise.all([ask("/wall", {}, this.#abort.signal), this.#loadFacility(true)]);
      this.#model.take(snapshot);
      this.#joinFacility();
      this.#loaded = true;
      this.#explainNothing();
      // A large fleet: the page may answer to a key between reading and drawing.
      await new Promise((later) => setTimeout(later));
      if (this.#abort.signal.aborted) return;
      this.#show();
      this.#version = snapshot.version;
      this.#context.live.subscribe("wall", () => ({ subscribe: "wall", version: this.#version }));
      this.#timers.push(setInterval(() => this.#tick(), 1000), setInterval(() => this.#loadFacility(), FACILITY_MILLIS));
    } catch (error) {
      this.#context.problem(error);
    }
  }

  // Racks, free channels, groups and the queue come from the scheduler's side and may be absent: a fleet that is only watched has none.
  async #loadFacility(first = false) {
    try {
      const [facility, experiments, queue, alerts] = await Promise.all([askIfThere("/facility", {}, this.#abort.signal), askIfThere("/experiments", { state: "live", limit: 5000 }, this.#abort.signal),
        askIfThere("/queue", { limit: 5000 }, this.#abort.signal), askIfThere("/alerts", { state: "firing", limit: 1 }, this.#abort.signal)]);
      this.facility = facility?.channels ? facility : null;
      this.experiments = experiments?.experiments ? experiments : null;
      this.#waiting = queue?.experiments?.length ?? null;
      this.#alerts = alerts?.firing_count ?? null;
      if (!first) {
        this.#joinFacility();
        this.#show();
      }
    } catch (error) {
      if (first) throw error;
    }
  }

  #joinFacility() {
    if (this.facility) this.#model.takeFacility(this.facility);
    if (this.experiments) this.#model.takeExperiments(this.experiments);
  }

  #take(message) {
    this.#version = message.version;
    this.#model.take(message);
    this.#show();
  }

  #freeze(at) {
    this.#model.frozenAt = at;
    if (at === null && this.#loaded) this.#show();
  }

  // Ages grow between messages; a message in the same second has shown them already.
  #tick() {
    if (this.#context.live.connected && performance.now() - this.shownAt > 900) this.#show();
  }

  addressChanged(parameters) {
    this.#parameters = parameters;
    const name = MODES[parameters.get("mode")] ? parameters.get("mode") : "state";
    if (name !== this.#modeName || !this.modes.dataset.set) {
      this.#modeName = name;
      this.#mode = MODES[name];
      this.modes.value = name;
      this.modes.dataset.set = "true";
      this.legend.replaceChildren();
      this.bins = null;
    }
    this.#filter = new Set((parameters.get("show") ?? "").split(",").filter(Boolean));
    this.#query = (parameters.get("q") ?? "").trim().toLowerCase();
    if (this.search.value.trim().toLowerCase() !== this.#query) this.search.value = parameters.get("q") ?? "";
    this.selection.chosen = new Set((parameters.get("sel") ?? "").split(",").filter(Boolean));
    if (this.#loaded) this.#show();
  }

  #address(changes, replace = false) {
    const parameters = new URLSearchParams(this.#parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) parameters.delete(name);
      else parameters.set(name, value);
    }
    const text = parameters.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
    this.#context.go(`/${text ? `?${text}` : ""}`, replace);
  }

  #place() {
    if (this.#model.channels.length === 0) return;
    const top = this.wall.element.getBoundingClientRect().top + scrollY;
    this.wall.layout(this.#model.racks(), innerHeight - top - 24);
    this.#layout = this.#model.layoutVersion;
    this.#paint();
  }

  #show() {
    this.shownAt = performance.now();
    this.#model.pass();
    const bins = this.#mode.bins(this.#model);
    const names = bins.map(({ id }) => id).join();
    if (this.bins !== names) {
      this.bins = names;
      this.legend.replaceChildren();
      this.wall.setBins(bins);
    }
    const counts = new Map();
    for (const channel of this.#model.channels) {
      const id = this.#mode.of(channel, this.#model);
      this.#binOf.set(channel, id);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    if (this.#layout !== this.#model.layoutVersion) this.#place();
    else this.#paint();
    this.#showLegend(bins, counts);
    this.#showFigures();
    this.selection.show();
    this.card.refresh();
    this.#explainNothing();
  }

  #paint() {
    if (this.#layout >= 0) this.wall.paint();
  }

  #look(channel) {
    const bin = this.#binOf.get(channel) ?? this.#mode.of(channel, this.#model);
    return { bin, stale: channel.state === "STALE" && bin !== "stale" && this.#modeName !== "age", dim: !this.#isShown(channel, bin), chosen: this.selection.chosen.has(channel.channel_id) };
  }

  #isShown(channel, bin = this.#binOf.get(channel)) {
    return (this.#filter.size === 0 || this.#filter.has(bin)) && (this.#query === "" || channel.words.includes(this.#query));
  }

  #showLegend(bins, counts) {
    for (const bin of bins) {
      let chip = this.legend.querySelector(`[data-bin="${CSS.escape(bin.id)}"]`);
      if (!chip) {
        chip = make("button", { type: "button", class: "chip", "data-bin": bin.id, title: bin.help || bin.word }, markOf(bin, 16), make("span", null, bin.word), make("b"));
        chip.addEventListener("click", () => this.#toggle(bin.id));
        this.legend.append(chip);
      }
      const number = counts.get(bin.id) ?? 0;
      const pressed = this.#filter.has(bin.id);
      chip.hidden = number === 0 && !pressed;
      chip.setAttribute("aria-pressed", pressed);
      setText(chip.querySelector("b"), words.count(number));
    }
  }

  #toggle(id) {
    const filter = new Set(this.#filter);
    if (!filter.delete(id)) filter.add(id);
    this.#address({ show: [...filter].join(",") || null });
  }

  #showFigures() {
    const totals = this.#model.totals();
    this.#figure("running", words.count(totals.running), "running");
    this.#figure("free", words.count(totals.free), "free");
    this.#figure("waiting", this.#waiting === null ? null : words.count(this.#waiting), "waiting", "Experiments in the queue");
    this.#figure("tripped", words.count(totals.tripped), "tripped", "Channels where a person must act").classList.toggle("must-act", totals.tripped > 0);
    this.#figure("utilisation", totals.inService ? `${Math.round(totals.running / totals.inService * 100)}\u202f%` : null, "in use now", "Channels with a running test, of those in service");
    this.#figure("oldest", totals.oldestAge === null ? null : words.duration(totals.oldestAge), "oldest data", "The longest silence of a running test");
    this.#figure("alerts", this.#alerts === null ? null : words.count(this.#alerts), this.#alerts === 1 ? "alert open" : "alerts open");
  }

  #figure(name, value, unit, title = "") {
    const figure = this.figures.get(name);
    figure.hidden = value === null;
    setText(figure.firstChild, value ?? "");
    setText(figure.lastChild, ` ${unit}`);
    if (figure.title !== title) figure.title = title;
    return figure;
  }

  #explainNothing() {
    const all = this.#model.channels.length;
    this.nothing.hidden = all > 0;
    this.wall.element.hidden = all === 0;
    if (all === 0 && !this.nothing.firstChild) {
      this.nothing.append(make("h2", null, "No channel has been heard of yet"),
        make("p", null, "Channels appear here by themselves as soon as a run begins. To see a fleet now, start the demo, or replay a cycler file, or the bundled example without a file:"),
        make("pre", null, "./coulombus demo\n./coulombus replay FILE..."),
        make("p", null, "Cyclers of your own are added in the configuration of the channel agent, in observe mode first: it only reads."));
    }
  }

  #firstShown() {
    return this.#model.racks().flatMap(({ cyclers }) => cyclers.flatMap(([, channels]) => channels)).find((channel) => this.#isShown(channel)) ?? null;
  }

  // `kept` where the keyboard moves it: it is then read out and stays when the pointer leaves.
  #focus(channel, kept) {
    if (kept && channel) this.#focused = channel;
    this.wall.showRing(channel?.channel_id ?? null);
    this.card.show(channel, channel && this.wall.box(channel.channel_id), this.wall.canvas);
    if (kept && channel) {
      setText(this.said, `${channel.channel_id}: ${conditionText(channel)}${channel.cell_id ? `, ${channel.cell_id}` : ""}${channel.state === "EMPTY" ? "" : `, ${words.voltage(channel.voltage_volt, channel.cell_kind)}, ${words.ago(this.#model.ageOf(channel))}`}`);
    }
  }

  #open(channel) {
    this.#context.go(`/channels/${encodeURIComponent(channel.channel_id)}`);
  }

  #choose(channels, how) {
    if (how === "to") {
      const last = [...this.selection.chosen].at(-1) ?? channels[0].channel_id;
      this.selection.choose(this.wall.between(last, channels[0].channel_id), "add");
    } else {
      this.selection.choose(channels.filter((channel) => how === "toggle" || this.#isShown(channel)), how);
    }
  }

  #wallKey(event) {
    const channel = this.#focused ?? this.#firstShown();
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = this.#focused ? this.wall.neighbour(this.#focused.channel_id, event.key) : channel;
      if (!next) return;
      this.#focus(next, true);
      if (event.shiftKey) this.selection.choose([next], "add");
      const box = this.wall.box(next.channel_id);
      const top = this.wall.canvas.getBoundingClientRect().top + box.top;
      if (top < 70 || top > innerHeight - 40) scrollBy(0, top < 70 ? top - 120 : top - innerHeight + 120);
    } else if (event.key === "Enter" && channel) {
      this.#open(channel);
    } else if (event.key === " " && channel) {
      event.preventDefault();
      this.#focus(channel, true);
      this.selection.choose([channel], "toggle");
    }
  }

  #searchKey(event) {
    if (event.key === "Escape") {
      this.search.value = "";
      this.#address({ q: null }, true);
      this.search.blur();
    } else if (event.key === "Enter") {
      const found = this.#model.channels.filter((channel) => this.#isShown(channel));
      if (found.length === 1) this.#open(found[0]);
      else if (found.length > 1) {
        this.#focused = this.#firstShown();
        this.wall.canvas.focus();
        this.#focus(this.#focused, true);
      }
    }
  }

  key(event) {
    if (event.key === "/") {
      event.preventDefault();
      this.search.focus();
    } else if (event.key === "Escape") {
      this.#address(this.selection.chosen.size > 0 ? { sel: null } : { q: null, show: null }, true);
    } else if (event.key.startsWith("Arrow") && event.target !== this.wall.canvas) {
      this.wall.canvas.focus({ preventScroll: true });
      this.#wallKey(event);
    }
  }

  themeChanged() {
    if (this.#layout >= 0) this.wall.themeChanged();
  }

  close() {
    this.#abort.abort();
    this.#timers.forEach(clearInterval);
    this.card.hide();
    window.removeEventListener("resize", this.#onResize);
    this.#context.live.removeEventListener("wall", this.#onWall);
    this.#context.live.removeEventListener("lost", this.#onLost);
    this.#context.live.removeEventListener("connected", this.#onConnected);
    this.#context.live.unsubscribe("wall");
  }
}
