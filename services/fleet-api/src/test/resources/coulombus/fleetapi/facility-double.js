// Stands in for a scheduler's side of the API in tests of the page: facility, experiments, queue, timeline, utilisation. Changes are kept
// in window.asked and granted. Numbers are made up; the channels are those of MadeUpFleet.
(() => {
  const real = window.fetch.bind(window);
  const now = Math.floor(Date.now() / 1000);
  const H = 3600;
  const channel = (id, rack, more = {}) => ({ channel_id: id, cycler: id.split("/")[0], rack, chamber: rack === "A" ? "25 \u00b0C" : "40 \u00b0C", admin: "ENABLED", admin_why: null, quarantine: null, taints: {}, experiment_id: null, assigned_cell_id: null, lock: null, mounted_cell_id: null, hindrance: null, ...more });
  const channels = [...Array.from({ length: 12 }, (_, i) => channel(`A3/${i + 1}`, "A")), ...Array.from({ length: 8 }, (_, i) => channel(`B1/${i + 1}`, "B"))];
  Object.assign(channels[0], { admin: "MAINTENANCE", admin_why: "new relay board", hindrance: "is in maintenance: new relay board" });
  Object.assign(channels[1], { lock: { by: "ben", why: "glovebox work", since_unix_second: now - 3600, opening_asked_by: null } });
  Object.assign(channels[17], { mounted_cell_id: "ZN-ZN-44" });
  Object.assign(channels[14], { experiment_id: "EXP-110", assigned_cell_id: "ZN-40-1" });
  Object.assign(channels[15], { quarantine: { why: "a job ran that nobody of ours started", since_unix_second: now - 7200, release_asked_by: "ben" } });
  const cell = (cell_id, channel_id, run_id, state) => ({ cell_id, channel_id, run_id, state });
  const run = (n) => `00000000-0000-4000-8000-00000000000${n}`;
  const experiments = [
    { experiment_id: "EXP-101", title: "Separator study, 1 mA/cm2", group: "anode", priority: "NORMAL", state: "RUNNING", submitted_unix_second: now - 400 * H, started_unix_second: now - 362 * H, expected_end_p50_unix_second: now + 40 * H, expected_end_p90_unix_second: now + 90 * H, deadline_unix_second: null, degraded: false,
      cells: [cell("ZN-HPT-03", "A3/7", run(1), "RUNNING"), cell("ZN-REF-11", "A3/10", run(4), "FAULTED")] },
    { experiment_id: "EXP-102", title: "Zn||Cu reference", group: "electrolyte", priority: "HIGH", state: "RUNNING", submitted_unix_second: now - 300 * H, started_unix_second: now - 290 * H, expected_end_p50_unix_second: now - 2 * H, expected_end_p90_unix_second: now + 20 * H, degraded: true,
      cells: [cell("ZN-CU-17", "A3/8", run(2), "RUNNING"), cell("ZN-CU-19", "A3/11", run(6), "RUNNING")] },
    { experiment_id: "EXP-103", title: "Full cells, C/2", group: "cathode", priority: "NORMAL", state: "RUNNING", submitted_unix_second: now - 380 * H, started_unix_second: now - 330 * H, expected_end_p50_unix_second: now + 200 * H, expected_end_p90_unix_second: now + 260 * H,
      cells: [cell("ZN-VO2-04", "A3/9", run(3), "RUNNING")] },
  ];
  const waiting = [
    { experiment_id: "EXP-110", title: "Replicates at 40 \u00b0C", group: "cathode", priority: "HIGH", state: "QUEUED", queue_position: 1, submitted_unix_second: now - 30 * H, cells: [1, 2, 3].map((n) => cell(`ZN-40-${n}`, null, null, "QUEUED")),
      why_waiting: "needs 3 channels at 40 \u00b0C in one chamber; 2 are free", earliest_start_unix_second: now + 5 * H, likely_start_unix_second: now + 22 * H, deadline_unix_second: now + 200 * H },
    { experiment_id: "EXP-111", title: "Impedance after ageing", group: "anode", priority: "NORMAL", state: "QUEUED", queue_position: 2, submitted_unix_second: now - 12 * H, cells: [cell("ZN-EIS-1", null, null, "QUEUED")],
      why_waiting: "needs a cycler with EIS at 25 \u00b0C; none is free", earliest_start_unix_second: now + 40 * H, likely_start_unix_second: now + 52 * H, deadline_unix_second: now + 48 * H },
    { experiment_id: "EXP-112", title: "Long rest, 8 cells", group: "electrolyte", priority: "LOW", state: "QUEUED", queue_position: 3, submitted_unix_second: now - 2 * H, cells: Array.from({ length: 8 }, (_, i) => cell(`ZN-R-${i + 1}`, null, null, "QUEUED")),
      why_waiting: "8 channels must start together; 5 are free", earliest_start_unix_second: null, likely_start_unix_second: null, deadline_unix_second: null },
  ];
  const bar = (n, cell_id, experiment_id, from, p50, p90, state, more = {}) => ({ run_id: n === null ? null : run(n), cell_id, experiment_id, from_unix_second: now + from * H, until_p50_unix_second: now + p50 * H, until_p90_unix_second: now + p90 * H, state, freed_by_finding: false, ...more });
  const timeline = { channel_hours_saved: 131.5, channels: [
    { channel_id: "A3/1", bars: [bar(null, "ZN-OLD-1", "EXP-090", -160, -60, -60, "COMPLETED")], closures: [{ closure_id: "c1", from_unix_second: now - 10 * H, until_unix_second: now + 14 * H, why: "new relay board" }] },
    { channel_id: "A3/7", bars: [bar(1, "ZN-HPT-03", "EXP-101", -362, 40, 90, "RUNNING")], closures: [] },
    { channel_id: "A3/8", bars: [bar(2, "ZN-CU-17", "EXP-102", -290, -2, 20, "RUNNING"), bar(null, "ZN-EIS-1", "EXP-111", 52, 100, 120, "RESERVED")], closures: [] },
    { channel_id: "A3/10", bars: [bar(4, "ZN-REF-11", "EXP-101", -200, -60, -60, "FAULTED", { freed_by_finding: true })], closures: [] },
    { channel_id: "B1/2", bars: [bar(5, "GR-LI-02", null, -300, -50, -50, "COMPLETED")], closures: [] },
    { channel_id: "B1/3", bars: [bar(null, "ZN-40-1", "EXP-110", 22, 190, 240, "RESERVED")], closures: [{ closure_id: "c2", from_unix_second: now + 250 * H, until_unix_second: now + 260 * H, why: "calibration" }] },
  ] };
  const utilisation = { months: ["2026-08", "2026-09", "2026-10", "2026-11"].map((month, i) => ({ month, in_service_channel_hours: 14880, utilisation: 0.71 + 0.03 * i,
    groups: { anode: 4200 + 300 * i, cathode: 3900 - 100 * i, electrolyte: 2500 + 240 * i }, waste: { idle_with_queue: 900 - 120 * i, reserved_idle: 260, mounted_not_started: 310 - 40 * i, finished_not_unmounted: 700 - 30 * i, faulted: 150 } })) };
  const cells = { "ZN-40-1": "B1/3" };
  const cellOf = (id) => ({ cell_id: id, barcode: id, kind: "SYMMETRIC", fields: { separator: "glass fibre" }, mounted_channel_id: id === "ZN-ZN-44" ? "B1/6" : null, assigned_channel_id: cells[id] ?? null, experiment_id: cells[id] ? "EXP-110" : null,
    life: [{ time_unix_second: now - 500 * H, what: "registered" }, { time_unix_second: now - 362 * H, what: "mounted", channel_id: "A3/7" }], runs: [{ run_id: run(1), channel_id: "A3/7", experiment_id: "EXP-101", state: "RUNNING" }] });
  const audit = { entries: [{ at_unix_second: now - 3 * H, service: "fleet-api", who: "anna", what: "MOUNT", detail: "", subject: "A3/7", outcome: "DONE", why: "" }], cursor: null };
  window.asked = [];
  const answers = [
    [/^\/facility$/, () => ({ name: "Made-up lab", channels, chambers: [], shared_resources: [], groups: [{ name: "anode", share: 0.4, used_channel_hours: 4100, decayed_channel_hours: 1800 }, { name: "cathode", share: 0.4, used_channel_hours: 3600, decayed_channel_hours: 1500 }, { name: "electrolyte", share: 0.2, used_channel_hours: 2800, decayed_channel_hours: 1300 }], closures: [{ closure_id: "c2", channels: ["B1/3"], from_unix_second: now + 250 * H, until_unix_second: now + 260 * H, why: "calibration" }] })],
    [/^\/experiments$/, (query) => ({ experiments: query.get("state") === "over" ? [] : [...experiments, ...waiting] })],
    [/^\/experiments\/([^/]+)$/, (query, id) => [...experiments, ...waiting].find((one) => one.experiment_id === id)],
    [/^\/queue$/, () => ({ experiments: waiting })],
    [/^\/timeline$/, () => timeline],
    [/^\/utilisation$/, () => utilisation],
    [/^\/cells$/, () => ({ cells: ["ZN-HPT-03", "ZN-40-1", "ZN-ZN-44"].map(cellOf), next_cursor: null })],
    [/^\/cells\/([^/]+)$/, (query, id) => (/^ZN-/.test(id) ? cellOf(id) : null)],
    [/^\/audit$/, () => audit],
  ];
  const posts = [
    [/^\/experiments\/dry-run$/, () => [200, { placements: [{ cell_id: "ZN-NEW-1", channel_id: "B1/4" }], earliest_start_unix_second: now + H, likely_start_unix_second: now + 2 * H, why: "", problems: [] }]],
    [/^\/experiments$/, () => [202, { request_id: "r1", state: "DONE" }]],
    [/^\/channels\/([^/]+)\/mount$/, (body, channelId) => (body.barcode === "ZN-40-1" && decodeURIComponent(channelId) !== "B1/3" ? [409, { status: 409, what: "This cell is for channel B1/3.", which: "ZN-40-1", where: "body.barcode" }] : [202, { request_id: "r2", state: "DONE" }])],
    [/./, () => [202, { request_id: "r3", state: "DONE" }]],
  ];
  const json = (status, body) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  window.fetch = async (address, options = {}) => {
    const url = new URL(address, location.href);
    if (!url.pathname.startsWith("/api/v1")) return real(address, options);
    const path = url.pathname.slice("/api/v1".length);
    if ((options.method ?? "GET") === "GET") {
      for (const [pattern, answer] of answers) {
        const match = pattern.exec(path);
        if (!match) continue;
        const body = answer(url.searchParams, match[1] && decodeURIComponent(match[1]));
        return body ? json(200, body) : json(404, { status: 404, what: "There is no such thing.", which: path, where: "path" });
      }
      return real(address, options);
    }
    if (/^\/(alerts|login-links)/.test(path) || /\/(start|stop)$/.test(path)) return real(address, options);
    const body = options.headers?.["Content-Type"] === "text/yaml" ? options.body : JSON.parse(options.body ?? "{}");
    window.asked.push({ method: options.method, path, body });
    const [pattern, answer] = posts.find(([one]) => one.test(path));
    return json(...answer(body, pattern.exec(path)[1]));
  };
})();
