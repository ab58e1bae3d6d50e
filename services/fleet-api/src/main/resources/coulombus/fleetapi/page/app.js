// The page's frame: which view an address shows, the live line, theme, help and keys.

import { Live } from "./live.js";
import { CONDITIONS, make, mark } from "./marks.js";
import { wallTime } from "./words.js";
import { WallPage } from "./wall.js";
import { AlertsPage, watchFiring } from "./alerts.js";

// Views besides the wall, the alerts and the runs: fetched when they are first opened.
const VIEWS = {
  "/runbooks": async () => (await import("./runbook.js")).RunbookPage,
  "/queue": async () => (await import("./queue.js")).QueuePage,
  "/experiments": async () => (await import("./experiment.js")).ExperimentPage,
  "/cells": async () => (await import("./cell.js")).CellPage,
  "/timeline": async () => (await import("./timeline.js")).TimelinePage,
  "/utilisation": async () => (await import("./utilisation.js")).UtilisationPage,
  "/bench": async () => (await import("./bench.js")).BenchPage,
  "/compare": async () => (await import("./compare.js")).ComparePage,
  "/channels": async () => (await import("./fleet.js")).FleetPage,
};

const main = document.getElementById("main");
const banner = document.getElementById("banner");
const connection = document.getElementById("connection");
const live = new Live();
let page = null;
let shownPath = null;

const context = {
  live,
  // Goes to an address. `replace` keeps the history clean while something is being dragged or typed.
  go(address, replace = false) {
    if (address === location.pathname + location.search) return;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    show();
  },
  crumbs(...parts) {
    const list = document.getElementById("crumbs");
    list.replaceChildren(...parts.map((part) => make("span", null, part)));
    document.title = [...parts].reverse().concat("Coulombus").join(" \u00b7 ");
  },
  // Of a page that the navigation names already.
  title(name) {
    context.crumbs();
    document.title = `${name} \u00b7 Coulombus`;
  },
  problem: showProblem,
};

async function show() {
  const path = location.pathname;
  if (page && path === shownPath) {
    page.addressChanged(new URLSearchParams(location.search));
    return;
  }
  page?.close();
  page = null;
  shownPath = path;
  for (const link of document.querySelectorAll("#sections a")) {
    if (link.getAttribute("href") === path || link.getAttribute("href") === "/channels" && /^\/(channels|runs)\//.test(path)) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  main.replaceChildren(make("p", "loading", "Loading."));
  const parameters = new URLSearchParams(location.search);
  if (path === "/") {
    page = new WallPage(main, context, parameters);
  } else if (path === "/alerts") {
    page = new AlertsPage(main, context, parameters);
  } else if (VIEWS[path] || VIEWS[`/${path.split("/")[1]}`] && !/^\/(channels|runs)\//.test(path)) {
    const [, kind, ...rest] = path.split("/");
    const View = await VIEWS[`/${kind}`]();
    if (path !== location.pathname) return;
    page = new View(main, context, parameters, decodeURIComponent(rest.join("/")));
  } else {
    const { RunPage } = await import("./run.js");
    if (path !== location.pathname) return;
    const [, kind, ...rest] = path.split("/");
    page = new RunPage(main, context, kind, decodeURIComponent(rest.join("/")), parameters);
  }
  window.scrollTo(0, 0);
}

function showProblem(error) {
  if (error.name === "AbortError") return;
  if (error.status === 401) {
    main.replaceChildren(make("section", "note",
      make("h1", null, "You are not logged in"),
      make("p", null, "This browser has no session. Open the login link that the service printed when it started; it works once."),
      make("p", null, "A new link, on the machine that runs the service:"),
      make("pre", null, "curl -X POST -H \"Authorization: Bearer $(cat TOKEN_FILE)\" " + location.origin + "/api/v1/login-links")));
    return;
  }
  const lines = [make("h1", null, error.status === 404 ? "Not here" : "That did not work"), make("p", null, error.message)];
  if (error.which) lines.push(make("p", null, "Which: ", make("code", null, error.which)));
  lines.push(make("p", null, make("a", { href: "/", "data-link": true }, "Back to the fleet")));
  main.replaceChildren(make("section", "note", ...lines));
}

live.addEventListener("connected", () => {
  connection.textContent = "live";
  connection.className = "connection is-live";
  banner.hidden = true;
  document.body.classList.remove("is-lost");
});
live.addEventListener("lost", () => {
  connection.textContent = "not connected";
  connection.className = "connection is-lost";
  banner.textContent = `Connection lost at ${wallTime(live.lostAt)}. Everything below is as it was then; ages stand still. Trying again.`;
  banner.hidden = false;
  document.body.classList.add("is-lost");
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-link]");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    context.go(link.getAttribute("href"));
  }
});
window.addEventListener("popstate", show);

const helpBox = document.getElementById("help-box");
document.getElementById("help").addEventListener("click", () => helpBox.showModal());
document.getElementById("help-marks").replaceChildren(...Object.entries(CONDITIONS)
  .map(([condition, { word, help }]) => make("p", null, mark(condition), make("strong", null, word), " ", help)));

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key === "?") helpBox.showModal();
  else if (event.key === "a" && location.pathname !== "/alerts") context.go("/alerts");
  else page?.key?.(event);
});

const THEMES = ["auto", "light", "dark"];
const themeButton = document.getElementById("theme");
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  themeButton.textContent = { auto: "Auto", light: "Light", dark: "Dark" }[theme];
  page?.themeChanged?.();
}
themeButton.addEventListener("click", () => {
  const next = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length];
  localStorage.setItem("theme", next);
  setTheme(next);
});
setTheme(THEMES.includes(localStorage.getItem("theme")) ? localStorage.getItem("theme") : "auto");
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => page?.themeChanged?.());

live.start();
watchFiring(document.getElementById("alerts-link"));
show();
