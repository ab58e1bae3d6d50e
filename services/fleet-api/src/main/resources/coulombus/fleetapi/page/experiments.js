// What the pages of experiments share: states as marks, times, changes that a person asks for.

import { askWhy, change, show } from "./actions.js";
import { make, markOf } from "./marks.js";
import * as words from "./words.js";

export const STATES = {
  QUEUED: { letter: "Q", shape: "square", colour: "grey", open: true, word: "Queued" },
  ASSIGNED: { letter: "A", shape: "square", colour: "sky", open: true, word: "Assigned" },
  PREPARING: { letter: "P", shape: "square", colour: "sky", open: true, word: "Preparing" },
  MOUNTED: { letter: "M", shape: "square", colour: "sky", word: "Mounted" },
  ARMED: { letter: "A", shape: "circle", colour: "sky", word: "Armed" },
  STARTING: { letter: "B", shape: "circle", colour: "sky", open: true, word: "Starting" },
  RUNNING: { letter: "R", shape: "circle", colour: "green", word: "Running" },
  STOPPING: { letter: "X", shape: "circle", colour: "grey", open: true, word: "Stopping" },
  CANCELLING: { letter: "X", shape: "circle", colour: "grey", open: true, word: "Cancelling" },
  HELD: { letter: "H", shape: "octagon", colour: "red", word: "Held: a person must decide" },
  COMPLETED: { letter: "C", shape: "square", colour: "blue", word: "Completed" },
  FAULTED: { letter: "F", shape: "diamond", colour: "orange", word: "Faulted" },
  CANCELLED: { letter: "X", shape: "square", colour: "grey", word: "Cancelled" },
  CLOSED: { letter: "C", shape: "square", colour: "grey", open: true, word: "Closed" },
  RESERVED: { letter: "N", shape: "diamond", colour: "purple", open: true, word: "Reserved" },
  STOPPED: { letter: "X", shape: "square", colour: "grey", word: "Stopped" },
  TRIPPED: { letter: "T", shape: "diamond", colour: "orange", word: "Tripped" },
  END_OF_FILE: { letter: "E", shape: "square", colour: "grey", word: "End of file" },
};

export const stateOf = (state) => STATES[state] ?? { letter: "?", shape: "square", colour: "grey", open: true, word: words.sentenceCase(state) };

export function stateMark(state) {
  return make("span", "state-mark", markOf(stateOf(state), 18), ` ${stateOf(state).word}`);
}

// "Tue 14:00" within a week, else with the date; the tooltip has it in full.
export function time(unixSecond, absent = words.ABSENT) {
  if (unixSecond === null || unixSecond === undefined) return make("span", "absent", absent);
  const date = new Date(unixSecond * 1000);
  const near = Math.abs(unixSecond - Date.now() / 1000) < 6 * 86400;
  const text = date.toLocaleString("en-GB", near ? { weekday: "short", hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return make("time", { datetime: date.toISOString(), title: words.dayAndTime(unixSecond) }, text);
}

export const link = (experimentId, text = experimentId) => make("a", { href: `/experiments/${encodeURIComponent(experimentId)}`, "data-link": true }, text);
export const channelLink = (channelId) => (channelId ? make("a", { href: `/channels/${encodeURIComponent(channelId)}`, "data-link": true }, channelId) : words.ABSENT);
export const cellLink = (cellId) => (cellId ? make("a", { href: `/cells/${encodeURIComponent(cellId)}`, "data-link": true }, cellId) : words.ABSENT);

const path = (experimentId, verb) => `/experiments/${encodeURIComponent(experimentId)}/${verb}`;

export async function cancel({ experiment_id: id, title }, said) {
  const answer = await askWhy({ title: `Cancel ${id}?`, text: `${title ? `${title}. ` : ""}What runs is stopped and cannot go on; what waits is taken out of the queue. The data stay.`, verb: "Cancel it" });
  return answer ? show(said, () => change(path(id, "cancel"), answer)) : false;
}

export async function extend({ experiment_id: id }, said) {
  const answer = await askWhy({ title: `Give ${id} more time`, text: "Its expected end moves; what is planned behind it moves with it.", verb: "Extend", more: [make("label", "field", "Hours more", make("input", { name: "hours", type: "number", min: "0.1", step: "any", required: true }))] });
  return answer ? show(said, () => change(path(id, "extend"), { ...answer, hours: Number(answer.hours) })) : false;
}

export async function move({ experiment_id: id }, changes, text, said) {
  const answer = await askWhy({ title: `Move ${id}`, text, verb: "Move" });
  return answer ? show(said, () => change(path(id, "move"), { ...answer, ...changes })) : false;
}

// A button that looks like the others.
export function button(text, title, act, attributes = {}) {
  const one = make("button", { type: "button", title, ...attributes }, text);
  one.addEventListener("click", act);
  return one;
}

export function table(caption, columns, rows, attributes = {}) {
  return make("div", { class: "scroll wide", tabindex: "0", role: "region", "aria-label": caption }, make("table", attributes, make("caption", "visually-hidden", caption),
    make("thead", null, make("tr", null, ...columns.map((name, i) => make("th", { scope: "col", class: rows[0]?.children[i]?.classList.contains("number") ? "number" : null }, name)))), make("tbody", null, ...rows)));
}
