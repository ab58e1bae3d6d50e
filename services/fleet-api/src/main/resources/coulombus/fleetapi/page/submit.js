// A new experiment: its YAML is tried first, where it would go and when, and only then submitted.

import { show } from "./actions.js";
import { ask, tell } from "./api.js";
import { button, channelLink, time } from "./experiments.js";
import { make, setText } from "./marks.js";

const ANSWER_MILLIS = 200;
const ANSWER_TRIES = 50;

export class SubmitPanel {
  constructor(onSubmitted) {
    this.onSubmitted = onSubmitted;
    this.text = make("textarea", { rows: "12", spellcheck: "false", name: "experiment", "aria-label": "The experiment as YAML", placeholder: "The experiment as YAML: cells, protocol, group, what it needs. A file can be dropped here." });
    this.file = make("input", { type: "file", accept: ".yaml,.yml,text/yaml", "aria-label": "An experiment file" });
    this.answer = make("div", { class: "dry-run", role: "status" });
    this.said = make("p", { class: "said", role: "status", hidden: true });
    this.submitButton = button("Submit", "Put it into the queue", () => this.#submit(), { disabled: true, class: "primary" });
    this.tryButton = button("Try it", "Where would it go, and when? Nothing is changed.", () => this.#try());
    this.element = make("details", { class: "panel", id: "submit" }, make("summary", null, "Submit an experiment"),
      make("div", "submit", this.file, this.text, make("div", "dialog-buttons", this.tryButton, this.submitButton), this.said, this.answer));
    this.text.addEventListener("input", () => this.#changed());
    this.file.addEventListener("change", async () => this.file.files[0] && this.#take(await this.file.files[0].text()));
    this.element.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
    this.element.addEventListener("drop", async (event) => {
      const file = event.dataTransfer.files[0];
      if (!file) return;
      event.preventDefault();
      this.element.open = true;
      this.#take(await file.text());
    });
  }

  #take(text) {
    this.text.value = text;
    this.#changed();
    this.#try();
  }

  // What was tried is what may be submitted.
  #changed() {
    this.submitButton.disabled = true;
    this.answer.replaceChildren();
  }

  async #try() {
    const text = this.text.value;
    if (!text.trim()) {
      this.text.focus();
      return;
    }
    this.answer.replaceChildren(make("p", "absent", "Trying."));
    try {
      const answer = await tell("/experiments/dry-run", text);
      if (text !== this.text.value) return;
      this.submitButton.disabled = answer.problems.length > 0;
      this.answer.replaceChildren(...this.#words(answer));
    } catch (error) {
      this.answer.replaceChildren(make("p", "must-act-note", make("strong", null, "It cannot be read. "), error.message, error.which ? ` (${error.which})` : ""));
    }
  }

  #words(answer) {
    if (answer.problems.length > 0) return [make("p", null, make("strong", null, "It would be refused:")), make("ul", null, ...answer.problems.map((problem) => make("li", null, problem)))];
    const now = answer.placements.length > 0;
    return [make("p", null, make("strong", null, now ? "It would start at once." : "It would wait. "), now ? "" : answer.why),
      now ? make("ul", null, ...answer.placements.map((one) => make("li", null, `${one.cell_id} on `, channelLink(one.channel_id)))) : "",
      make("p", null, "At the earliest ", time(answer.earliest_start_unix_second, "not foreseen"), ", likely ", time(answer.likely_start_unix_second, "not foreseen"), "."),
      answer.counts?.length ? make("details", null, make("summary", null, "Which channels would do"), make("ul", null, ...answer.counts.map((count) => make("li", null, `${count.what}: ${count.suitable} suitable, ${count.left} left`)))) : ""];
  }

  async #submit() {
    this.submitButton.disabled = true;
    const done = await show(this.said, async () => {
      const who = localStorage.getItem("who");
      let answer = await tell(`/experiments${who ? `?who=${encodeURIComponent(who)}` : ""}`, this.text.value);
      for (let i = 0; answer.state === "WAITING" && i < ANSWER_TRIES; i++) {
        await new Promise((later) => setTimeout(later, ANSWER_MILLIS));
        answer = await ask(`/requests/${answer.request_id}`);
      }
      if (answer.state === "REFUSED") return { done: false, text: `Refused: ${answer.why}` };
      return answer.state === "WAITING" ? { done: false, text: "Asked; the scheduler has not answered yet. Is it running?" } : { done: true, text: answer.experiment_id ? `Submitted as ${answer.experiment_id}.` : "Submitted." };
    });
    if (done) {
      this.text.value = "";
      setText(this.answer, "");
      this.onSubmitted();
    } else this.submitButton.disabled = false;
  }
}
