// What can be done with the channels that are chosen on the wall: compare their runs, stop them.

import { askWhy, change } from "./actions.js";
import { make, setText } from "./marks.js";
import * as words from "./words.js";

const MOST_COMPARED = 60;

export class WallSelection {
  chosen = new Set();
  #model;
  #context;

  constructor(model, context, onChange) {
    this.#model = model;
    this.#context = context;
    this.onChange = onChange;
    this.text = make("span", { role: "status" });
    this.compare = make("button", { type: "button", class: "primary" }, "Compare");
    this.stop = make("button", { type: "button" }, "Stop\u2026");
    this.list = make("button", { type: "button" }, "As csv");
    const clear = make("button", { type: "button", title: "Esc" }, "Choose none");
    this.said = make("span", { class: "said", role: "status" });
    this.element = make("div", { class: "wall-selection", hidden: true, role: "region", "aria-label": "Chosen channels" }, this.text, this.compare, this.stop, this.list, clear, this.said);
    this.compare.addEventListener("click", () => context.go(`/compare?runs=${this.#runs().map((channel) => channel.run_id).slice(0, MOST_COMPARED).join(",")}`));
    this.stop.addEventListener("click", () => this.#stop());
    this.list.addEventListener("click", () => this.#save());
    clear.addEventListener("click", () => this.choose([], "new"));
  }

  get #channels() {
    return [...this.chosen].map((id) => this.#model.get(id)).filter(Boolean);
  }

  #runs() {
    return this.#channels.filter((channel) => channel.run_id);
  }

  // how: "new" for these only, "add", "toggle".
  choose(channels, how) {
    if (how === "new") this.chosen.clear();
    for (const { channel_id: id } of channels) {
      if (how === "toggle" && this.chosen.has(id)) this.chosen.delete(id);
      else this.chosen.add(id);
    }
    this.onChange();
  }

  show() {
    this.element.hidden = this.chosen.size === 0;
    const running = this.#channels.filter((channel) => channel.run_id && channel.state !== "ENDED").length;
    setText(this.text, `${words.many(this.chosen.size, "channel")} chosen`);
    this.compare.disabled = this.#runs().length === 0;
    this.stop.disabled = running === 0;
    this.stop.title = running === 0 ? "None of them runs" : `${words.many(running, "test")} would be stopped`;
  }

  async #stop() {
    const running = this.#channels.filter((channel) => channel.run_id && channel.state !== "ENDED");
    const names = running.slice(0, 12).map((channel) => channel.channel_id).join(", ");
    const answer = await askWhy({ title: `Stop ${words.many(running.length, "test")}?`, verb: `Stop ${words.count(running.length)}`,
      text: `${names}${running.length > 12 ? ` and ${words.count(running.length - 12)} more` : ""}. A test that is stopped cannot go on; its data stay.` });
    if (!answer) return;
    let done = 0;
    const refused = [];
    for (const { channel_id: id } of running) {
      setText(this.said, `Asking: ${done + refused.length + 1} of ${running.length}`);
      try {
        const result = await change(`/channels/${encodeURIComponent(id)}/stop`, { why: answer.why, requested_by: answer.who });
        if (result.done) done++;
        else refused.push(`${id}: ${result.text}`);
      } catch (error) {
        refused.push(`${id}: ${error.message}`);
      }
    }
    setText(this.said, [done ? `${words.many(done, "test")} will stop.` : "", ...refused.slice(0, 3), refused.length > 3 ? `and ${refused.length - 3} more` : ""].filter(Boolean).join(" "));
  }

  #save() {
    const rows = this.#channels.map((c) => [c.channel_id, c.rack, c.cycler, c.cell_id, c.state, c.cell_state, c.run_id, c.experiment_id, c.test_time_second, c.voltage_volt, c.current_ampere, c.rolling_10_coulombic_efficiency, c.polarization_half_volt]
      .map((value) => (/[",\n]/.test(value ?? "") ? `"${String(value).replaceAll("\"", "\"\"")}"` : value ?? "")).join(","));
    const text = `${["channel_id,rack,cycler,cell_id,state,cell_state,run_id,experiment_id,test_time_second,voltage_volt,current_ampere,rolling_10_coulombic_efficiency,polarization_half_volt", ...rows].join("\r\n")}\r\n`;
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: "channels.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
}
