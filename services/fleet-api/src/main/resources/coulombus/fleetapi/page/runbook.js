// A runbook as the documents have it: headings, paragraphs, lists and code, nothing else.

import { ApiError } from "./api.js";
import { make } from "./marks.js";

export class RunbookPage {
  constructor(main, context, parameters, name) {
    this.abort = new AbortController();
    context.title("What to do");
    this.#load(main, name).catch((error) => context.problem(error));
  }

  async #load(main, name) {
    const response = await fetch(`/page/runbooks/${encodeURIComponent(name)}.md`, { signal: this.abort.signal });
    if (!response.ok) throw new ApiError(response.status, { what: "There is no such runbook.", which: name });
    main.replaceChildren(make("article", "note runbook", ...blocks(await response.text())));
  }

  addressChanged() {}

  close() {
    this.abort.abort();
  }
}

function blocks(text) {
  const out = [];
  let list = null;
  for (const line of text.split("\n")) {
    const heading = /^(#+) (.*)$/.exec(line);
    const item = /^(-|\d+\.) (.*)$/.exec(line);
    if (item) {
      const kind = item[1] === "-" ? "ul" : "ol";
      if (list?.localName !== kind) out.push(list = make(kind));
      list.append(make("li", null, ...inline(item[2])));
      continue;
    }
    list = null;
    if (heading) out.push(make(heading[1].length === 1 ? "h1" : "h2", null, ...inline(heading[2])));
    else if (line.trim()) out.push(make("p", null, ...inline(line)));
  }
  return out;
}

// Code and the words of links: the documents that they name are not here.
function inline(text) {
  return text.split(/(`[^`]+`|\[[^\]]+\]\([^)]+\)|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith("`")) return make("code", null, part.slice(1, -1));
    if (part.startsWith("**")) return make("strong", null, part.slice(2, -2));
    const link = /^\[([^\]]+)\]/.exec(part);
    return link ? link[1] : part;
  });
}
