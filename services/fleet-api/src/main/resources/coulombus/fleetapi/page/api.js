// Asks the HTTP API. An answer that is not 2xx becomes an ApiError that says what, which and where.

export class ApiError extends Error {
  constructor(status, body) {
    super(body?.what ?? `The service answered ${status}.`);
    this.status = status;
    this.which = body?.which ?? "";
    this.where = body?.where ?? "";
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

// Asks for a change; the same id asks the same thing once.
export async function tell(path, body, requestId = crypto.randomUUID()) {
  const response = await fetch(`/api/v1${path}`, {
    method: "POST", credentials: "same-origin", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "Idempotency-Key": requestId },
  });
  return answerOf(response);
}

async function answerOf(response) {
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(response.status, body);
  }
  return body;
}
