// A state as colour, shape and letter together (Okabe-Ito colours in style.css), so that no one of the three is needed to read it.

export const CONDITIONS = {
  "hard-short": { colour: "red", letter: "H", word: "Hard short", shape: "diamond", help: "the electrodes touch; a person must act" },
  disconnected: { colour: "red", letter: "D", word: "Disconnected", shape: "octagon", help: "no current where current is asked for; a person must act" },
  "soft-short": { colour: "orange", letter: "S", word: "Soft short", shape: "triangle", help: "polarisation fell and stays low; look today" },
  tripped: { colour: "red", letter: "T", word: "Tripped", shape: "octagon", help: "the test was stopped at a limit or a short; a person must look and clear it" },
  quarantined: { colour: "red", letter: "Q", word: "Quarantined", shape: "octagon", help: "a job runs that nobody of ours started; a person must decide" },
  unreachable: { colour: "grey", open: true, letter: "U", word: "Unreachable", shape: "square", help: "its cycler does not answer; what it does is not known" },
  stale: { colour: "grey", open: true, letter: "?", word: "Stale", shape: "square", help: "nothing came for three expected intervals" },
  running: { colour: "green", letter: "R", word: "Running", shape: "circle", help: "measurements come, nothing wrong is seen" },
  learning: { colour: "sky", open: true, letter: "L", word: "Learning", shape: "circle", help: "running; no baseline yet to judge by" },
  starting: { colour: "grey", open: true, letter: "B", word: "Beginning", shape: "circle", help: "begun, no measurement yet" },
  ended: { colour: "grey", letter: "E", word: "Ended", shape: "square", help: "the run is over" },
  "out-of-service": { colour: "grey", open: true, letter: "M", word: "Out of service", shape: "square", help: "in maintenance, draining or retired: nothing new starts here" },
  empty: { colour: "grey", open: true, letter: "F", word: "Free", shape: "circle", help: "no test runs" },
};

export function conditionOf(item) {
  const cell = item.cell_state ?? item.health?.state;
  const channel = item.control?.operating_state;
  if (channel === "TRIPPED") return "tripped";
  if (channel === "QUARANTINED" || item.quarantine) return "quarantined";
  if (cell === "HARD_SHORT") return "hard-short";
  if (item.state === "ENDED") return isInService(item) ? "ended" : "out-of-service";
  if (cell === "DISCONNECTED") return "disconnected";
  if (cell === "SOFT_SHORT") return "soft-short";
  if (channel === "UNKNOWN") return "unreachable";
  if (item.state === "STALE") return "stale";
  if (item.state === "STARTING") return "starting";
  if (item.state === "EMPTY") return isInService(item) ? "empty" : "out-of-service";
  return cell === "HEALTHY" ? "running" : "learning";
}

// Where nobody told, a channel serves.
export const isInService = (item) => !item.admin || item.admin === "ENABLED";

// A cell that is in trouble and silent is both.
export function conditionText(item) {
  const condition = conditionOf(item);
  return CONDITIONS[condition].word + (item.state === "STALE" && condition !== "stale" ? ", stale" : "");
}

export const SHAPES = {
  circle: "M10 1a9 9 0 1 1 0 18a9 9 0 1 1 0-18z",
  square: "M2 2h16v16H2z",
  diamond: "M10 0l10 10-10 10L0 10z",
  triangle: "M10 0.5l10 18.5H0z",
  octagon: "M6 1h8l5 5v8l-5 5H6l-5-5V6z",
};
const SVG = "http://www.w3.org/2000/svg";

export function mark(condition, size = 20) {
  return markOf(CONDITIONS[condition], size, `mark mark-${condition}`);
}

// Any mark: { letter, shape, colour (a name in style.css), open, word }.
export function markOf({ letter, shape, word, colour, open }, size = 20, classes = `mark mark-colour-${colour}${open ? " is-open" : ""}`) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1 -1 22 22");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("class", classes);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", word);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[shape]);
  const text = document.createElementNS(SVG, "text");
  text.setAttribute("x", "10");
  text.setAttribute("y", shape === "triangle" ? "16.6" : "14.2");
  text.setAttribute("text-anchor", "middle");
  text.setAttribute("aria-hidden", "true");
  text.textContent = letter;
  svg.append(path, text);
  return svg;
}

// Small builder for the page's elements: make("td", "number", text) or make("p", { class: ..., title: ... }, child, child).
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  if (typeof attributes === "string") {
    element.className = attributes;
  } else if (attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Changes a text only where it differs, so that selections and screen readers are left in peace.
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
