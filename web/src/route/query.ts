/** The query bar's state is the query string: the same names in the page's address and in the API. */
import type { Params } from "@/api/call";

export const FIELDS = [
  "q",
  "actor",
  "recipient",
  "type",
  "act",
  "realis",
  "place",
  "source",
  "publisher",
  "since",
  "until",
  "dossier",
  "story",
  "checked",
] as const;

export type Field = (typeof FIELDS)[number];
export type Filters = Partial<Record<Field, string>>;

/** How a chip names a field; "Free words" have no name of their own. */
export const FIELD_LABEL: Record<Field, string> = {
  q: "Words",
  actor: "Actor",
  recipient: "Towards",
  type: "Type",
  act: "Act",
  realis: "Told as",
  place: "Place",
  source: "Source",
  publisher: "Outlet",
  since: "Since",
  until: "Until",
  dossier: "Dossier",
  story: "Story",
  checked: "Checked",
};

export function isField(name: string): name is Field {
  return (FIELDS as readonly string[]).includes(name);
}

export function readFilters(query: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const field of FIELDS) {
    const value = query.get(field)?.trim();
    if (value) filters[field] = value;
  }
  return filters;
}

/** `?a=b` in the fixed order of the fields, so that equal filters have equal addresses; empty without any. */
export function writeFilters(filters: Filters, more: Params = {}): string {
  const query = new URLSearchParams();
  for (const field of FIELDS) {
    const value = filters[field];
    if (value) query.set(field, value);
  }
  for (const [name, value] of Object.entries(more)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

const SPOKEN: Record<string, Field> = {
  word: "q",
  words: "q",
  from: "since",
  to: "until",
  outlet: "publisher",
  towards: "recipient",
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What somebody typed into the bar, as filters to set: `actor:Russia`, `since:2022-03-01`, `type: assault` (types are upper case),
 * anything else as free words added to those there are.
 */
export function parseTyped(typed: string, before: Filters): Filters {
  const text = typed.trim();
  if (text === "") return {};
  const match = /^([a-z]+)\s*:\s*(.+)$/i.exec(text);
  const name = match?.[1]?.toLowerCase() ?? "";
  const field = SPOKEN[name] ?? (isField(name) ? name : undefined);
  if (field === undefined || match?.[2] === undefined) return { q: before.q ? `${before.q} ${text}` : text };
  const value = match[2].trim();
  if (field === "type") return { type: value.toUpperCase() };
  if ((field === "since" || field === "until") && !DAY.test(value)) return {};
  return { [field]: value };
}

/** The values of the fields that have few; the others are asked of the server. */
export const VALUES: Partial<Record<Field, readonly string[]>> = {
  type: [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
  ],
  act: ["demand", "offer", "refusal", "acceptance", "promise", "threat", "proposal", "openness"],
  realis: ["occurred", "ongoing", "habitual", "planned", "hypothetical", "conditional", "denied"],
  checked: ["no", "accepted", "corrected", "rejected", "disputed"],
};

/** The field that somebody has begun to type (`type:ass`), and what follows it; null where none is named. */
export function fieldTyped(typed: string): { field: Field; rest: string } | null {
  const match = /^\s*([a-z]+)\s*:\s*(.*)$/i.exec(typed);
  const name = match?.[1]?.toLowerCase() ?? "";
  const field = SPOKEN[name] ?? (isField(name) ? name : undefined);
  return field === undefined ? null : { field, rest: match?.[2]?.trim() ?? "" };
}

/** The values of a field that hold what was typed; null where the server has to be asked. */
export function valuesOf({ field, rest }: { field: Field; rest: string }): readonly string[] | null {
  return VALUES[field]?.filter((value) => value.toLowerCase().includes(rest.toLowerCase())) ?? null;
}
