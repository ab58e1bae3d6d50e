// Asks the HTTP API. An answer that is not 2xx becomes an ApiError that says what, which and where.

export class ApiError extends Error {
  constructor(status, body) {
    super(body?.what ?? `The service answered ${status}.`);
    this.status = status;
    this.which = body?.which ?? "";
    this.where = body?.where ?? "";
    this.body = body;
  }
}

export async function ask(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && !Number.isNaN(value)) {
      query.set(name, value);
    }
  }
  const response = await fetch(`/api/v1${path}${query.size ? `?${query}` : ""}`, { signal, credentials: "same-origin" });
  return answerOf(response);
}

// As ask; null where the service has no such thing.
export async function askIfThere(path, parameters = {}, signal = undefined) {
  try {
    return await ask(path, parameters, signal);
  } catch (error) {
    if (error.status === 404) return null;
    throw error;
  }
}

// Asks for a change; the same id asks the same thing once. A text is sent as YAML, anything else as JSON.
export async function tell(path, body, { method = "POST", requestId = newId() } = {}) {
  const yaml = typeof body === "string";
  const response = await fetch(`/api/v1${path}`, {
    method, credentials: "same-origin", body: yaml ? body : JSON.stringify(body ?? {}),
    headers: { "Content-Type": yaml ? "text/yaml" : "application/json", "Idempotency-Key": requestId },
  });
  return answerOf(response);
}

// A random UUID, also where the page is read over plain HTTP and crypto.randomUUID is kept back.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// A body that breaks off, because the page was left or the line was lost, is an error and never an empty answer.
async function answerOf(response) {
  if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => null));
  return response.json();
}
