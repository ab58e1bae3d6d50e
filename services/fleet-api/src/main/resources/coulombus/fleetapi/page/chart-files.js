// A chart as a file: png from its canvas, svg and csv from its data and scales.

import { AXIS_WIDTH_PX, colour } from "./charts.js";
import { make } from "./marks.js";
import { tableOf } from "./chart-table.js";

const FONT = "system-ui, sans-serif";
const HEAD_PX = 44;
const FOOT_PX = 40;

// All charts as one picture, with what it shows written on it.
export async function picture(charts, title, simulated) {
  const canvases = charts.map((one) => one.canvas);
  const scale = window.devicePixelRatio || 1;
  const width = Math.max(...canvases.map((canvas) => canvas.width));
  const line = 26 * scale;
  const all = document.createElement("canvas");
  all.width = width;
  all.height = line * 1.4 + canvases.reduce((sum, canvas) => sum + canvas.height + line, 0);
  const ctx = all.getContext("2d");
  ctx.fillStyle = colour("paper");
  ctx.fillRect(0, 0, all.width, all.height);
  ctx.fillStyle = colour("ink");
  ctx.font = `600 ${15 * scale}px ${FONT}`;
  ctx.fillText(simulated ? `SIMULATED \u00b7 ${title}` : title, 12 * scale, line);
  let top = line * 1.4;
  charts.forEach((one, i) => {
    ctx.font = `${12 * scale}px ${FONT}`;
    ctx.fillText(one.caption ?? "", AXIS_WIDTH_PX * scale, top + line * 0.7);
    ctx.drawImage(canvases[i], 0, top + line);
    top += canvases[i].height + line;
  });
  return new Promise((done) => all.toBlob(done, "image/png"));
}

export function save(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function fileName(...parts) {
  return parts.join("-").replace(/[^\w.-]+/g, "-");
}

// A small menu beside a chart's title. about() = { name, title, simulated }.
export function saveMenu(timeChart, about) {
  const files = {
    svg: () => new Blob([svgOf(timeChart, about())], { type: "image/svg+xml" }),
    png: () => picture([{ canvas: timeChart.canvas, caption: timeChart.title }], about().title, about().simulated),
    csv: () => new Blob([csvOf(timeChart)], { type: "text/csv" }),
  };
  const menu = make("details", "save", make("summary", { "aria-label": `Save the chart ${timeChart.title}` }, "save"));
  menu.append(make("span", "save-kinds", ...Object.entries(files).map(([kind, file]) => {
    const button = make("button", { type: "button", "data-kind": kind, title: `This chart as ${kind}` }, kind);
    button.addEventListener("click", async () => {
      save(await file(), `${fileName(about().name, timeChart.title)}.${kind}`);
      menu.open = false;
    });
    return button;
  })));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      event.stopPropagation();
      menu.open = false;
      menu.firstChild.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

export function csvOf(timeChart) {
  const { columns, rows } = tableOf(timeChart);
  const field = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text);
  return [columns.map(field).join(","), ...rows.map((row) => row.map((value) => value ?? "").join(","))].join("\r\n").concat("\r\n");
}

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" })[sign]);
const px = (value) => String(Math.round(value * 100) / 100);

// What stands on the canvas, drawn again as lines and texts: axes, shades, series, findings, title and legend.
export function svgOf(timeChart, { title, simulated }) {
  const { chart } = timeChart;
  const { chartArea: area, scales: { x, y } } = chart;
  const out = [];
  const text = (content, at, top, attributes = "") => out.push(`<text x="${px(at)}" y="${px(top)}" ${attributes}>${escaped(content)}</text>`);
  const ink = `fill="${colour("ink")}"`;
  const soft = `fill="${colour("soft")}"`;
  const height = chart.height + HEAD_PX + FOOT_PX;
  out.push(`<svg xmlns="http://www.w3.org/2000/svg" width="${px(chart.width)}" height="${px(height)}" viewBox="0 0 ${px(chart.width)} ${px(height)}" font-family="${FONT}" font-size="12">`,
    `<title>${escaped(`${timeChart.title}, ${title}`)}</title>`, `<rect width="100%" height="100%" fill="${colour("paper")}"/>`);
  text(`${simulated ? "SIMULATED \u00b7 " : ""}${title}`, 12, 18, `${ink} font-weight="600" font-size="14"`);
  text(timeChart.title, area.left, 37, `${ink} font-weight="600"`);
  legend(timeChart, out, area.left + timeChart.title.length * 7 + 18, 37, text, soft);
  out.push(`<g transform="translate(0 ${HEAD_PX})">`, `<clipPath id="area"><rect x="${px(area.left)}" y="${px(area.top)}" width="${px(area.width)}" height="${px(area.height)}"/></clipPath>`);
  shades(chart, out);
  axes(chart, out, text, soft);
  out.push("<g clip-path=\"url(#area)\">");
  chart.data.datasets.forEach((dataset, i) => series(chart, dataset, chart.data.datasets[i - 1], out));
  for (const { hour, colour: stroke } of chart.$findings ?? []) {
    const at = x.getPixelForValue(hour);
    if (at >= area.left && at <= area.right) out.push(`<path d="M${px(at)} ${px(area.top)}V${px(area.bottom)}" stroke="${stroke}" stroke-width="1.5" stroke-dasharray="5 3"/>`);
  }
  out.push("</g>");
  text(y.options.title.text, 14, (area.top + area.bottom) / 2, `${soft} text-anchor="middle" transform="rotate(-90 14 ${px((area.top + area.bottom) / 2)})"`);
  text(timeChart.xTitle, (area.left + area.right) / 2, area.bottom + 34, `${soft} text-anchor="middle"`);
  out.push("</g></svg>");
  return out.join("\n");
}

function legend(timeChart, out, left, top, text, soft) {
  for (const { name, colour: ink, dash } of timeChart.series.filter((one) => one.name)) {
    out.push(`<path d="M${px(left)} ${px(top - 4)}h16" stroke="${colour(ink)}" stroke-width="3"${dash ? ` stroke-dasharray="${dash.join(" ")}"` : ""}/>`);
    text(name, left + 21, top, soft);
    left += name.length * 6.6 + 40;
  }
}

function shades(chart, out) {
  const { chartArea: area, scales: { x } } = chart;
  for (const { from, to, fill } of chart.$drawnShades ?? []) {
    const left = Math.max(area.left, x.getPixelForValue(from));
    const right = Math.min(area.right, x.getPixelForValue(to));
    if (right > left) out.push(`<rect x="${px(left)}" y="${px(area.top)}" width="${px(right - left)}" height="${px(area.height)}" fill="${fill}"/>`);
  }
}

function axes(chart, out, text, soft) {
  const { chartArea: area, scales: { x, y } } = chart;
  const line = colour("line");
  for (const { value, label } of x.ticks) {
    const at = x.getPixelForValue(value);
    out.push(`<path d="M${px(at)} ${px(area.top)}V${px(area.bottom + 4)}" stroke="${line}"/>`);
    text(label, at, area.bottom + 17, `${soft} text-anchor="middle"`);
  }
  for (const { value, label } of y.ticks) {
    const at = y.getPixelForValue(value);
    out.push(`<path d="M${px(area.left)} ${px(at)}H${px(area.right)}" stroke="${line}"/>`);
    text(label, area.left - 6, at + 4, `${soft} text-anchor="end"`);
  }
}

function series(chart, dataset, before, out) {
  const { scales: { x, y } } = chart;
  const place = (point) => `${px(x.getPixelForValue(point.x))} ${px(y.getPixelForValue(point.y))}`;
  const known = (point) => point.y !== null && Number.isFinite(point.y);
  if (dataset.showLine) {
    let path = "";
    let pen = "M";
    for (const point of dataset.data) {
      if (known(point)) path += pen + place(point);
      pen = known(point) ? "L" : "M";
    }
    if (dataset.fill === "-1" && before) {
      out.push(`<path d="${path}${[...before.data].filter(known).reverse().map((point) => `L${place(point)}`).join("")}Z" fill="${dataset.backgroundColor}" stroke="none"/>`);
    } else if (dataset.borderWidth > 0 && path) {
      out.push(`<path d="${path}" fill="none" stroke="${dataset.borderColor}" stroke-width="${dataset.borderWidth}" stroke-linejoin="round"${dataset.borderDash?.length ? ` stroke-dasharray="${dataset.borderDash.join(" ")}"` : ""}/>`);
    }
    return;
  }
  dataset.data.forEach((point, i) => {
    if (!known(point) || point.x < x.min || point.x > x.max) return;
    const [left, top] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)];
    const look = `fill="${dataset.pointBackgroundColor[i]}" stroke="${dataset.pointBorderColor}" stroke-width="${dataset.pointBorderWidth[i]}"`;
    if (point.beyond) out.push(`<path d="M${px(left - 5)} ${px(top + 4 * point.beyond)}h10l-5 ${px(-8 * point.beyond)}z" ${look}/>`);
    else out.push(`<circle cx="${px(left)}" cy="${px(top)}" r="${px(dataset.pointRadius[i])}" ${look}/>`);
  });
}
