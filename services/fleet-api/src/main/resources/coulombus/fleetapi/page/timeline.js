// The channels over wall time: what ran, what runs and until when, what is planned, when a channel is closed. The end of a test that is
// not certain fades out from the likely end to the one that nine in ten keep.

import { ask } from "./api.js";
import { button, channelLink, stateOf, table, time } from "./experiments.js";
import { make, setText } from "./marks.js";
import * as words from "./words.js";

const DAY = 86400;
const SPANS = [[1 / 24, "1 hour"], [2, "2 days"], [7, "1 week"], [28, "4 weeks"], [84, "12 weeks"]];
const USUAL_DAYS = 28;
const PAST_SHARE = 0.35;
const FEW = 300;
const REFRESH_MILLIS = 10000;
const LEAST_LABEL_PERCENT = 5;

export class TimelinePage {
  #context;
  #parameters = new URLSearchParams();
  #abort = new AbortController();
  #timer;
  #answer = null;
  #showsAll = false;
  #shown = "";

  constructor(main, context, parameters) {
    this.#context = context;
    context.title("Timeline");
    this.summary = make("p", { class: "summary", role: "status" });
    this.search = make("input", { type: "search", placeholder: "Search channel, cell, experiment", "aria-label": "Search", id: "search", autocomplete: "off" });
    this.search.addEventListener("input", () => this.#address({ q: this.search.value.trim() || null }, true));
    this.spans = SPANS.map(([days, text]) => button(text, `Show ${text}`, () => this.#address({ days: days === USUAL_DAYS ? null : days, from: null }), { "data-days": days }));
    this.range = make("span", { class: "range", role: "status" });
    this.busy = make("input", { type: "checkbox", id: "only-busy" });
    this.busy.addEventListener("change", () => this.#address({ all: this.busy.checked ? null : "1" }));
    this.body = make("div", "timeline");
    this.more = button("", "", () => {
      this.#showsAll = true;
      this.#show();
    });
    this.data = make("details", { class: "panel" }, make("summary", null, "The same as a table"));
    this.data.addEventListener("toggle", () => this.#fillTable());
    main.replaceChildren(make("div", "wall-head", make("h1", null, "Timeline"), this.summary, this.search),
      make("div", "toolbar", button("\u2190", "Earlier", () => this.#shift(-0.5)), button("Now", "Around now", () => this.#address({ from: null })), button("\u2192", "Later", () => this.#shift(0.5)), ...this.spans, make("label", null, this.busy, "only channels with something on them"), this.range),
      legend(), this.body, this.more, this.data);
    this.addressChanged(parameters);
    this.#timer = setInterval(() => this.#context.live.connected && this.#load(), REFRESH_MILLIS);
  }

  addressChanged(parameters) {
    this.#parameters = parameters;
    this.busy.checked = parameters.get("all") === null;
    if (this.search.value.trim() !== (parameters.get("q") ?? "")) this.search.value = parameters.get("q") ?? "";
    for (const one of this.spans) one.setAttribute("aria-pressed", Math.abs(Number(one.dataset.days) - this.#days) < 1e-6);
    this.#load();
  }

  get #days() {
    const days = Number(this.#parameters.get("days"));
    return SPANS.some(([known]) => Math.abs(known - days) < 1e-6) ? days : USUAL_DAYS;
  }

  #window() {
    const asked = Number(this.#parameters.get("from"));
    const from = asked > 0 ? asked : Math.floor(Date.now() / 60000) * 60 - this.#days * DAY * PAST_SHARE;
    return [from, from + this.#days * DAY];
  }

  #shift(share) {
    this.#address({ from: Math.round(this.#window()[0] + share * this.#days * DAY) });
  }

  #address(changes, replace = false) {
    const parameters = new URLSearchParams(this.#parameters);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) parameters.delete(name);
      else parameters.set(name, value);
    }
    this.#context.go(`/timeline${parameters.size ? `?${parameters}` : ""}`, replace);
  }

  async #load() {
    try {
      const [from, to] = this.#window();
      const answer = await ask("/timeline", { from, to }, this.#abort.signal);
      if (this.#abort.signal.aborted) return;
      this.#answer = answer;
      this.#show();
    } catch (error) {
      if (!this.#answer) this.#context.problem(error);
    }
  }

  #show() {
    const [from, to] = this.#window();
    const query = (this.#parameters.get("q") ?? "").toLowerCase();
    const all = this.#answer.channels;
    const wanted = all.filter((channel) => (!this.busy.checked || channel.bars.length + channel.closures.length > 0) && (query === "" || wordsOf(channel).includes(query)));
    const key = JSON.stringify([wanted, from, to, this.#showsAll]);
    if (key === this.#shown) return;
    this.#shown = key;
    const saved = this.#answer.channel_hours_saved;
    setText(this.summary, `${words.many(wanted.length, "channel")} of ${words.count(all.length)}.${saved > 0 ? ` Tests that were ended by a finding freed ${words.plain(saved, 1)} channel-hours in this time.` : ""}`);
    setText(this.range, `${words.dayAndTime(from)} to ${words.dayAndTime(to)}`);
    const few = this.#showsAll ? wanted : wanted.slice(0, FEW);
    if (wanted.length === 0) {
      this.body.replaceChildren(make("div", "note", make("h2", null, all.length === 0 ? "No channel is known yet" : "Nothing here"), make("p", null, all.length === 0 ? "The timeline shows the channels of the facility: describe it with coulombus facility set FILE." : query ? "No channel matches." : "No test and no closure in this time. Show another time, or all channels.")));
    } else {
      this.body.replaceChildren(axis(from, to), ...few.map((channel) => row(channel, from, to)));
    }
    this.more.hidden = few.length === wanted.length;
    setText(this.more, `Show all ${words.count(wanted.length)}`);
    this.wanted = wanted;
    this.#fillTable();
  }

  #fillTable() {
    if (!this.data.open || !this.wanted) return;
    const rows = this.wanted.flatMap((channel) => [...channel.bars.map((bar) => [channel, bar]), ...channel.closures.map((closure) => [channel, closure])]);
    const filled = table("Timeline", ["Channel", "What", "Experiment", "Cell", "From", "Likely until", "Nine in ten until"], rows.map(([channel, one]) => make("tr", null, make("td", null, channelLink(channel.channel_id)), make("td", null, one.closure_id ? `closed: ${one.why}` : `${stateOf(one.state).word}${one.freed_by_finding ? ", freed by a finding" : ""}`),
      make("td", null, one.experiment_id ?? ""), make("td", null, one.cell_id ?? ""), make("td", null, time(one.from_unix_second)), make("td", null, time(one.closure_id ? one.until_unix_second : one.until_p50_unix_second)), make("td", null, time(one.closure_id ? one.until_unix_second : one.until_p90_unix_second)))));
    this.data.replaceChildren(this.data.firstChild, filled);
  }

  key(event) {
    if (event.key === "/") {
      event.preventDefault();
      this.search.focus();
    } else if (event.key === "ArrowLeft") this.#shift(-0.5);
    else if (event.key === "ArrowRight") this.#shift(0.5);
    else if (event.key === "Escape") this.#address({ from: null, q: null });
  }

  close() {
    this.#abort.abort();
    clearInterval(this.#timer);
  }
}

const wordsOf = (channel) => [channel.channel_id, ...channel.bars.flatMap((bar) => [bar.cell_id, bar.experiment_id])].join(" ").toLowerCase();

function legend() {
  const key = (classes, text) => make("span", "key", make("i", `bar-key ${classes}`), text);
  return make("p", "timeline-legend", key("bar-running", "runs"), key("bar-fades", "end not certain: from likely to nine in ten"), key("bar-planned", "planned"), key("bar-over", "over"), key("bar-faulted", "faulted"), key("bar-freed", "freed by a finding"), key("closure", "closed"));
}

function axis(from, to) {
  const days = (to - from) / DAY;
  const step = days <= 0.1 ? 600 : days <= 3 ? 6 * 3600 : days <= 10 ? DAY : days <= 40 ? 3 * DAY : 7 * DAY;
  const element = make("div", "timeline-axis", make("span", "timeline-name", "Channel"), make("div", "timeline-track"));
  const track = element.lastChild;
  const first = new Date(from * 1000);
  first.setHours(0, 0, 0, 0);
  for (let at = first.getTime() / 1000; at < to; at += step) {
    if (at < from) continue;
    const date = new Date(at * 1000);
    const text = step < DAY ? date.toLocaleString("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" }) : date.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
    place(track.appendChild(make("span", "tick", text)), at, null, from, to);
  }
  const now = make("span", { class: "now", title: "Now" }, "now");
  if (Date.now() / 1000 > from && Date.now() / 1000 < to) track.append(place(now, Date.now() / 1000, null, from, to));
  return element;
}

function row(channel, from, to) {
  const track = make("div", "timeline-track");
  for (const closure of channel.closures) {
    track.append(place(make("span", { class: "closure", title: `Closed ${words.dayAndTime(closure.from_unix_second)} to ${words.dayAndTime(closure.until_unix_second)}: ${closure.why}` }), closure.from_unix_second, closure.until_unix_second, from, to));
  }
  for (const bar of channel.bars) {
    const until = bar.until_p90_unix_second ?? bar.until_p50_unix_second ?? to;
    if (until < from || bar.from_unix_second > to) continue;
    track.append(place(barOf(bar, until, from, to), bar.from_unix_second, until, from, to));
  }
  const now = Date.now() / 1000;
  if (now > from && now < to) track.append(place(make("span", "now-line"), now, null, from, to));
  return make("div", { class: "timeline-row", "data-channel": channel.channel_id }, make("span", "timeline-name", channelLink(channel.channel_id)), track);
}

function barOf(bar, until, from, to) {
  const { word, letter } = stateOf(bar.state);
  const planned = ["RESERVED", "ASSIGNED", "MOUNTED", "ARMED", "QUEUED"].includes(bar.state);
  const open = planned || ["RUNNING", "STARTING", "STOPPING"].includes(bar.state);
  const kind = planned ? "bar-planned" : open ? "bar-running" : bar.state === "FAULTED" || bar.state === "TRIPPED" ? "bar-faulted" : "bar-over";
  const name = bar.cell_id || bar.experiment_id || "a test";
  const end = open ? `likely until ${words.dayAndTime(bar.until_p50_unix_second)}, nine in ten until ${words.dayAndTime(until)}` : `until ${words.dayAndTime(until)}`;
  const title = `${name}: ${word}${bar.experiment_id ? `, ${bar.experiment_id}` : ""}. From ${words.dayAndTime(bar.from_unix_second)}, ${end}.${bar.freed_by_finding ? " It was ended by a finding; its channel is free for another." : ""}`;
  const address = bar.run_id ? `/runs/${bar.run_id}` : bar.experiment_id ? `/experiments/${encodeURIComponent(bar.experiment_id)}` : null;
  const element = make(address ? "a" : "span", { class: `bar ${kind}${bar.freed_by_finding ? " bar-freed" : ""}`, href: address, "data-link": Boolean(address), title, "aria-label": title });
  const begin = Math.max(from, bar.from_unix_second);
  const span = Math.min(until, to) - begin;
  const sure = Math.min(1, Math.max(0, ((bar.until_p50_unix_second ?? until) - begin) / span));
  if (open && sure < 1) element.style.setProperty("--sure", `${(sure * 100).toFixed(1)}%`);
  if (span / (to - from) * 100 > LEAST_LABEL_PERCENT) element.append(`${bar.freed_by_finding ? "\u2702 " : ""}${letter} ${name}`);
  return element;
}

function place(element, begin, end, from, to) {
  const percent = (at) => Math.min(100, Math.max(0, (at - from) / (to - from) * 100));
  element.style.left = `${percent(begin)}%`;
  if (end !== null) element.style.width = `${Math.max(0.15, percent(end) - percent(begin))}%`;
  return element;
}
