/** Addresses of the page, by what they show. Filters travel with `route.to`; these are bare. */
import type { Span } from "@/types/api";

/** The hexadecimal beginning of a page id, long enough to be alone in any ledger that fits on a laptop. */
export function pageKey(page: string): string {
  return page.replace(/^sha256:/, "").slice(0, 16);
}

/** The desk on a story, opened at a span if one is given. */
export function storyHref(page: string, span?: Span | null): string {
  const at = span ? `?at=${span[0]}-${span[1]}` : "";
  return `/story/${pageKey(page)}${at}`;
}

/** The span of `?at=80-170`; null where there is none or it makes no sense. */
export function spanOf(at: string | null): Span | null {
  const match = /^(\d{1,9})-(\d{1,9})$/.exec(at ?? "");
  if (match === null) return null;
  const span: Span = [Number(match[1]), Number(match[2])];
  return span[0] < span[1] ? span : null;
}

const FOLDERS: Record<string, string> = {
  e: "/event/",
  s: "/statement/",
  k: "/position/",
  c: "/condition/",
  n: "/actor/",
};

/** The screen of a record by the letter of its id; null for an id of no kind that has a screen. */
export function recordHref(id: string): string | null {
  const folder = FOLDERS[id.charAt(0)];
  return folder !== undefined && id.charAt(1) === "-" ? folder + encodeURIComponent(id) : null;
}
