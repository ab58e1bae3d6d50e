// What the chart library does not draw: shaded half-cycles, the cursor over all charts, selection by dragging.

import { make } from "./marks.js";

const NARROWEST_BAND_PX = 4;

// Shades spans of test time, `chart.$bands` = [{ from, to }] in hours: all that are in view, or none where they would be hairlines.
export const bands = {
  id: "bands",
  beforeDatasetsDraw(chart) {
    const { ctx, chartArea, scales: { x } } = chart;
    chart.$drawnShades = [];
    const seen = (chart.$bands ?? []).filter(({ from, to }) => to > x.min && from < x.max);
    if (seen.length === 0 || chartArea.width / seen.length < 2 * NARROWEST_BAND_PX) return;
    chart.$drawnShades = seen.map(({ from, to }) => ({ from, to, fill: chart.$bandColour }));
    ctx.save();
    ctx.fillStyle = chart.$bandColour;
    for (const { from, to } of seen) {
      const left = Math.max(chartArea.left, x.getPixelForValue(from));
      const right = Math.min(chartArea.right, x.getPixelForValue(to));
      ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
    }
    ctx.restore();
  },
};

const STEP_LETTERS = { charge: "C", discharge: "D", rest: "R" };
const STRIP_PX = 4;

// Shades steps, `chart.$steps` = [{ from, to, kind }]: a shade, a strip at the foot (hatched at rest) and a letter where it has room.
export const steps = {
  id: "steps",
  beforeDatasetsDraw(chart) {
    const { ctx, chartArea, scales: { x } } = chart;
    const seen = (chart.$steps ?? []).filter(({ from, to }) => to > x.min && from < x.max);
    if (seen.length === 0) return;
    chart.$drawnShades = seen.map(({ from, to, kind }) => ({ from, to, fill: chart.$stepColours[kind] }));
    ctx.save();
    ctx.font = "600 10px system-ui, sans-serif";
    ctx.textAlign = "center";
    for (const { from, to, kind } of seen) {
      const left = Math.max(chartArea.left, x.getPixelForValue(from));
      const right = Math.min(chartArea.right, x.getPixelForValue(to));
      ctx.fillStyle = chart.$stepColours[kind];
      ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
      const top = chartArea.bottom - STRIP_PX;
      for (let i = 0; i < 3; i++) {
        if (kind !== "rest") ctx.fillRect(left, top, right - left, STRIP_PX);
        else for (let at = left; at < right; at += 6) ctx.fillRect(at, top, Math.min(3, right - at), STRIP_PX);
      }
      ctx.fillStyle = chart.$stepColours.ink;
      if (right - left >= 14) ctx.fillText(STEP_LETTERS[kind], (left + right) / 2, top - 3);
    }
    ctx.restore();
  },
};

// Lines at findings, `chart.$findings` = [{ hour, colour }].
export const findingLines = {
  id: "findingLines",
  afterDatasetsDraw(chart) {
    const { ctx, chartArea, scales } = chart;
    for (const { hour, colour } of chart.$findings ?? []) {
      const x = scales.x.getPixelForValue(hour);
      if (x < chartArea.left || x > chartArea.right) continue;
      ctx.save();
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1.5;
      ctx.setLineDash([5, 3]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    }
  },
};

// Reports the hour under the pointer and the span that is dragged over.
export function pointing(plot, chart, { onHover, onSelect, onWhole, onPick }) {
  const cursor = make("div", { class: "selection", hidden: true });
  plot.append(cursor);
  let start = null;
  const hourAt = (event) => {
    const { left, right } = chart.chartArea;
    const x = event.clientX - plot.getBoundingClientRect().left;
    return chart.scales.x.getValueForPixel(Math.min(right, Math.max(left, x)));
  };
  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("button")) return;
    start = hourAt(event);
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener("pointermove", (event) => {
    const hour = hourAt(event);
    onHover(hour);
    if (start !== null && onSelect) {
      const [a, b] = [start, hour].sort((p, q) => p - q).map((value) => chart.scales.x.getPixelForValue(value));
      cursor.hidden = b - a < 3;
      cursor.style.left = `${a}px`;
      cursor.style.width = `${b - a}px`;
    }
  });
  plot.addEventListener("pointerleave", () => onHover(null));
  const end = (event) => {
    if (start === null) return;
    const [from, to] = [start, hourAt(event)].sort((p, q) => p - q);
    const wide = chart.scales.x.getPixelForValue(to) - chart.scales.x.getPixelForValue(from) > 5;
    start = null;
    cursor.hidden = true;
    if (event.type !== "pointerup") return;
    if (wide) onSelect?.(from, to);
    else onPick?.(to);
  };
  plot.addEventListener("pointerup", end);
  plot.addEventListener("pointercancel", end);
  if (onWhole) plot.addEventListener("dblclick", onWhole);
}

// A window over the overview: drag inside moves it, at its edges resizes it, outside begins a new one.
export function brushing(plot, chart, { range, onSelect }) {
  const frame = make("div", "window");
  plot.append(frame);
  let drag = null;
  const clamp = (value) => Math.min(chart.scales.x.max, Math.max(chart.scales.x.min, value));
  const hourAt = (event) => clamp(chart.scales.x.getValueForPixel(event.clientX - plot.getBoundingClientRect().left));
  const draw = (from, to) => {
    const left = chart.scales.x.getPixelForValue(clamp(from));
    const right = chart.scales.x.getPixelForValue(clamp(to));
    frame.style.left = `${left}px`;
    frame.style.width = `${Math.max(4, right - left)}px`;
  };
  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const hour = hourAt(event);
    const [from, to] = range();
    const near = chart.scales.x.getValueForPixel(10) - chart.scales.x.getValueForPixel(0);
    const whole = to - from >= (chart.scales.x.max - chart.scales.x.min) * 0.999;
    const edge = event.pointerType === "touch" ? near * 2 : near;
    if (Math.abs(hour - from) < edge) drag = { fixed: to };
    else if (Math.abs(hour - to) < edge) drag = { fixed: from };
    else if (hour > from && hour < to && !whole) drag = { offset: hour - from, width: to - from };
    else drag = { fixed: hour };
    plot.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  const span = (event) => {
    const hour = hourAt(event);
    if (drag.fixed !== undefined) return [Math.min(drag.fixed, hour), Math.max(drag.fixed, hour)];
    const from = Math.min(Math.max(hour - drag.offset, chart.scales.x.min), chart.scales.x.max - drag.width);
    return [from, from + drag.width];
  };
  plot.addEventListener("pointermove", (event) => {
    if (drag) draw(...span(event));
  });
  plot.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const [from, to] = span(event);
    drag = null;
    if (to > from) onSelect(from, to);
    draw(...range());
  });
  plot.addEventListener("pointercancel", () => {
    drag = null;
    draw(...range());
  });
  return () => draw(...range());
}
