// The inbox of alerts, grouped by cause: what waits for a person first, then the worst, then the newest. One or many are taken with a
// reason, silenced until a time, or called over. Nothing moves while somebody chooses.

import { askWhy, change } from "./actions.js";
import { ask } from "./api.js";
import { make, markOf, setText } from "./marks.js";
import * as words from "./words.js";

const REFRESH_MILLIS = 3000;
const MOST = 2000;
const FILTERS = { going: "Going on", firing: "Waiting", ACKNOWLEDGED: "Taken", SUPPRESSED: "Part of a common cause", RESOLVED: "Over" };
const STATES = { OPEN: "waits", REOPENED: "waits again", ACKNOWLEDGED: "taken", SUPPRESSED: "part of a common cause", RESOLVED: "over" };
const SEVERITIES = {
  CRITICAL: { letter: "C", shape: "octagon", colour: "red", word: "Critical" },
  WARNING: { letter: "W", shape: "triangle", colour: "orange", word: "Warning" },
  INFO: { letter: "I", shape: "circle", colour: "sky", word: "Notice" },
};
const MEANINGS = {
  CHANNEL_TRIPPED: "A limit was passed; the channel stands still until a person clears it.",
  CHANNEL_QUARANTINED: "A job runs that is not ours, or what is true is in doubt: a person must look.",
  STUCK_SENSOR: "A value does not change any more: look at the sensor and its lead.",
  IMPLAUSIBLE_VOLTAGE: "A voltage that no such cell has: look at leads and settings.",
  CURRENT_OFF_SET_POINT: "The current is not what was asked for: look at the channel's calibration.",
  ENVIRONMENT: "Many channels show the same at the same time: look at what they share, not at the cells.",
};
const SILENCES = [[1, "1 h"], [8, "8 h"], [24, "1 day"], [72, "3 days"], [168, "1 week"]];
const isFiring = (alert) => alert.state === "OPEN" || alert.state === "REOPENED";

// Keeps the number of alerts that wait for a person in the page's head.
export function watchFiring(link) {
  const look = async () => {
    try {
      const { firing_count: firing } = await ask("/alerts", { state: "firing", limit: 1 });
      setText(link, firing ? `Alerts ${words.count(firing)}` : "Alerts");
      link.classList.toggle("is-firing", firing > 0);
    } catch {
      // Not logged in, or the line is lost: the page says so elsewhere.
    }
  };
  look();
  setInterval(look, REFRESH_MILLIS);
}

export class AlertsPage {
  #context;
  #state = "going";
  #query = "";
  #rows = new Map();
  #groups = new Map();
  #chosen = new Set();
  #waitingChanges = null;
  #abort = new AbortController();
  #timer;

  constructor(main, context, parameters) {
    this.#context = context;
    context.title("Alerts");
    this.summary = make("p", { class: "summary", role: "status" });
    this.search = make("input", { type: "search", placeholder: "Search channel, cell, words", "aria-label": "Search", id: "search", autocomplete: "off" });
    this.search.addEventListener("input", () => this.#address({ q: this.search.value.trim() || null }, true));
    this.chips = make("div", { class: "chips", role: "group", "aria-label": "Filter by state" },
      ...Object.entries(FILTERS).map(([state, word]) => {
        const chip = make("button", { type: "button", class: "chip", "data-state": state }, word);
        chip.addEventListener("click", () => this.#address({ state: state === "going" ? null : state }));
        return chip;
      }));
    const button = (text, title, act, primary) => {
      const one = make("button", { type: "button", title, class: primary ? "primary" : null }, text);
      one.addEventListener("click", act);
      return one;
    };
    this.chosenText = make("span");
    this.silenceButton = button("Silence\u2026", "Be quiet about them until a time", () => this.#silence());
    this.said = make("span", { class: "said", role: "status" });
    this.bar = make("div", { class: "wall-selection alert-bar", hidden: true }, this.chosenText, button("Take\u2026", "Take them with a reason (a)", () => this.#take(), true), this.silenceButton,
      button("Over\u2026", "Call them over with a reason", () => this.#resolve()), button("Choose none", "Esc", () => this.#chooseNone()));
    this.fresh = button("", "", () => this.#show(this.#waitingChanges));
    this.fresh.hidden = true;
    this.list = make("div", { class: "alerts" });
    this.nothing = make("div", { class: "note", hidden: true });
    main.replaceChildren(make("div", "wall-head", make("h1", null, "Alerts"), this.summary, this.search), this.chips, this.bar, this.said, this.fresh, this.list, this.nothing);
    this.addressChanged(parameters);
    this.#timer = setInterval(() => this.#load(), REFRESH_MILLIS);
  }

  addressChanged(parameters) {
    this.#state = FILTERS[parameters.get("state")] ? parameters.get("state") : "going";
    this.#query = (parameters.get("q") ?? "").trim().toLowerCase();
    if (this.search.value.trim().toLowerCase() !== this.#query) this.search.value = parameters.get("q") ?? "";
    for (const chip of this.chips.children) chip.setAttribute("aria-pressed", chip.dataset.state === this.#state);
    this.#load(true);
  }

  #address(changes, replace = false) {
    const parameters = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) parameters.delete(name);
      else parameters.set(name, value);
    }
    this.#context.go(`/alerts${parameters.size ? `?${parameters}` : ""}`, replace);
  }

  async #load(asked = false) {
    try {
      const answer = await ask("/alerts", { state: this.#state, limit: MOST }, this.#abort.signal);
      setText(this.summary, answer.firing_count ? `${words.many(answer.firing_count, "alert")} waiting for a person` : "Nothing waits for a person.");
      const known = answer.alerts.every((alert) => this.#rows.has(alert.alert_id));
      if (!asked && !known && (this.#chosen.size > 0 || this.list.contains(document.activeElement))) {
        // Somebody reads or chooses: rows are changed where they stand, new ones wait.
        this.#waitingChanges = answer.alerts;
        answer.alerts.forEach((alert) => this.#rows.get(alert.alert_id)?.show(alert));
        this.fresh.hidden = false;
        const fresh = answer.alerts.filter((alert) => !this.#rows.has(alert.alert_id)).length;
        setText(this.fresh, `Show ${words.many(fresh, "new alert")}`);
      } else {
        this.#show(answer.alerts);
      }
    } catch (error) {
      if (this.#rows.size === 0 || error.status === 401) this.#context.problem(error);
    }
  }

  #show(alerts) {
    this.fresh.hidden = true;
    this.#waitingChanges = null;
    const shown = alerts.filter((alert) => this.#query === "" || [alert.channel_id, alert.cell_id, alert.sentence, alert.kind].join(" ").toLowerCase().includes(this.#query));
    const rows = new Map();
    const groups = new Map();
    for (const alert of shown) {
      const row = this.#rows.get(alert.alert_id) ?? new AlertRow(alert, () => this.#chosenChanged());
      row.show(alert);
      rows.set(alert.alert_id, row);
      if (!groups.has(alert.kind)) groups.set(alert.kind, []);
      groups.get(alert.kind).push(row);
    }
    this.#rows = rows;
    const sections = [...groups].map(([kind, members]) => {
      const section = this.#groups.get(kind) ?? new AlertGroup(kind, (group) => this.#chooseGroup(group));
      section.show(members);
      return [kind, section];
    });
    this.#groups = new Map(sections);
    const wanted = sections.map(([, section]) => section.element);
    if (wanted.length !== this.list.children.length || wanted.some((element, i) => this.list.children[i] !== element)) this.list.replaceChildren(...wanted);
    this.#chosenChanged();
    this.nothing.hidden = shown.length > 0;
    if (shown.length === 0) this.nothing.replaceChildren(...this.#explainNothing(alerts.length));
  }

  #explainNothing(all) {
    if (all > 0) return [make("p", null, "No alert matches the search.")];
    return this.#state === "going" || this.#state === "firing" ? [make("h2", null, "All quiet"), make("p", null, "No alert is open. Findings of detectors, trips and faults of the data appear here by themselves.")]
      : [make("p", null, "No alert in this state. ", make("a", { href: "/alerts", "data-link": true }, "Show what goes on"))];
  }

  #chooseGroup(members) {
    const all = members.every((row) => row.box.checked);
    members.forEach((row) => { row.box.checked = !all; });
    this.#chosenChanged();
  }

  #chooseNone() {
    this.#rows.forEach((row) => { row.box.checked = false; });
    this.#chosenChanged();
  }

  #chosenChanged() {
    this.#chosen = new Set([...this.#rows.values()].filter((row) => row.box.checked).map((row) => row.alert.alert_id));
    this.bar.hidden = this.#chosen.size === 0;
    setText(this.chosenText, `${words.many(this.#chosen.size, "alert")} chosen`);
    const safety = this.#alerts().some((alert) => alert.safety);
    this.silenceButton.disabled = safety;
    this.silenceButton.title = safety ? "Alerts of safety are never silenced" : "Be quiet about them until a time";
  }

  #alerts() {
    return [...this.#chosen].map((id) => this.#rows.get(id).alert);
  }

  async #take() {
    const alerts = this.#alerts().filter(isFiring);
    if (alerts.length === 0) {
      setText(this.said, "None of them waits for a person.");
      return;
    }
    const answer = await askWhy({ title: `Take ${words.many(alerts.length, "alert")}`, text: listed(alerts), verb: "Take", reason: "What you do about it" });
    if (answer) await this.#each(alerts, "acknowledge", answer, "taken");
  }

  async #resolve() {
    const alerts = this.#alerts().filter((alert) => alert.state !== "RESOLVED");
    const answer = await askWhy({ title: `Call ${words.many(alerts.length, "alert")} over`, text: `${listed(alerts)}. One whose cause comes back opens again.`, verb: "Over", reason: "Why it is over" });
    if (answer) await this.#each(alerts, "resolve", answer, "over");
  }

  async #silence() {
    const alerts = this.#alerts();
    const answer = await askWhy({ title: `Silence ${words.many(alerts.length, "alert")}`, text: `${listed(alerts)}. They stay in this list; nobody is called until then.`, verb: "Silence", reason: "Why",
      more: [make("label", "field", "For", make("select", { name: "hours" }, ...SILENCES.map(([hours, text]) => make("option", { value: hours }, text))))] });
    if (!answer) return;
    const { hours, ...rest } = answer;
    await this.#each(alerts, "silence", { ...rest, until: new Date(Date.now() + Number(hours) * 3600e3).toISOString() }, "silenced");
  }

  async #each(alerts, verb, body, done) {
    let count = 0;
    const refused = [];
    for (const { alert_id: id, channel_id: channel } of alerts) {
      setText(this.said, `Asking: ${count + refused.length + 1} of ${alerts.length}`);
      try {
        const result = await change(`/alerts/${id}/${verb}`, body, { answers: "/alert-requests", owner: "alert-router" });
        if (result.done) count++;
        else refused.push(`${channel}: ${result.text}`);
      } catch (error) {
        refused.push(`${channel}: ${error.message}`);
      }
    }
    setText(this.said, [count ? `${words.many(count, "alert")} ${done}.` : "", ...refused.slice(0, 3), refused.length > 3 ? `and ${refused.length - 3} more` : ""].filter(Boolean).join(" "));
    this.#chooseNone();
    this.#load(true);
  }

  key(event) {
    if (event.key === "a") {
      event.preventDefault();
      if (this.#chosen.size === 0) {
        const first = [...this.#groups.values()].flatMap((group) => group.members).find((row) => isFiring(row.alert));
        if (!first) return;
        first.box.checked = true;
        first.element.scrollIntoView({ block: "center" });
        this.#chosenChanged();
      }
      this.#take();
    } else if (event.key === "/") {
      event.preventDefault();
      this.search.focus();
    } else if (event.key === "Escape") this.#chooseNone();
  }

  close() {
    this.#abort.abort();
    clearInterval(this.#timer);
  }
}

const listed = (alerts) => `${alerts.slice(0, 8).map((alert) => alert.channel_id).join(", ")}${alerts.length > 8 ? ` and ${words.count(alerts.length - 8)} more` : ""}`;

// Alerts of one cause.
class AlertGroup {
  constructor(kind, onChoose) {
    const slug = kind.toLowerCase().replaceAll("_", "-");
    this.count = make("span", "more");
    this.mark = make("span");
    this.all = make("button", { type: "button", title: "Choose all of this cause, or none" }, "Choose all");
    this.all.addEventListener("click", () => onChoose(this.members));
    this.rows = make("ul", "alert-rows");
    this.element = make("section", { class: "panel alert-group", "data-kind": kind, "aria-label": words.sentenceCase(kind) },
      make("div", "alert-group-head", this.mark, make("h2", null, words.sentenceCase(kind)), this.count, make("a", { href: `/runbooks/${slug}`, "data-link": true }, "What to do"), this.all),
      make("p", "meaning", words.FINDING_KINDS[kind] ?? MEANINGS[kind] ?? ""), this.rows);
  }

  show(members) {
    this.members = members;
    const worst = members.map((row) => row.alert.severity).sort((a, b) => Object.keys(SEVERITIES).indexOf(a) - Object.keys(SEVERITIES).indexOf(b))[0];
    const firing = members.filter((row) => isFiring(row.alert)).length;
    if (this.mark.dataset.worst !== worst + firing) {
      this.mark.dataset.worst = worst + firing;
      const look = SEVERITIES[worst] ?? SEVERITIES.INFO;
      this.mark.replaceChildren(markOf(firing ? look : { ...look, colour: "grey" }, 22));
    }
    setText(this.count, `${words.count(members.length)}, ${firing ? `${words.count(firing)} waiting` : "none waiting"}`);
    const wanted = members.map((row) => row.element);
    if (wanted.length !== this.rows.children.length || wanted.some((element, i) => this.rows.children[i] !== element)) this.rows.replaceChildren(...wanted);
  }
}

class AlertRow {
  constructor(alert, onChoose) {
    this.box = make("input", { type: "checkbox", "aria-label": `Choose the alert of ${alert.channel_id}` });
    this.box.addEventListener("change", onChoose);
    this.text = make("div", "alert-text");
    this.element = make("li", { "data-alert": alert.alert_id }, this.box, this.text);
  }

  show(alert) {
    if (this.alert?.revision === alert.revision) return;
    this.alert = alert;
    this.element.className = isFiring(alert) ? alert.severity : "";
    const silenced = alert.silenced_until && new Date(alert.silenced_until) > new Date() ? `silent until ${words.dayAndTime(new Date(alert.silenced_until) / 1000)}` : "";
    const state = `${STATES[alert.state] ?? alert.state}${alert.by ? ` by ${alert.by}` : ""}${alert.why ? `: ${alert.why}` : ""}`;
    this.text.replaceChildren(make("span", "alert-who", make("a", { href: alert.run_id ? `/runs/${alert.run_id}?finding=${alert.evidence_id}` : `/channels/${encodeURIComponent(alert.channel_id)}`, "data-link": true, title: "The finding with its evidence" }, alert.channel_id), alert.cell_id ? ` ${alert.cell_id}` : "",
      alert.source === "SIMULATED" ? make("span", "badge", "SIMULATED") : null),
    make("span", "sentence", alert.sentence),
    make("span", "evidence", [state, `last ${words.dayAndTime(new Date(alert.last_at) / 1000)}`, alert.count > 1 ? `seen ${words.many(alert.count, "time")} since ${words.dayAndTime(new Date(alert.first_at) / 1000)}` : "",
      alert.flapping ? "comes and goes" : "", silenced].filter(Boolean).join(" \u00b7 ")));
    if (alert.members.length) this.text.append(make("span", "evidence", `Channels: ${alert.members.map((member) => member.channel_id).join(", ")}`));
  }
}
