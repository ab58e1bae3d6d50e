// What the channels were used for, month by month: hours by group, and hours in which none ran, by cause.

import { ask, askIfThere } from "./api.js";
import { table } from "./experiments.js";
import { make, setText } from "./marks.js";
import * as words from "./words.js";

const REFRESH_MILLIS = 60000;
const COLOURS = ["blue", "orange", "green", "purple", "sky", "grey"];
const WASTE = {
  idle_with_queue: ["Idle while something waits", "Free channels that did not suit what waited, or were kept for it."],
  reserved_idle: ["Reserved and idle", "Given to an experiment whose cell was not mounted yet."],
  mounted_not_started: ["Mounted, not started", "A cell is on the channel and nothing runs: start it, or take it off."],
  finished_not_unmounted: ["Finished, not unmounted", "The test is over and the cell is still on the channel."],
  faulted: ["Faulted", "The test failed and nobody has taken the cell off."],
};

export class UtilisationPage {
  #abort = new AbortController();
  #timer;

  constructor(main, context) {
    this.context = context;
    context.title("Utilisation");
    this.summary = make("p", { class: "summary", role: "status" });
    this.body = make("div");
    main.replaceChildren(make("div", "wall-head", make("h1", null, "Utilisation"), this.summary, make("a", { class: "button", href: "/api/v1/utilisation?format=csv", download: true, title: "All months, one row a figure" }, "csv")), this.body);
    this.#load();
    this.#timer = setInterval(() => this.context.live.connected && this.#load(), REFRESH_MILLIS);
  }

  async #load() {
    try {
      const [{ months }, facility] = await Promise.all([ask("/utilisation", {}, this.#abort.signal), askIfThere("/facility", {}, this.#abort.signal)]);
      if (this.#abort.signal.aborted) return;
      this.#show(months, facility?.groups ?? []);
    } catch (error) {
      if (!this.body.firstChild) this.context.problem(error);
    }
  }

  #show(months, groups) {
    if (months.length === 0) {
      setText(this.summary, "");
      this.body.replaceChildren(make("div", "note", make("h2", null, "Nothing to count yet"), make("p", null, "Channel-hours are counted from the time the facility is described and the first experiment is decided upon."), make("pre", null, "./coulombus facility set FILE")));
      return;
    }
    const names = [...new Set(months.flatMap((month) => Object.keys(month.groups)))].sort();
    const colourOf = (name) => COLOURS[names.indexOf(name) % COLOURS.length];
    const last = months.at(-1);
    const wasted = Object.values(last.waste).reduce((sum, hours) => sum + hours, 0);
    setText(this.summary, `${last.month}: tests ran in ${last.utilisation === null ? "none" : percent(last.utilisation)} of the channel-hours in service; ${hours(wasted)} were lost by the causes below.`);
    const newestFirst = [...months].reverse();
    this.body.replaceChildren(
      make("section", { class: "panel", id: "by-group" }, make("h2", null, "Channel-hours by group"),
        make("p", "timeline-legend", ...names.map((name) => make("span", "key", swatch(colourOf(name)), name)), make("span", "key", make("i", "bar-key rest"), "in service, no test")),
        table("Channel-hours by group and month", ["Month", "", "In use", ...names, "In service"], newestFirst.map((month) => make("tr", null, make("th", { scope: "row" }, month.month),
          make("td", "stack-cell", stack(names.map((name) => [name, month.groups[name] ?? 0, colourOf(name)]), month.in_service_channel_hours)), make("td", "number", month.utilisation === null ? words.ABSENT : percent(month.utilisation)),
          ...names.map((name) => make("td", "number", hours(month.groups[name] ?? 0))), make("td", "number", hours(month.in_service_channel_hours)))))),
      make("section", { class: "panel", id: "by-cause" }, make("h2", null, "Lost channel-hours by cause"),
        table("Lost channel-hours by cause and month", ["Cause", "What to do about it", ...newestFirst.map((month) => month.month)], Object.entries(WASTE).map(([name, [word, what]]) => make("tr", null, make("th", { scope: "row" }, word), make("td", "why", what),
          ...newestFirst.map((month) => make("td", "number", lost(month.waste[name] ?? 0, month.in_service_channel_hours))))))),
      groups.length > 0 ? make("section", { class: "panel", id: "shares" }, make("h2", null, "Shares"), make("p", "more", "Who used less than their share comes sooner; what was used counts half after 30 days."),
        table("Shares of the groups", ["Group", "Share", "Used, all time", "Used, decayed", "Of the decayed use"], groups.map((group) => make("tr", null, make("th", { scope: "row" }, group.name), make("td", "number", percent(group.share)), make("td", "number", hours(group.used_channel_hours)), make("td", "number", hours(group.decayed_channel_hours)),
          make("td", "number", percent(group.decayed_channel_hours / Math.max(1e-9, groups.reduce((sum, one) => sum + one.decayed_channel_hours, 0)))))))) : "");
  }

  addressChanged() {}

  close() {
    this.#abort.abort();
    clearInterval(this.#timer);
  }
}

const percent = (share) => `${words.plain(share * 100, 1)}\u202f%`;
// Few hours are not rounded away.
const hours = (value) => `${value < 10 ? words.plain(value, 2) : words.count(Math.round(value))}\u202fh`;

function lost(value, inService) {
  const share = inService > 0 ? value / inService : 0;
  const bar = make("i", "lost-bar");
  bar.style.width = `${Math.min(100, share * 400).toFixed(1)}%`;
  return make("span", "lost", make("span", null, `${hours(value)} (${words.plain(share * 100, 1)}\u202f%)`), bar);
}

function swatch(colour) {
  const key = make("i", "bar-key");
  key.style.background = `var(--${colour})`;
  return key;
}

function stack(parts, whole) {
  const element = make("div", { class: "stack", role: "img", "aria-label": parts.map(([name, value]) => `${name} ${hours(value)}`).join(", ") });
  for (const [name, value, colour] of parts) {
    if (value <= 0 || whole <= 0) continue;
    const share = value / whole * 100;
    const part = make("span", { title: `${name}: ${hours(value)}` }, share > 8 ? name : "");
    part.style.width = `${share}%`;
    part.style.background = `var(--${colour})`;
    element.append(part);
  }
  return element;
}
