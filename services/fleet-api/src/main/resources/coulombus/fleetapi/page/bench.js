// At the bench, on a phone or with a barcode scanner that types: scan the cell, scan the channel, and read go or no-go in words. A wrong
// cell on a channel is refused here already, and again by the scheduler.

import { askWhy, change, may } from "./actions.js";
import { askIfThere } from "./api.js";
import { channelLink } from "./experiments.js";
import { make, setText } from "./marks.js";
import * as words from "./words.js";

// What to connect where. Positive current strips or charges, so the red (working) lead is on the electrode that is named.
const LEADS = {
  FULL: "Red (+, working) to the cathode, black (\u2212, counter and reference) to the zinc.",
  PLATING: "Red (+, working) to the bare collector, black (\u2212, counter and reference) to the zinc.",
  INSERTION_HALF: "Red (+, working) to the insertion electrode, black (\u2212, counter and reference) to the metal.",
  SYMMETRIC: "Both electrodes are alike: red (+, working) to the side that is marked, black (\u2212) to the other, so that it stays the same after a change.",
  UNKNOWN: "The kind of the cell is not stated: red (+, working) as your protocol says, black (\u2212) to the other.",
};

export class BenchPage {
  #context;
  #abort = new AbortController();
  #cell = null;
  #channel = null;
  #mayBench = true;

  constructor(main, context, parameters) {
    this.#context = context;
    context.title("Bench");
    this.step = make("h1", { id: "bench-step" });
    this.input = make("input", { id: "scan", class: "scan", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", enterkeyhint: "go", "aria-labelledby": "bench-step" });
    this.card = make("section", { class: "bench-card", hidden: true });
    this.verdict = make("section", { class: "verdict", role: "alert", hidden: true });
    this.buttons = make("div", "bench-buttons");
    this.said = make("p", { class: "said", role: "status", hidden: true });
    const form = make("form", "bench-form", this.step, this.input, make("button", { class: "primary" }, "Go on"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const code = this.input.value.trim();
      this.input.value = "";
      if (code) this.#scanned(code);
    });
    main.replaceChildren(make("div", "bench", form, this.verdict, this.card, this.buttons, this.said));
    may("BENCH").then((allowed) => {
      this.#mayBench = allowed;
      if (!allowed) this.#judge(false, "You may look, but not mount", "Your role does not work at the bench. Scanning still tells what is where.");
    });
    this.#first();
    const code = parameters.get("scan");
    if (code) this.#scanned(code);
  }

  #first(keepVerdict = false) {
    this.#cell = null;
    this.#channel = null;
    setText(this.step, "Scan the cell");
    this.input.placeholder = "barcode of the cell, or a channel";
    this.card.hidden = true;
    this.buttons.replaceChildren();
    if (!keepVerdict) this.verdict.hidden = true;
    this.input.focus();
  }

  async #scanned(code) {
    this.said.hidden = true;
    try {
      const facility = await askIfThere("/facility", {}, this.#abort.signal);
      const channel = facility?.channels.find((one) => one.channel_id.toLowerCase() === code.toLowerCase());
      if (this.#cell) await this.#second(code, channel);
      else if (channel) this.#showChannel(channel);
      else await this.#firstCell(code);
    } catch (error) {
      this.#judge(false, "That did not work", error.message);
    }
  }

  async #firstCell(code) {
    const cell = await askIfThere(`/cells/${encodeURIComponent(code)}`, {}, this.#abort.signal);
    if (!cell) {
      this.#judge(false, `${code} is not known`, "No cell and no channel has this code. Register the cell first, or scan again: a smudged label reads wrong.");
      return;
    }
    this.verdict.hidden = true;
    this.#cell = cell;
    const kind = words.CELL_KINDS[cell.kind] ?? "cell";
    if (cell.mounted_channel_id) {
      setText(this.step, `Take it off: scan ${cell.mounted_channel_id}`);
      this.#describe(cell.cell_id, kind, ["It is mounted on ", make("strong", null, cell.mounted_channel_id), ". Scan that channel to take it off."]);
    } else if (cell.assigned_channel_id) {
      setText(this.step, `Now scan ${cell.assigned_channel_id}`);
      this.#describe(cell.cell_id, kind, ["It goes to channel ", make("strong", "bench-target", cell.assigned_channel_id), cell.experiment_id ? `, for ${cell.experiment_id}.` : "."], LEADS[cell.kind] ?? LEADS.UNKNOWN);
    } else {
      setText(this.step, "Now scan the channel");
      this.#describe(cell.cell_id, kind, [cell.experiment_id ? `${cell.experiment_id} waits for a channel for it; it can be mounted beforehand, and then stays there.` : "No experiment waits for it; it can be mounted and measured later."], LEADS[cell.kind] ?? LEADS.UNKNOWN);
    }
    this.input.placeholder = "barcode of the channel";
    this.buttons.replaceChildren(this.#big("Start over", () => this.#first()));
    this.input.focus();
  }

  #describe(name, kind, where, leads = null) {
    this.card.hidden = false;
    this.card.replaceChildren(make("p", "bench-name", name), make("p", "more", kind), make("p", null, ...where), leads ? make("p", "leads", leads) : "");
  }

  // The channel of the cell that was scanned before.
  async #second(code, channel) {
    const cell = this.#cell;
    if (!channel) {
      this.#judge(false, `${code} is no channel`, `Scan the channel for ${cell.cell_id}, or start over.`);
      return;
    }
    const id = channel.channel_id;
    const takesOff = cell.mounted_channel_id !== null && cell.mounted_channel_id !== undefined;
    const hindrance = takesOff ? this.#againstUnmount(cell, id) : this.#againstMount(cell, channel);
    if (hindrance) {
      this.#judge(false, takesOff ? "Do not take it off" : "Do not connect it", hindrance);
      return;
    }
    if (!this.#mayBench) return;
    const { done, text } = await change(`/channels/${encodeURIComponent(id)}/${takesOff ? "unmount" : "mount"}`, { barcode: cell.barcode || cell.cell_id, who: localStorage.getItem("who") ?? "" });
    if (!done) this.#judge(false, takesOff ? "Do not take it off" : "Do not connect it", text);
    else {
      this.#judge(true, takesOff ? `${cell.cell_id} is off ${id}` : `${cell.cell_id} is on ${id}`, takesOff ? "The channel is free for the next one." : `${LEADS[cell.kind] ?? LEADS.UNKNOWN} The preflight looks at voltage and polarity before any current flows.`);
      this.#first(true);
    }
  }

  #againstUnmount(cell, id) {
    return cell.mounted_channel_id === id ? null : `${cell.cell_id} is on ${cell.mounted_channel_id}, and this is ${id}.`;
  }

  #againstMount(cell, channel) {
    const id = channel.channel_id;
    if (cell.assigned_channel_id && cell.assigned_channel_id !== id) return `${cell.cell_id} goes to ${cell.assigned_channel_id}, and this is ${id}.`;
    if (channel.assigned_cell_id && channel.assigned_cell_id !== cell.cell_id) return `${id} waits for ${channel.assigned_cell_id}, and this is ${cell.cell_id}.`;
    if (channel.mounted_cell_id) return `${channel.mounted_cell_id} is still on ${id}: take it off first.`;
    if (channel.lock) return `${id} is locked by ${channel.lock.by}: ${channel.lock.why}.`;
    if (channel.quarantine) return `${id} is in quarantine: ${channel.quarantine.why}.`;
    return channel.admin && channel.admin !== "ENABLED" ? `${id} is not in use${channel.admin_why ? `: ${channel.admin_why}` : ""}.` : null;
  }

  // A channel alone: what is on it, and the lock.
  #showChannel(channel) {
    this.verdict.hidden = true;
    this.#channel = channel;
    const { channel_id: id, lock, quarantine } = channel;
    setText(this.step, "Scan a cell, or choose");
    this.#describe(id, [channel.rack ? `rack ${channel.rack}` : "", channel.cycler].filter(Boolean).join(", "), [
      channel.mounted_cell_id ? `${channel.mounted_cell_id} is mounted. ` : "No cell is mounted. ", channel.assigned_cell_id && channel.assigned_cell_id !== channel.mounted_cell_id ? `It waits for ${channel.assigned_cell_id}. ` : "",
      lock ? `Locked by ${lock.by}: ${lock.why}. ` : "", quarantine ? `In quarantine: ${quarantine.why}. ${quarantine.release_asked_by ? `${quarantine.release_asked_by} has asked to release it; a second person confirms. ` : ""}` : "",
      channel.hindrance ? `Nothing new starts: ${channel.hindrance}. ` : "", channelLink(id)]);
    const ask = (title, verb, path, more) => async () => {
      const answer = await askWhy({ title, verb, ...more });
      if (!answer) return;
      this.said.hidden = false;
      setText(this.said, "Asking.");
      try {
        const { done, text } = await change(`/channels/${encodeURIComponent(id)}/${path}`, answer);
        this.#judge(done, done ? `${title}: done` : "Not done", text);
        this.said.hidden = true;
        this.#first(true);
      } catch (error) {
        this.#judge(false, "Not done", error.message);
        this.said.hidden = true;
      }
    };
    const key = (required) => ({ fields: [["key", required ? "Key: a word that opens it again" : "Key, or empty: then a second person confirms", { autocomplete: "off", required }]] });
    this.buttons.replaceChildren(...this.#mayBench ? [lock ? this.#big("Unlock", ask(`Unlock ${id}`, "Unlock", "unlock", key(false))) : this.#big("Lock", ask(`Lock ${id}`, "Lock", "lock", key(true))),
      quarantine ? this.#big(quarantine.release_asked_by ? "Confirm the release" : "Ask for release", ask(`Release ${id} from quarantine`, "Release", "release-quarantine")) : this.#big("Quarantine", ask(`Put ${id} into quarantine`, "Quarantine", "quarantine"))] : [], this.#big("Start over", () => this.#first()));
    this.input.focus();
  }

  #big(text, act) {
    const one = make("button", { type: "button", class: "big" }, text);
    one.addEventListener("click", act);
    return one;
  }

  // Go or no-go: a word, a sign and a sentence, so that colour is not needed.
  #judge(good, head, text) {
    this.verdict.hidden = false;
    this.verdict.className = `verdict ${good ? "is-go" : "is-no-go"}`;
    this.verdict.replaceChildren(make("p", "verdict-word", good ? "\u2713 GO" : "\u2715 NO GO"), make("p", "verdict-head", head), make("p", null, text));
    navigator.vibrate?.(good ? 80 : [120, 80, 120]);
    this.input.focus();
  }

  addressChanged() {}

  // A scanner types wherever the focus is.
  key(event) {
    if (event.key === "Escape") this.#first();
    else if (event.key.length === 1 && event.key !== "?" && event.target !== this.input) {
      event.preventDefault();
      this.input.focus();
      this.input.value += event.key;
    }
  }

  close() {
    this.#abort.abort();
  }
}
