// The channels as a table. Rows are made once and changed in place; an address holds search and filter.

import { ask } from "./api.js";
import { CONDITIONS, conditionOf, conditionText, make, mark, setText } from "./marks.js";
import * as words from "./words.js";

const COLUMNS = [
  ["state", "State"], ["channel", "Channel"], ["cell", "Cell"], ["time", "Test time"], ["voltage", "Voltage"],
  ["current", "Current"], ["result", "Efficiency or polarisation"], ["age", "Data age"],
];

export class FleetPage {
  #context;
  #rows = new Map();
  #conditions = [];
  #query = "";
  #abort = new AbortController();
  #timer;
  #onChannels = (event) => this.#take(event.detail.channels, event.detail.complete);

  constructor(main, context, parameters) {
    this.#context = context;
    context.title("Channels");
    this.search = make("input", { type: "search", placeholder: "Search channel, cell, title", "aria-label": "Search", id: "search", autocomplete: "off" });
    this.chips = make("div", { class: "chips", role: "group", "aria-label": "Filter by state" });
    this.body = make("tbody");
    this.summary = make("p", { class: "summary", role: "status" });
    this.table = make("table", { class: "fleet", hidden: true },
      make("caption", "visually-hidden", "Channels with state, last values and data age"),
      make("thead", null, make("tr", null, ...COLUMNS.map(([name, title]) => make("th", { scope: "col", class: `col-${name}` }, title)))),
      this.body);
    this.nothing = make("div", { class: "note", hidden: true });
    main.replaceChildren(make("div", "fleet-head", make("h1", null, "Channels"), this.summary, this.search), this.chips, this.table, this.nothing);
    this.search.addEventListener("input", () => this.#address(true));
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.search.value = "";
        this.#address(true);
        this.search.blur();
      }
    });
    this.body.addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (row && !event.target.closest("a") && !getSelection().toString()) context.go(row.querySelector("a").getAttribute("href"));
    });
    this.addressChanged(parameters);
    context.live.addEventListener("channels", this.#onChannels);
    this.#load();
    this.#timer = setInterval(() => this.#age(), 1000);
  }

  async #load() {
    try {
      const answer = await ask("/channels", {}, this.#abort.signal);
      this.#take(answer.channels, true);
      this.#context.live.subscribe("channels", { subscribe: "channels" });
    } catch (error) {
      this.#context.problem(error);
    }
  }

  addressChanged(parameters) {
    this.#query = (parameters.get("q") ?? "").trim().toLowerCase();
    this.#conditions = (parameters.get("state") ?? "").split(",").filter((condition) => CONDITIONS[condition]);
    if (this.search.value.trim().toLowerCase() !== this.#query) this.search.value = parameters.get("q") ?? "";
    this.#filter();
  }

  #address(replace) {
    const parameters = new URLSearchParams();
    if (this.search.value.trim()) parameters.set("q", this.search.value.trim());
    if (this.#conditions.length) parameters.set("state", this.#conditions.join(","));
    this.#context.go(`/channels${parameters.size ? `?${parameters}` : ""}`, replace);
  }

  #take(channels, complete) {
    const now = performance.now();
    let added = false;
    for (const channel of channels) {
      let row = this.#rows.get(channel.channel_id);
      if (!row) {
        row = new ChannelRow(channel.channel_id);
        this.#rows.set(channel.channel_id, row);
        added = true;
      }
      row.show(channel, now);
    }
    if (added) {
      const order = complete ? channels.map((channel) => channel.channel_id)
        : [...this.#rows.keys()].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
      this.body.append(...order.map((id) => this.#rows.get(id).element));
    }
    this.#filter();
  }

  #filter() {
    const counts = new Map();
    let shown = 0;
    for (const row of this.#rows.values()) {
      counts.set(row.condition, (counts.get(row.condition) ?? 0) + 1);
      const visible = (this.#conditions.length === 0 || this.#conditions.includes(row.condition)) && row.words.includes(this.#query);
      if (row.element.hidden === visible) row.element.hidden = !visible;
      if (visible) shown++;
    }
    this.#showChips(counts);
    const all = this.#rows.size;
    this.table.hidden = shown === 0;
    this.nothing.hidden = shown > 0;
    setText(this.summary, all === shown ? words.many(all, "channel") : `${words.count(shown)} of ${words.many(all, "channel")}`);
    if (shown === 0) this.#explainNothing(all);
  }

  #explainNothing(all) {
    if (all > 0) {
      this.nothing.replaceChildren(make("p", null, "No channel matches. ", make("a", { href: "/channels", "data-link": true }, "Show all")));
    } else if (!this.nothing.querySelector("pre")) {
      this.nothing.replaceChildren(
        make("h2", null, "No channel has been heard of yet"),
        make("p", null, "Channels appear here by themselves as soon as a run begins. To see one now, replay a cycler file, or the bundled example without a file:"),
        make("pre", null, "./coulombus replay FILE..."),
        make("p", null, "Cyclers of your own are added in the configuration of the channel agent, in observe mode first: it only reads."));
    }
  }

  #showChips(counts) {
    for (const [condition, { word, help }] of Object.entries(CONDITIONS)) {
      let chip = this.chips.querySelector(`[data-condition="${condition}"]`);
      if (!chip) {
        chip = make("button", { type: "button", class: "chip", "data-condition": condition, title: help }, mark(condition, 16), make("span", null, word), make("b"));
        chip.addEventListener("click", () => this.#toggle(condition));
        this.chips.append(chip);
      }
      const number = counts.get(condition) ?? 0;
      const pressed = this.#conditions.includes(condition);
      chip.hidden = number === 0 && !pressed;
      chip.setAttribute("aria-pressed", pressed);
      setText(chip.querySelector("b"), words.count(number));
    }
  }

  #toggle(condition) {
    this.#conditions = this.#conditions.includes(condition) ? this.#conditions.filter((one) => one !== condition) : [...this.#conditions, condition];
    this.#address(false);
  }

  // Ages grow by themselves between messages, and stand still while the line is lost.
  #age() {
    if (!this.#context.live.connected) return;
    const now = performance.now();
    let changed = false;
    for (const row of this.#rows.values()) changed = row.age(now) || changed;
    if (changed) this.#filter();
  }

  key(event) {
    if (event.key === "/") {
      event.preventDefault();
      this.search.focus();
    } else if (event.key === "Escape") {
      this.search.value = "";
      this.#address(true);
    }
  }

  close() {
    this.#abort.abort();
    clearInterval(this.#timer);
    this.#context.live.removeEventListener("channels", this.#onChannels);
    this.#context.live.unsubscribe("channels");
  }
}

class ChannelRow {
  constructor(id) {
    this.cells = Object.fromEntries(COLUMNS.map(([name, title]) => [name, make("td", { class: `col-${name}`, "data-title": title })]));
    this.link = make("a", { href: `/channels/${encodeURIComponent(id)}`, "data-link": true }, id);
    this.cells.channel.append(this.link);
    this.element = make("tr", { "data-channel": id }, ...Object.values(this.cells));
    this.cellName = make("span", "cell-name");
    this.badge = make("span", { class: "badge", hidden: true }, "SIMULATED");
    this.cellMore = make("span", "more");
    this.cells.cell.append(this.cellName, this.badge, this.cellMore);
  }

  show(channel, now) {
    this.channel = channel;
    this.receivedAt = now;
    this.words = [channel.channel_id, channel.cell_id, channel.title, words.CELL_KINDS[channel.cell_kind]].join(" ").toLowerCase();
    setText(this.cellName, channel.cell_id || channel.title || words.ABSENT);
    setText(this.cellMore, [words.CELL_KINDS[channel.cell_kind] ?? "", channel.cell_id ? channel.title : ""].filter(Boolean).join(" \u00b7 "));
    this.badge.hidden = channel.source !== "SIMULATED";
    setText(this.cells.time, words.hours(channel.test_time_second));
    setText(this.cells.voltage, words.voltage(channel.voltage_volt, channel.cell_kind));
    setText(this.cells.current, words.current(channel.current_ampere));
    this.#result(channel);
    this.element.title = channel.last_finding ?? "";
    this.age(now);
  }

  #result(channel) {
    let text = words.ABSENT;
    let note = channel.rolling_10_coulombic_efficiency_reason ?? "";
    if (channel.cell_kind === "SYMMETRIC") {
      text = words.voltage(channel.polarization_half_volt);
      note = text === words.ABSENT ? "no complete cycle yet" : "polarisation";
    } else if (Number.isFinite(channel.rolling_10_coulombic_efficiency)) {
      text = words.percent(channel.rolling_10_coulombic_efficiency);
      note = "CE, 10-cycle";
    } else if (Number.isFinite(channel.last_coulombic_efficiency)) {
      text = words.percent(channel.last_coulombic_efficiency);
      note = "CE, last judged";
    }
    const cell = this.cells.result;
    if (!cell.firstChild) cell.append(make("span", "value"), make("span", "more"));
    setText(cell.firstChild, text);
    setText(cell.lastChild, note);
  }

  // Shows age and state as of now; answers whether the state changed.
  age(now) {
    const { channel } = this;
    const second = channel.data_age_second == null ? null : channel.data_age_second + (now - this.receivedAt) / 1000;
    if (channel.state === "RUNNING" && second > 3 * channel.expected_interval_second) channel.state = "STALE";
    setText(this.cells.age, channel.state === "ENDED" ? "ended" : words.ago(second));
    this.element.classList.toggle("is-stale", channel.state === "STALE");
    const text = conditionText(channel);
    if (text === this.conditionText) return false;
    this.conditionText = text;
    this.condition = conditionOf(channel);
    this.cells.state.replaceChildren(mark(this.condition), make("span", null, text));
    return true;
  }
}
