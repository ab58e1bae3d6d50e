// What a person asks for: who asks and why, in one small dialog, and what became of it.

import { ask, tell } from "./api.js";
import { make, setText } from "./marks.js";

const ANSWER_MILLIS = 200;
const ANSWER_TRIES = 50;

let me = null;

// Who asks, as the service knows them; null where it cannot be told. Only the owner of the installation says which person asks.
async function asker() {
  me ??= await ask("/me").catch(() => null);
  return me;
}

// True where who asks may do what needs a scope, or where that is not known: the service refuses what it must.
export async function may(scope) {
  return (await asker())?.scopes?.includes(scope) ?? true;
}

// Opens a dialog and answers { who, why, ...more } or null where the person leaves it. `fields` are further
// inputs: [name, label, attributes]; `more` are elements with names of their own.
export async function askWhy({ title, text, verb, reason = "Reason", fields = [], more = [] }) {
  const known = await asker();
  return new Promise((done) => {
    const named = known && !known.says_which_person_asks;
    const who = named ? { readonly: true, value: known.name } : { required: true, autocomplete: "name", value: localStorage.getItem("who") ?? "" };
    const inputs = [["who", "Who", who], ["why", reason, { required: true, autocomplete: "off" }], ...fields]
      .map(([name, label, attributes]) => make("label", "field", label, make("input", { name, ...attributes })));
    const leave = make("button", { type: "button" }, "Leave it");
    const form = make("form", { method: "dialog" }, make("h2", null, title), text ? make("p", null, text) : null, ...inputs, ...more, make("div", "dialog-buttons", leave, make("button", { class: "primary" }, verb)));
    const box = make("dialog", { class: "ask", "aria-label": title }, form);
    let answer = null;
    leave.addEventListener("click", () => box.close());
    form.addEventListener("submit", () => {
      answer = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
      if (!named) localStorage.setItem("who", answer.who);
    });
    box.addEventListener("close", () => {
      box.remove();
      done(answer);
    });
    document.body.append(box);
    box.showModal();
    (form.querySelector("input[name=who]").value ? form.querySelector("input[name=why]") : form.querySelector("input")).focus();
  });
}

// Sends a change and waits for what was decided; answers one sentence about it and whether it was done.
export async function change(path, body, { method = "POST", answers = "/requests", owner = "scheduler" } = {}) {
  let answer = await tell(path, body, { method });
  for (let i = 0; answer?.state === "WAITING" && answer.request_id && i < ANSWER_TRIES; i++) {
    await new Promise((later) => setTimeout(later, ANSWER_MILLIS));
    answer = await ask(`${answers}/${answer.request_id}`);
  }
  if (answer?.state === "WAITING") return { done: false, text: `Asked; the ${owner} has not answered yet. Is it running?` };
  if (answer?.state === "REFUSED") return { done: false, text: `Refused: ${answer.why}` };
  return { done: true, text: answer?.why ? `Done: ${answer.why}` : "Done." };
}

// Shows what became of a change in an element that is read out.
export async function show(element, work) {
  setText(element, "Asking.");
  element.hidden = false;
  try {
    const { done, text } = await work();
    setText(element, text);
    return done;
  } catch (error) {
    setText(element, error.which ? `${error.message} (${error.which})` : error.message);
    return false;
  }
}
