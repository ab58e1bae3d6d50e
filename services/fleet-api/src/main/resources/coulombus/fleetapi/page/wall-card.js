// What stands beside the square under the pointer or the focus: who, how it goes, the last values and their last hours as a small line.

import { ask } from "./api.js";
import { conditionText, conditionOf, make, mark } from "./marks.js";
import { driftOf } from "./wall-modes.js";
import * as words from "./words.js";

const LOOK_MILLIS = 130;
const SPARK = { width: 240, height: 46, points: 240 };
const KEEP = 60;

export class WallCard {
  #sparks = new Map();
  #timer = null;
  #shown = null;

  constructor(model) {
    this.model = model;
    this.element = make("aside", { class: "wall-card", hidden: true, "aria-hidden": "true" });
  }

  // Beside the square, inside the window.
  show(channel, box, wallElement) {
    if (!channel) {
      this.hide();
      return;
    }
    const fresh = this.#shown !== channel;
    this.#shown = channel;
    this.#write(channel);
    this.element.hidden = false;
    if (!fresh) return;
    const wall = wallElement.getBoundingClientRect();
    const [width, height] = [this.element.offsetWidth, this.element.offsetHeight];
    let left = wall.left + box.left + box.size + 10;
    if (left + width > innerWidth - 8) left = Math.max(8, wall.left + box.left - width - 10);
    const top = Math.min(Math.max(60, wall.top + box.top - 12), innerHeight - height - 8);
    Object.assign(this.element.style, { left: `${left}px`, top: `${top}px` });
    clearTimeout(this.#timer);
    if (channel.run_id) this.#timer = setTimeout(() => this.#spark(channel), LOOK_MILLIS);
  }

  // New values under a pointer that rests.
  refresh() {
    if (this.#shown && !this.element.hidden) this.#write(this.#shown);
  }

  hide() {
    clearTimeout(this.#timer);
    this.#shown = null;
    this.element.hidden = true;
  }

  #write(channel) {
    const running = channel.state !== "EMPTY";
    const drift = driftOf(channel);
    const left = this.model.secondsLeft(channel);
    const rows = [
      ["Experiment", channel.experiment_id ? `${channel.experimentTitle || channel.experiment_id}${channel.group ? `, ${channel.group}` : ""}` : running ? channel.title : null],
      ["Voltage", running ? words.voltage(channel.voltage_volt, channel.cell_kind) : null],
      ["Current", running ? words.current(channel.current_ampere) : null],
      ["Test time", running ? words.hours(channel.test_time_second) : null],
      ["CE, 10-cycle", channel.rolling_10_coulombic_efficiency ? words.percent(channel.rolling_10_coulombic_efficiency) : null],
      ["Polarisation", channel.polarization_half_volt ? words.voltage(channel.polarization_half_volt) + (drift === null ? "" : `, ${words.plain(drift * 100, 0)}\u202f% against its baseline`) : null],
      ["Time left", left === null || channel.state === "ENDED" ? null : left < 0 ? `past its time by ${words.duration(-left)}` : `about ${words.duration(left)}`],
      ["Data", channel.state === "ENDED" ? "test ended" : running ? words.ago(this.model.ageOf(channel)) : null],
      ["Mounted", !running && channel.mounted_cell_id ? channel.mounted_cell_id : null],
      ["Locked", channel.lock ? lockText(channel.lock) : null],
      ["Hindrance", channel.hindrance || null],
    ].filter(([, value]) => value !== null);
    const spark = this.#sparks.get(channel.run_id);
    this.element.replaceChildren(
      make("p", "wall-card-head", mark(conditionOf(channel), 18), make("strong", null, channel.channel_id), channel.cell_id ? ` ${channel.cell_id}` : "", channel.source === "SIMULATED" ? make("span", "badge", "SIMULATED") : null),
      make("p", "wall-card-state", `${conditionText(channel)}${running ? `, ${words.CELL_KINDS[channel.cell_kind] ?? ""}` : ""}`),
      make("dl", channel.state === "STALE" ? "is-stale-card" : null, ...rows.flatMap(([name, value]) => [make("dt", null, name), make("dd", null, value)])),
      ...(spark ? [spark] : []), ...(channel.last_finding ? [make("p", "wall-card-finding", channel.last_finding)] : []));
  }

  async #spark(channel) {
    try {
      const trace = await ask(`/runs/${channel.run_id}/trace`, { from: Math.max(0, (channel.test_time_second ?? 0) - 6 * 3600), points: SPARK.points });
      if (this.#sparks.size > KEEP) this.#sparks.clear();
      this.#sparks.set(channel.run_id, sparkline(trace));
      if (this.#shown === channel) this.#write(channel);
    } catch {
      // The run was forgotten or the line is lost: the card stands without it.
    }
  }
}

const lockText = ({ by, why }) => [why, by ? `by ${by}` : ""].filter(Boolean).join(", ");

function sparkline({ test_time_second: time, voltage_volt: volt }) {
  const scale = window.devicePixelRatio || 1;
  const canvas = make("canvas", { class: "spark", width: SPARK.width * scale, height: SPARK.height * scale });
  const seen = volt.filter((value) => value !== null);
  const figure = make("figure", "spark-box", canvas, make("figcaption", null, seen.length > 1 ? `voltage, last ${words.hours(time.at(-1) - time[0], 1)}` : "no voltage yet"));
  if (seen.length < 2) return figure;
  const ctx = canvas.getContext("2d");
  const [least, greatest] = [Math.min(...seen), Math.max(...seen)];
  const x = (second) => 2 + (second - time[0]) / Math.max(1e-9, time.at(-1) - time[0]) * (SPARK.width - 4);
  const y = (value) => 3 + (greatest - value) / Math.max(1e-9, greatest - least) * (SPARK.height - 6);
  ctx.scale(scale, scale);
  ctx.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue("--voltage").trim();
  ctx.lineWidth = 1.3;
  ctx.beginPath();
  let pen = false;
  volt.forEach((value, i) => {
    if (value === null) pen = false;
    else {
      ctx[pen ? "lineTo" : "moveTo"](x(time[i]), y(value));
      pen = true;
    }
  });
  ctx.stroke();
  return figure;
}
