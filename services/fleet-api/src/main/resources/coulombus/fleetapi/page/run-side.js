// What stands beside a run's charts: the experiment and how long it will likely go on, the life of its cell, and what people did with
// the channel. Each part is left out where the service has none of it, or does not tell it to who asks.

import { ask } from "./api.js";
import { lifeOf } from "./cell.js";
import { cellLink, link, stateMark, table, time } from "./experiments.js";
import { make } from "./marks.js";
import * as words from "./words.js";

const MOST_ENTRIES = 50;

export class RunSide {
  constructor(run, signal) {
    this.element = make("div", { class: "columns", id: "beside" });
    this.#load(run, signal);
  }

  async #load(run, signal) {
    const optional = (path, parameters) => ask(path, parameters, signal).catch(() => null);
    const cellId = run.cell?.cell_id;
    const [cell, log] = await Promise.all([cellId ? listed(optional, cellId) : null, optional("/audit", { subject: run.channel_id, limit: MOST_ENTRIES })]);
    const experimentId = cell?.runs?.find((one) => one.run_id === run.run_id)?.experiment_id ?? null;
    const experiment = experimentId ? await optional(`/experiments/${encodeURIComponent(experimentId)}`) : null;
    if (signal.aborted) return;
    this.element.replaceChildren(...[experiment ? experimentOf(experiment) : null, cell ? make("section", { class: "panel", id: "life" }, make("h2", null, "Life of ", cellLink(cell.cell_id)), lifeOf(cell.life ?? [])) : null, log?.entries?.length ? logOf(log.entries) : null].filter(Boolean));
  }
}

// Only cells that are registered are asked for.
async function listed(optional, cellId) {
  const facility = await optional("/cells", { limit: 100000 });
  return facility?.cells?.some((one) => one.cell_id === cellId) ? optional(`/cells/${encodeURIComponent(cellId)}`) : null;
}

function experimentOf(one) {
  return make("section", { class: "panel", id: "experiment" }, make("h2", null, "Experiment ", link(one.experiment_id)), make("p", null, stateMark(one.state), ` ${one.title ?? ""}`), make("dl", "facts",
    ...[["Group", one.group], ["Started", time(one.started_unix_second)], ["Likely over", time(one.expected_end_p50_unix_second, "not known")], ["Nine in ten over", time(one.expected_end_p90_unix_second, "not known")],
      ["Cells", words.count(one.cells?.length ?? 0)]].flatMap(([name, value]) => [make("dt", null, name), make("dd", null, value)])),
  make("p", null, make("a", { href: `/compare?experiment=${encodeURIComponent(one.experiment_id)}`, "data-link": true }, "Compare its cells")));
}

function logOf(entries) {
  return make("section", { class: "panel", id: "log" }, make("h2", null, "What people did with this channel"), table("What people did", ["When", "Who", "What", "Why", "Came of it"], entries.map((entry) => make("tr", null,
    make("td", null, time(entry.at_unix_second)), make("td", null, entry.who), make("td", null, words.sentenceCase(entry.what)), make("td", "why", entry.why ?? ""), make("td", null, words.sentenceCase(entry.decision?.state ?? entry.outcome))))));
}
