// The cells of the lab, and one of them with its whole life.

import { ask } from "./api.js";
import { cellLink, channelLink, link, stateMark, table, time } from "./experiments.js";
import { make, setText } from "./marks.js";
import * as words from "./words.js";

const FACTS = [["Barcode", "barcode"], ["Electrode area", "area_cm2", "cm\u00b2"], ["Active mass", "active_mass_mg", "mg"], ["Nominal capacity", "nominal_capacity_ah", "Ah"], ["Zinc foil", "zinc_foil_thickness_um", "\u00b5m"]];

export class CellPage {
  #abort = new AbortController();

  constructor(main, context, parameters, id) {
    this.main = main;
    this.context = context;
    this.#open(id).catch((error) => context.problem(error));
  }

  #open(id) {
    this.context.crumbs(...(id ? ["Cells", id] : ["Cells"]));
    return id ? this.#showOne(id) : this.#showAll();
  }

  async #showAll() {
    const { cells } = await ask("/cells", { limit: 2000 }, this.#abort.signal);
    const search = this.search = make("input", { type: "search", placeholder: "Search cell, barcode, channel", "aria-label": "Search", id: "search" });
    const summary = make("p", { class: "summary", role: "status" });
    const rows = cells.map((cell) => ({ text: [cell.cell_id, cell.barcode, cell.mounted_channel_id, cell.experiment_id].join(" ").toLowerCase(), row: make("tr", null, make("td", null, cellLink(cell.cell_id)), make("td", null, cell.barcode ?? ""), make("td", null, words.CELL_KINDS[cell.kind] ?? ""),
      make("td", null, channelLink(cell.mounted_channel_id)), make("td", null, cell.assigned_channel_id && !cell.mounted_channel_id ? channelLink(cell.assigned_channel_id) : words.ABSENT), make("td", null, cell.experiment_id ? link(cell.experiment_id) : words.ABSENT)) }));
    const filter = () => {
      let shown = 0;
      for (const { text, row } of rows) {
        row.hidden = !text.includes(search.value.trim().toLowerCase());
        if (!row.hidden) shown++;
      }
      setText(summary, shown === rows.length ? words.many(shown, "cell") : `${words.count(shown)} of ${words.many(rows.length, "cell")}`);
    };
    search.addEventListener("input", filter);
    filter();
    this.main.replaceChildren(make("div", "wall-head", make("h1", null, "Cells"), summary, search), cells.length === 0
      ? make("div", "note", make("h2", null, "No cell is registered yet"), make("p", null, "Cells are registered with a YAML file; a cell that is registered can be mounted by its barcode:"), make("pre", null, "./coulombus cells register FILE"))
      : make("section", "panel", table("Cells", ["Cell", "Barcode", "Kind", "Mounted on", "Meant for", "Experiment"], rows.map(({ row }) => row))));
  }

  async #showOne(id) {
    const cell = await ask(`/cells/${encodeURIComponent(id)}`, {}, this.#abort.signal);
    const where = cell.mounted_channel_id ? ["It is mounted on ", channelLink(cell.mounted_channel_id), "."] : cell.assigned_channel_id ? ["It is meant for ", channelLink(cell.assigned_channel_id), " and not mounted yet."] : ["It is mounted nowhere."];
    const runs = cell.runs ?? [];
    this.main.replaceChildren(make("div", "run-head", make("h1", null, cell.cell_id)), make("p", "run-sentence", `${words.sentenceCase(words.CELL_KINDS[cell.kind] ?? "")}. `, ...where, cell.experiment_id ? " Experiment " : "", cell.experiment_id ? link(cell.experiment_id) : ""),
      runs.some((run) => run.run_id) ? make("div", "toolbar", make("a", { class: "button", href: `/compare?runs=${runs.map((run) => run.run_id).filter(Boolean).join(",")}`, "data-link": true }, "Compare its runs")) : "",
      make("div", "columns", make("section", { class: "panel", id: "life" }, make("h2", null, "Life"), lifeOf(cell.life ?? [])),
        make("section", "panel", make("h2", null, "What it is"), make("dl", "facts", ...FACTS.flatMap(([name, key, unit]) => [make("dt", null, name), cell[key] === null || cell[key] === undefined ? make("dd", "absent", "not stated") : make("dd", null, unit ? `${cell[key]}\u202f${unit}` : String(cell[key]))]),
          ...Object.entries(cell.fields ?? {}).flatMap(([name, value]) => [make("dt", null, name), make("dd", null, String(value))])))),
      make("section", "panel", make("h2", null, "Runs"), runs.length === 0 ? make("p", "absent", "It has not run in an experiment yet.") : table("Runs", ["State", "Experiment", "Channel", "Started", "Ended", ""], runs.map((run) => make("tr", null, make("td", null, stateMark(run.state)), make("td", null, run.experiment_id ? link(run.experiment_id) : words.ABSENT), make("td", null, channelLink(run.channel_id)),
        make("td", null, time(run.started_unix_second)), make("td", null, time(run.ended_unix_second)), make("td", null, run.run_id ? make("a", { href: `/runs/${run.run_id}`, "data-link": true }, "charts") : ""))))));
  }

  addressChanged() {}

  key(event) {
    if (event.key === "/" && this.search) {
      event.preventDefault();
      this.search.focus();
    }
  }

  close() {
    this.#abort.abort();
  }
}

// What a cell went through, the newest first.
export function lifeOf(life) {
  if (life.length === 0) return make("p", "absent", "Nothing is known of its life.");
  return make("ol", "life", ...[...life].reverse().map((event) => make("li", null, time(event.time_unix_second), make("strong", null, words.sentenceCase(event.what)), event.channel_id ? make("span", null, "on ", channelLink(event.channel_id)) : "", event.run_id ? make("a", { href: `/runs/${event.run_id}`, "data-link": true }, "run") : "", event.detail ? make("span", "absent", event.detail) : "")));
}
