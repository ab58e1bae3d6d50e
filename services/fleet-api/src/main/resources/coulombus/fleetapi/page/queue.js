// The queue: what waits, why, and when it will likely start. Rows are moved by dragging, by buttons or by keys; a new experiment is tried
// before it is submitted.

import { may } from "./actions.js";
import { askIfThere } from "./api.js";
import { button, cancel, cellLink, extend, link, move, stateMark, table, time } from "./experiments.js";
import { make, setText } from "./marks.js";
import { SubmitPanel } from "./submit.js";
import * as words from "./words.js";

const REFRESH_MILLIS = 4000;
const PRIORITIES = ["HIGH", "NORMAL", "LOW"];

export class QueuePage {
  #context;
  #abort = new AbortController();
  #timer;
  #mayPlan = true;
  #dragged = null;
  #shown = "";

  constructor(main, context) {
    this.#context = context;
    context.title("Queue");
    this.summary = make("p", { class: "summary", role: "status" });
    this.said = make("p", { class: "said", role: "status", hidden: true });
    this.waiting = make("section", { class: "panel", id: "queue", "aria-label": "Waiting" });
    this.running = make("section", { class: "panel", id: "going", "aria-label": "Under way" });
    this.submit = new SubmitPanel(() => this.#load());
    main.replaceChildren(make("div", "wall-head", make("h1", null, "Queue"), this.summary), this.said, this.waiting, this.submit.element, this.running);
    this.#open();
  }

  async #open() {
    this.#mayPlan = await may("PLAN");
    await this.#load();
    this.#timer = setInterval(() => this.#context.live.connected && !this.#busy() && this.#load(), REFRESH_MILLIS);
  }

  // Rows stay where they are while somebody drags one, or writes in a dialog.
  #busy() {
    return this.#dragged !== null || document.querySelector("dialog[open]") !== null;
  }

  async #load() {
    try {
      const [queue, live] = await Promise.all([askIfThere("/queue", { limit: 2000 }, this.#abort.signal), askIfThere("/experiments", { state: "live", limit: 2000 }, this.#abort.signal)]);
      if (this.#abort.signal.aborted) return;
      const waiting = queue?.experiments ?? [];
      const going = (live?.experiments ?? []).filter((one) => one.state !== "QUEUED");
      const key = JSON.stringify([waiting, going, Math.floor(Date.now() / 60000)]);
      if (key === this.#shown) return;
      this.#shown = key;
      setText(this.summary, waiting.length === 0 ? "Nothing waits." : `${words.many(waiting.length, "experiment")} with ${words.many(waiting.reduce((sum, one) => sum + cellsWaiting(one), 0), "cell")} waiting; ${words.count(going.length)} under way.`);
      this.#showWaiting(waiting, queue === null);
      this.#showGoing(going);
    } catch (error) {
      this.#context.problem(error);
    }
  }

  #showWaiting(waiting, absent) {
    if (waiting.length === 0) {
      this.waiting.replaceChildren(make("h2", null, "Waiting"), make("p", "absent", absent ? "This service answers nothing about experiments." : "The queue is empty. Submit an experiment below, or on the command line: coulombus experiments submit FILE."));
      return;
    }
    const focused = document.activeElement?.dataset?.move;
    this.waiting.replaceChildren(make("h2", null, "Waiting"), table("Experiments that wait, in the order in which they are thought of", ["", "Experiment", "Group", "Priority", "Cells", "Why it waits", "Earliest", "Likely", "Deadline", ""],
      waiting.map((one, i) => this.#row(one, i, waiting)), { class: "queue" }));
    if (focused) this.waiting.querySelector(`[data-move="${CSS.escape(focused)}"]`)?.focus();
  }

  #row(one, i, waiting) {
    const position = one.queue_position ?? i + 1;
    const late = one.deadline_unix_second !== null && one.deadline_unix_second !== undefined && one.likely_start_unix_second !== null && one.likely_start_unix_second > one.deadline_unix_second;
    const row = make("tr", { "data-experiment": one.experiment_id, draggable: this.#mayPlan ? "true" : null },
      make("td", "number queue-place", this.#mayPlan ? make("span", { class: "grip", "aria-hidden": "true" }, "\u2807") : null, String(position)),
      make("td", null, link(one.experiment_id), make("span", "more", one.title ?? "")),
      make("td", null, one.group), make("td", null, this.#priority(one)), make("td", "number", words.count(one.cells?.length ?? 0)),
      make("td", "why", one.why_waiting ?? make("span", "absent", "not known yet")),
      make("td", null, time(one.earliest_start_unix_second, "not foreseen")), make("td", null, time(one.likely_start_unix_second, "not foreseen")),
      make("td", late ? "late" : null, one.deadline_unix_second ? time(one.deadline_unix_second) : "", late ? make("strong", "more", "likely missed") : null),
      make("td", "row-buttons", this.#mayPlan ? button("\u2191", `Move ${one.experiment_id} up`, () => this.#move(one, position - 1), { disabled: i === 0, "data-move": `${one.experiment_id} up` }) : null,
        this.#mayPlan ? button("\u2193", `Move ${one.experiment_id} down`, () => this.#move(one, position + 1), { disabled: i === waiting.length - 1, "data-move": `${one.experiment_id} down` }) : null,
        button("Cancel\u2026", `Cancel ${one.experiment_id}`, async () => (await cancel(one, this.said)) && this.#load())));
    if (this.#mayPlan) this.#dragging(row, one, position, waiting);
    return row;
  }

  #priority(one) {
    if (!this.#mayPlan) return words.sentenceCase(one.priority);
    const select = make("select", { "aria-label": `Priority of ${one.experiment_id}` }, ...PRIORITIES.map((value) => make("option", { value }, words.sentenceCase(value))));
    select.value = one.priority;
    select.addEventListener("change", async () => {
      const done = await move(one, { priority: select.value }, `Its priority becomes ${select.value.toLowerCase()}.`, this.said);
      if (!done) select.value = one.priority;
      this.#load();
    });
    return select;
  }

  #dragging(row, one, position, waiting) {
    row.addEventListener("dragstart", (event) => {
      this.#dragged = { one, position };
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", one.experiment_id);
      row.classList.add("is-dragged");
    });
    row.addEventListener("dragend", () => {
      this.#dragged = null;
      row.classList.remove("is-dragged");
      this.waiting.querySelectorAll(".drop-here").forEach((other) => other.classList.remove("drop-here"));
    });
    row.addEventListener("dragover", (event) => {
      if (!this.#dragged || this.#dragged.one === one) return;
      event.preventDefault();
      row.classList.add("drop-here");
    });
    row.addEventListener("dragleave", () => row.classList.remove("drop-here"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      const dragged = this.#dragged;
      this.#dragged = null;
      if (dragged) this.#move(dragged.one, position);
    });
  }

  async #move(one, position) {
    if (await move(one, { position }, `It goes to place ${position} of the queue. Places are kept until somebody moves it again.`, this.said)) this.#load();
  }

  #showGoing(going) {
    this.running.hidden = going.length === 0;
    this.running.replaceChildren(make("h2", null, "Under way"), table("Experiments under way", ["State", "Experiment", "Group", "Cells", "Started", "Likely over", "Nine in ten over", ""], going.map((one) => make("tr", null,
      make("td", null, stateMark(one.state), one.degraded ? make("span", { class: "more", title: "Fewer cells run than were asked for" }, "fewer cells than asked") : null),
      make("td", null, link(one.experiment_id), make("span", "more", one.title ?? "")), make("td", null, one.group),
      make("td", null, ...(one.cells ?? []).slice(0, 4).flatMap((cell, i) => [i ? ", " : "", cellLink(cell.cell_id)]), (one.cells?.length ?? 0) > 4 ? ` and ${one.cells.length - 4} more` : ""),
      make("td", null, time(one.started_unix_second)), make("td", null, time(one.expected_end_p50_unix_second)), make("td", null, time(one.expected_end_p90_unix_second)),
      make("td", "row-buttons", make("a", { class: "button", href: `/compare?experiment=${encodeURIComponent(one.experiment_id)}`, "data-link": true }, "Compare"),
        button("Extend\u2026", `Give ${one.experiment_id} more time`, async () => (await extend(one, this.said)) && this.#load()), button("Cancel\u2026", `Cancel ${one.experiment_id}`, async () => (await cancel(one, this.said)) && this.#load()))))));
  }

  addressChanged() {}

  key(event) {
    if (event.key === "/") {
      event.preventDefault();
      this.#context.go("/");
    }
  }

  close() {
    this.#abort.abort();
    clearInterval(this.#timer);
  }
}

const cellsWaiting = (one) => (one.cells ?? []).filter((cell) => cell.state === "QUEUED").length;
