// The inbox of alerts: what waits for a person first, then the worst, then the newest. A row stays where it is while somebody writes in it.

import { ask, tell } from "./api.js";
import { make, setText } from "./marks.js";
import * as words from "./words.js";

const REFRESH_MILLIS = 3000;
const ANSWER_MILLIS = 200;
const ANSWER_TRIES = 50;
const FILTERS = { going: "Going on", firing: "Waiting", ACKNOWLEDGED: "Taken", RESOLVED: "Over" };
const STATES = { OPEN: "waits", REOPENED: "waits again", ACKNOWLEDGED: "taken", SUPPRESSED: "part of a common mode", RESOLVED: "over" };

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
  #rows = new Map();
  #abort = new AbortController();
  #timer;

  constructor(main, context, parameters) {
    this.#context = context;
    context.title("Alerts");
    this.summary = make("p", { class: "summary", role: "status" });
    this.chips = make("div", { class: "chips", role: "group", "aria-label": "Filter by state" },
      ...Object.entries(FILTERS).map(([state, word]) => {
        const chip = make("button", { type: "button", class: "chip", "data-state": state }, word);
        chip.addEventListener("click", () => context.go(state === "going" ? "/alerts" : `/alerts?state=${state}`));
        return chip;
      }));
    this.list = make("ul", { class: "findings alerts" });
    this.nothing = make("div", { class: "note", hidden: true }, make("p", null, "No alert here."));
    main.replaceChildren(make("div", "fleet-head", make("h1", null, "Alerts"), this.summary), this.chips, this.list, this.nothing);
    this.addressChanged(parameters);
    this.#timer = setInterval(() => this.#load(), REFRESH_MILLIS);
  }

  addressChanged(parameters) {
    this.#state = FILTERS[parameters.get("state")] ? parameters.get("state") : "going";
    for (const chip of this.chips.children) chip.setAttribute("aria-pressed", chip.dataset.state === this.#state);
    this.#load();
  }

  async #load() {
    if (this.list.contains(document.activeElement)) return;
    try {
      const { alerts, firing_count: firing } = await ask("/alerts", { state: this.#state }, this.#abort.signal);
      if (this.list.contains(document.activeElement)) return;
      setText(this.summary, firing ? `${words.many(firing, "alert")} waiting for a person` : "nothing waits for a person");
      const shown = alerts.map((alert) => this.#row(alert));
      this.#rows = new Map(shown.map((row) => [row.alert.alert_id, row]));
      this.list.replaceChildren(...shown.map((row) => row.element));
      this.nothing.hidden = shown.length > 0;
    } catch (error) {
      this.#context.problem(error);
    }
  }

  #row(alert) {
    const known = this.#rows.get(alert.alert_id);
    return known?.alert.revision === alert.revision ? known : new AlertRow(alert, () => this.#load());
  }

  key(event) {
    if (event.key === "a") {
      const waiting = this.list.querySelector("form");
      if (waiting) {
        event.preventDefault();
        waiting.querySelector("input[name=why]").focus();
      }
    }
  }

  close() {
    this.#abort.abort();
    clearInterval(this.#timer);
  }
}

class AlertRow {
  constructor(alert, changed) {
    this.alert = alert;
    this.changed = changed;
    const where = alert.run_id
      ? make("a", { href: `/runs/${alert.run_id}`, "data-link": true }, alert.channel_id)
      : make("span", null, alert.channel_id);
    this.said = make("span", { class: "meaning", role: "status" });
    const over = alert.state === "RESOLVED" || alert.state === "SUPPRESSED";
    this.element = make("li", { class: over ? "" : alert.severity, "data-alert": alert.alert_id },
      make("strong", null, words.sentenceCase(alert.kind)), where,
      alert.cell_id ? make("span", "more", alert.cell_id) : null,
      alert.source === "SIMULATED" ? make("span", "badge", "SIMULATED") : null,
      make("span", "sentence", alert.sentence),
      make("span", "evidence", [`${STATES[alert.state] ?? alert.state}${alert.by ? ` by ${alert.by}` : ""}${alert.why ? `: ${alert.why}` : ""}`,
        `seen ${words.many(alert.count, "time")}`, `last ${words.wallTime(new Date(alert.last_at))}`,
        alert.to_seq ? `measurements ${alert.from_seq} to ${alert.to_seq}` : "",
        alert.flapping ? "comes and goes" : "", alert.runbook].filter(Boolean).join(" \u00b7 ")),
      alert.members.length ? make("span", "evidence", `Channels: ${alert.members.map((member) => member.channel_id).join(", ")}`) : null,
      alert.state === "OPEN" || alert.state === "REOPENED" ? this.#form() : null, this.said);
  }

  #form() {
    const who = make("input", { name: "who", placeholder: "Who", "aria-label": "Who takes it", required: true, autocomplete: "name" });
    const why = make("input", { name: "why", placeholder: "Reason: what you do about it", "aria-label": "Reason", required: true, autocomplete: "off" });
    who.value = localStorage.getItem("who") ?? "";
    const form = make("form", "take", who, why, make("button", null, "Take it"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      localStorage.setItem("who", who.value.trim());
      this.#take(who.value.trim(), why.value.trim(), form);
    });
    why.addEventListener("keydown", (event) => {
      if (event.key === "Escape") why.blur();
    });
    return form;
  }

  async #take(who, why, form) {
    setText(this.said, "Asking.");
    try {
      let answer = await tell(`/alerts/${this.alert.alert_id}/acknowledge`, { who, why });
      for (let i = 0; answer.state === "WAITING" && i < ANSWER_TRIES; i++) {
        await new Promise((done) => setTimeout(done, ANSWER_MILLIS));
        answer = await ask(`/alert-requests/${answer.request_id}`);
      }
      if (answer.state !== "DONE") {
        setText(this.said, answer.state === "WAITING" ? "The alert-router has not answered yet; is it running?" : `Refused: ${answer.why}`);
        return;
      }
      form.contains(document.activeElement) && document.activeElement.blur();
      this.changed();
    } catch (error) {
      setText(this.said, error.message);
    }
  }
}
