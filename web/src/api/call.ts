import type { ApiErrorBody } from "@/types/api";
import { CallFailed } from "./failure";

const ACCEPT = { Accept: "application/json" };

export type Params = Record<string, string | number | null | undefined>;

/** `/api/NAME?…` with the parameters that are set, sorted, so that equal calls have equal addresses. */
export function address(name: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const key of Object.keys(params).sort()) {
    const value = params[key];
    if (value !== null && value !== undefined && value !== "") query.set(key, String(value));
  }
  const text = query.toString();
  return `/api/${name}${text === "" ? "" : `?${text}`}`;
}

async function answer<T>(request: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new CallFailed(0, "The server does not answer");
  }
  if (!response.ok) throw await refusal(response);
  return (await response.json()) as T;
}

async function refusal(response: Response): Promise<CallFailed> {
  const fallback = `The server answered ${response.status}`;
  try {
    const body = (await response.json()) as Partial<ApiErrorBody>;
    return new CallFailed(response.status, textOf(body.detail) ?? body.error ?? fallback, body.error ?? null);
  } catch {
    // A proxy in front of a stopped server answers 502 to 504 in words of its own.
    const stopped = response.status >= 502 && response.status <= 504;
    return stopped ? new CallFailed(0, "The server does not answer") : new CallFailed(response.status, fallback);
  }
}

function textOf(detail: unknown): string | null {
  if (detail === null || detail === undefined) return null;
  return typeof detail === "string" ? detail : JSON.stringify(detail);
}

/** GET as JSON. `reviewer` is who asks, where the answer depends on it. */
export function get<T>(name: string, params: Params = {}, signal?: AbortSignal, reviewer = ""): Promise<T> {
  return answer<T>(fetch(address(name, params), { headers: { ...ACCEPT, ...signed(reviewer) }, signal: signal ?? null }));
}

/** A header carries no letters beyond Latin: names travel encoded. */
function signed(reviewer: string): Record<string, string> {
  return reviewer === "" ? {} : { "X-Reviewer": encodeURIComponent(reviewer) };
}

/** POST as JSON. `reviewer` is who writes, where the call asks for one. */
export function post<T>(name: string, body: unknown, reviewer: string | null = null): Promise<T> {
  const headers = { ...ACCEPT, "Content-Type": "application/json", ...signed(reviewer ?? "") };
  return answer<T>(fetch(address(name), { method: "POST", headers, body: JSON.stringify(body) }));
}
