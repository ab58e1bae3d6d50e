// The squares of the wall on one canvas. Each look (bin, stale, dimmed, chosen) is drawn once as a small picture and then only copied, and
// only squares whose look changed are copied again: a wall of thousands costs little every second.

import { make, SHAPES } from "./marks.js";

const LARGEST = 20;
// A fleet that a person counts by hand may be looked at from the other side of the room.
const LARGEST_OF_FEW = 32;
const FEW = 160;
const SMALLEST = 12;
const LABEL = 16;
const RACK = 26;
const GAP = 14;
const DIM = 0.13;
const FONT = "system-ui, sans-serif";
const MILLIS_A_FRAME = 12;
const DRAG_PX = 5;

export class WallCanvas {
  #ctx;
  #handlers;
  #places = [];
  #byId = new Map();
  #sprites = new Map();
  #grid = new Map();
  #labels = [];
  #size = SMALLEST;
  #width = 0;
  #height = 0;
  #bins = new Map();
  #drag = null;
  #next = 0;
  #frame = 0;
  #colours = new Map();

  // handlers: { look(channel) = { bin, stale, dim, chosen }, onFocus(channel, box) or null, onOpen(channel), onChoose(channels, how), onPainted() }
  constructor(handlers) {
    this.#handlers = handlers;
    this.canvas = make("canvas", { id: "wall", tabindex: "0", role: "application", "aria-roledescription": "wall of channels", "aria-describedby": "wall-said",
      "aria-label": "Channels by rack and cycler. Arrow keys move, Enter opens, Space chooses." });
    this.ring = make("div", { class: "wall-ring", hidden: true });
    this.rubber = make("div", { class: "wall-rubber", hidden: true });
    this.element = make("div", "wall-box", this.canvas, this.ring, this.rubber);
    this.#ctx = this.canvas.getContext("2d");
    this.canvas.addEventListener("pointermove", (event) => this.#move(event));
    this.canvas.addEventListener("pointerleave", () => !this.#drag && this.#handlers.onFocus(null));
    this.canvas.addEventListener("pointerdown", (event) => this.#down(event));
    this.canvas.addEventListener("pointerup", (event) => this.#up(event));
    this.canvas.addEventListener("pointercancel", () => this.#endDrag());
  }

  // Places everything anew: the largest squares with which the whole fleet fits below, never smaller than can be read.
  layout(racks, room) {
    const width = Math.max(240, this.element.clientWidth);
    const count = racks.reduce((sum, { cyclers }) => sum + cyclers.reduce((all, [, channels]) => all + channels.length, 0), 0);
    for (this.#size = count <= FEW ? LARGEST_OF_FEW : LARGEST; ; this.#size--) {
      if (this.#place(racks, width, false) <= room || this.#size === SMALLEST) break;
    }
    this.#height = this.#place(racks, width, true);
    this.#width = width;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(this.#height * scale);
    this.canvas.style.height = `${this.#height}px`;
    this.#sprites.clear();
    this.#ctx.setTransform(scale, 0, 0, scale, 0, 0);
    this.#index();
    this.#drawLabels();
    this.#places.forEach((place) => { place.drawn = null; });
  }

  // The height of everything at the size of now; `kept` to keep the places as well.
  #place(racks, width, kept) {
    const size = this.#size;
    const named = racks.length > 1 || racks[0]?.rack;
    if (kept) [this.#places, this.#labels] = [[], []];
    const most = Math.floor(width / size);
    let top = 0;
    for (const { rack, cyclers } of racks) {
      if (named) {
        if (kept) this.#labels.push({ text: rack ? `Rack ${rack}` : "No rack stated", x: 0, y: top + 17, strong: true });
        top += RACK;
      }
      let left = 0;
      let tallest = 0;
      for (const [cycler, channels] of cyclers) {
        const perRow = Math.min(most, channels.length > 8 * most ? most : channels.length > 256 ? 32 : channels.length > 64 ? 16 : 8);
        if (left > 0 && left + perRow * size > width) {
          left = 0;
          top += tallest + GAP;
          tallest = 0;
        }
        if (kept) {
          this.#labels.push({ text: cycler || "Channels", x: left, y: top + 11, room: perRow * size });
          channels.forEach((channel, i) => this.#places.push({ channel, x: left + (i % perRow) * size, y: top + LABEL + Math.floor(i / perRow) * size, drawn: null }));
        }
        tallest = Math.max(tallest, LABEL + Math.ceil(channels.length / perRow) * size);
        left += perRow * size + GAP;
      }
      top += tallest + GAP;
    }
    return Math.max(40, top);
  }

  #index() {
    this.#grid.clear();
    this.#byId.clear();
    for (const place of this.#places) {
      this.#byId.set(place.channel.channel_id, place);
      const row = Math.floor(place.y / this.#size);
      for (const r of [row, row + 1]) {
        if (!this.#grid.has(r)) this.#grid.set(r, []);
        this.#grid.get(r).push(place);
      }
    }
  }

  // A colour of style.css, asked for once: each question may make the browser style the whole page anew.
  #colour(name) {
    if (!this.#colours.has(name)) this.#colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
    return this.#colours.get(name);
  }

  #drawLabels() {
    const ctx = this.#ctx;
    ctx.clearRect(0, 0, this.#width, this.#height);
    const [soft, ink] = [this.#colour("soft"), this.#colour("ink")];
    for (const { text, x, y, strong, room } of this.#labels) {
      ctx.font = strong ? `650 14px ${FONT}` : `11px ${FONT}`;
      ctx.fillStyle = strong ? ink : soft;
      ctx.fillText(text, x, y, room);
    }
  }

  setBins(bins) {
    this.#bins = new Map(bins.map((bin) => [bin.id, bin]));
    this.#sprites.clear();
    this.#places.forEach((place) => { place.drawn = null; });
  }

  themeChanged() {
    this.#colours.clear();
    this.#sprites.clear();
    this.#drawLabels();
    this.#places.forEach((place) => { place.drawn = null; });
    this.paint();
  }

  // Copies the squares whose look changed, some milliseconds a frame: thousands at once would make the page stand still.
  paint() {
    this.#next = 0;
    cancelAnimationFrame(this.#frame);
    this.#paintSome();
  }

  #paintSome() {
    const ctx = this.#ctx;
    const size = this.#size;
    const until = performance.now() + MILLIS_A_FRAME;
    for (let i = this.#next; i < this.#places.length; i++) {
      if (i % 128 === 127 && performance.now() > until) {
        this.#next = i;
        this.#frame = requestAnimationFrame(() => this.#paintSome());
        return;
      }
      const place = this.#places[i];
      const { bin, stale, dim, chosen } = this.#handlers.look(place.channel);
      const key = `${bin}|${stale ? 1 : 0}${dim ? 1 : 0}${chosen ? 1 : 0}`;
      if (key === place.drawn) continue;
      place.drawn = key;
      ctx.clearRect(place.x, place.y, size, size);
      ctx.drawImage(this.#sprite(key, bin, stale, dim, chosen), place.x, place.y, size, size);
    }
    this.#handlers.onPainted();
  }

  #sprite(key, bin, stale, dim, chosen) {
    let sprite = this.#sprites.get(key);
    if (!sprite) {
      sprite = this.#draw(this.#bins.get(bin) ?? this.#bins.get("none") ?? [...this.#bins.values()][0], stale, dim, chosen);
      this.#sprites.set(key, sprite);
    }
    return sprite;
  }

  #draw({ letter, shape, colour: name, open }, stale, dim, chosen) {
    const scale = window.devicePixelRatio || 1;
    const size = this.#size;
    const sprite = document.createElement("canvas");
    sprite.width = sprite.height = Math.round(size * scale);
    const ctx = sprite.getContext("2d");
    ctx.scale(sprite.width / 22, sprite.height / 22);
    ctx.translate(1, 1);
    ctx.globalAlpha = dim ? DIM : 1;
    const ink = this.#colour(name);
    const path = new Path2D(SHAPES[shape]);
    ctx.fillStyle = open ? this.#colour("paper") : ink;
    ctx.strokeStyle = ink;
    ctx.lineWidth = open ? 2 : 1;
    ctx.fill(path);
    if (stale) hatch(ctx, path, this.#colour("paper"), ink);
    ctx.stroke(path);
    ctx.fillStyle = open || stale ? (name === "line" ? this.#colour("soft") : ink) : this.#colour("mark-ink");
    ctx.font = `700 12.5px ${FONT}`;
    ctx.textAlign = "center";
    if (stale && !open) {
      ctx.strokeStyle = this.#colour("paper");
      ctx.lineWidth = 4;
      ctx.strokeText(letter, 10, shape === "triangle" ? 16.8 : 14.4);
    }
    ctx.fillText(letter, 10, shape === "triangle" ? 16.8 : 14.4);
    if (chosen) {
      ctx.globalAlpha = 1;
      ctx.strokeStyle = this.#colour("ink");
      ctx.lineWidth = 2.6;
      ctx.strokeRect(0.2, 0.2, 19.6, 19.6);
    }
    return sprite;
  }

  box(channelId) {
    const place = this.#byId.get(channelId);
    return place ? { left: place.x, top: place.y, size: this.#size } : null;
  }

  showRing(channelId) {
    const box = channelId === null ? null : this.box(channelId);
    this.ring.hidden = !box;
    if (box) Object.assign(this.ring.style, { left: `${box.left - 2}px`, top: `${box.top - 2}px`, width: `${box.size + 4}px`, height: `${box.size + 4}px` });
  }

  // The channel to the left, right, above or below; the nearest one in that direction.
  neighbour(channelId, key) {
    const from = this.#byId.get(channelId);
    if (!from) return this.#places[0]?.channel ?? null;
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    let best = null;
    let bestCost = Infinity;
    for (const place of this.#places) {
      const along = (place.x - from.x) * dx + (place.y - from.y) * dy;
      const across = Math.abs((place.x - from.x) * dy) + Math.abs((place.y - from.y) * dx);
      if (along <= 0) continue;
      const cost = along + across * 4;
      if (cost < bestCost) [best, bestCost] = [place, cost];
    }
    return best?.channel ?? null;
  }

  // All channels from one to another, in the order of the wall.
  between(oneId, otherId) {
    const [from, to] = [oneId, otherId].map((id) => this.#places.findIndex((place) => place.channel.channel_id === id)).sort((a, b) => a - b);
    return from < 0 ? [] : this.#places.slice(from, to + 1).map((place) => place.channel);
  }

  #point(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  at({ x, y }) {
    const inside = (this.#grid.get(Math.floor(y / this.#size)) ?? []).find((place) => x >= place.x && x < place.x + this.#size && y >= place.y && y < place.y + this.#size);
    return inside?.channel ?? null;
  }

  #move(event) {
    const point = this.#point(event);
    if (this.#drag) {
      const { x, y } = this.#drag;
      this.#drag.wide ||= Math.hypot(point.x - x, point.y - y) > DRAG_PX;
      this.rubber.hidden = !this.#drag.wide;
      Object.assign(this.rubber.style, { left: `${Math.min(x, point.x)}px`, top: `${Math.min(y, point.y)}px`, width: `${Math.abs(point.x - x)}px`, height: `${Math.abs(point.y - y)}px` });
      return;
    }
    const channel = this.at(point);
    this.canvas.style.cursor = channel ? "pointer" : "default";
    this.#handlers.onFocus(channel);
  }

  #down(event) {
    if (event.button !== 0 || event.pointerType === "touch") return;
    this.#drag = this.#point(event);
    this.canvas.setPointerCapture(event.pointerId);
  }

  #up(event) {
    const point = this.#point(event);
    const drag = this.#drag;
    this.#endDrag();
    const several = event.shiftKey || event.ctrlKey || event.metaKey;
    if (drag?.wide) {
      const [left, right, top, bottom] = [Math.min(drag.x, point.x), Math.max(drag.x, point.x), Math.min(drag.y, point.y), Math.max(drag.y, point.y)];
      const inside = this.#places.filter((place) => place.x + this.#size > left && place.x < right && place.y + this.#size > top && place.y < bottom);
      this.#handlers.onChoose(inside.map((place) => place.channel), several ? "add" : "new");
      return;
    }
    const channel = this.at(point);
    if (!channel) {
      if (drag && !several) this.#handlers.onChoose([], "new");
    } else if (event.shiftKey) this.#handlers.onChoose([channel], "to");
    else if (several) this.#handlers.onChoose([channel], "toggle");
    else this.#handlers.onOpen(channel, event.pointerType === "touch");
  }

  #endDrag() {
    this.#drag = null;
    this.rubber.hidden = true;
  }
}

function hatch(ctx, path, paper, ink) {
  ctx.save();
  ctx.clip(path);
  ctx.fillStyle = paper;
  ctx.fillRect(0, 0, 20, 20);
  ctx.strokeStyle = ink;
  ctx.lineWidth = 2;
  ctx.beginPath();
  for (let at = -20; at < 20; at += 6) {
    ctx.moveTo(at, 20);
    ctx.lineTo(at + 20, 0);
  }
  ctx.stroke();
  ctx.restore();
}
