// One experiment: its cells, why it waits or when it ends, what it asks for, and its protocol.

import { ask } from "./api.js";
import { button, cancel, cellLink, channelLink, extend, stateMark, table, time } from "./experiments.js";
import { make } from "./marks.js";
import * as words from "./words.js";

const REFRESH_MILLIS = 4000;

export class ExperimentPage {
  #context;
  #id;
  #abort = new AbortController();
  #timer;
  #shown = "";

  constructor(main, context, parameters, id) {
    this.#context = context;
    this.#id = id;
    this.main = main;
    context.crumbs("Experiment", id);
    this.said = make("p", { class: "said", role: "status", hidden: true });
    this.#load();
    this.#timer = setInterval(() => context.live.connected && !document.querySelector("dialog[open]") && this.#load(), REFRESH_MILLIS);
  }

  async #load() {
    try {
      const one = await ask(`/experiments/${encodeURIComponent(this.#id)}`, {}, this.#abort.signal);
      const key = JSON.stringify(one);
      if (key === this.#shown || this.#abort.signal.aborted) return;
      this.#shown = key;
      this.#show(one);
    } catch (error) {
      if (!this.#shown || error.status !== undefined) this.#context.problem(error);
    }
  }

  #show(one) {
    const over = ["COMPLETED", "FAULTED", "CANCELLED", "CLOSED"].includes(one.state);
    const again = async (work) => (await work) && this.#load();
    this.main.replaceChildren(
      make("div", "run-head", make("h1", null, one.title || one.experiment_id), stateMark(one.state), one.degraded ? make("strong", null, "fewer cells than asked") : ""),
      make("p", "run-sentence", `${one.experiment_id}, group ${one.group}, priority ${words.sentenceCase(one.priority).toLowerCase()}, ${words.many(one.cells.length, "cell")}. Submitted by ${one.submitted_by ?? "somebody"} on ${words.dayAndTime(one.submitted_unix_second)}.`),
      make("div", "toolbar", make("a", { class: "button primary-link", href: `/compare?experiment=${encodeURIComponent(one.experiment_id)}`, "data-link": true }, "Compare its cells"),
        over ? "" : button("Extend\u2026", "Give it more time", () => again(extend(one, this.said))), over ? "" : button("Cancel\u2026", "Cancel it", () => again(cancel(one, this.said)))), this.said,
      one.why_waiting ? make("section", "panel", make("h2", null, "Why it waits"), make("p", null, one.why_waiting), make("p", null, "At the earliest ", time(one.earliest_start_unix_second, "not foreseen"), ", likely ", time(one.likely_start_unix_second, "not foreseen"), "."),
        one.counts?.length ? table("Channels by what is asked for", ["What is asked for", "Channels that have it", "Left with all before it"], one.counts.map((count) => make("tr", null, make("td", null, count.what), make("td", "number", words.count(count.suitable)), make("td", "number", words.count(count.left))))) : "") : "",
      make("section", { class: "panel", id: "experiment-cells" }, make("h2", null, "Cells"), table("Cells", ["State", "Cell", "Channel", "Run", "Started", "Ended", "Why"], one.cells.map((cell) => make("tr", null, make("td", null, stateMark(cell.state)), make("td", null, cellLink(cell.cell_id)), make("td", null, channelLink(cell.channel_id)),
        make("td", null, cell.run_id ? make("a", { href: `/runs/${cell.run_id}`, "data-link": true }, "charts") : words.ABSENT), make("td", null, time(cell.started_unix_second)), make("td", null, time(cell.ended_unix_second)), make("td", "why", cell.why ?? ""))))),
      make("div", "columns", make("section", "panel", make("h2", null, "What it asks for"), make("dl", "facts", ...Object.entries({
        "Requires": one.requirements?.join("; ") || "nothing beyond its protocol", "Cells at least": one.min_replicates ?? null, "Start": one.starts_together ? "all together" : "one by one",
        "Expected to last": one.expected_duration_p50_second ? `${words.duration(one.expected_duration_p50_second)}, nine in ten under ${words.duration(one.expected_duration_p90_second)}` : null,
        "Likely over": one.expected_end_p50_unix_second ? words.dayAndTime(one.expected_end_p50_unix_second) : null, "Deadline": one.deadline_unix_second ? words.dayAndTime(one.deadline_unix_second) : null,
      }).flatMap(([name, value]) => (value === null ? [] : [make("dt", null, name), make("dd", null, String(value))])))),
      make("section", "panel", make("h2", null, "Protocol"), one.protocol ? make("pre", "protocol", one.protocol) : make("p", "absent", "not told"))));
  }

  addressChanged() {}

  close() {
    this.#abort.abort();
    clearInterval(this.#timer);
  }
}
