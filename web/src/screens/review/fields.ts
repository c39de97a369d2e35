import type { QueueItem } from "@/types/api";

/** Codes that a field may hold; a field that is not here takes words. */
export const CHOICES: Record<string, readonly string[]> = {
  event_type: [
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
  ],
  realis: ["occurred", "ongoing", "habitual", "planned", "hypothetical", "conditional", "denied"],
  act: ["demand", "offer", "refusal", "acceptance", "promise", "threat", "proposal", "openness"],
  form: ["direct", "indirect", "mixed"],
  operator: [
    "until", "unless", "if", "only_if", "before", "after", "as_long_as", "when", "in_exchange_for", "conditional_on",
  ],
  medium: [
    "interview", "press_conference", "speech", "call", "meeting", "letter", "social_media", "broadcast", "statement", "report",
    "document", "other",
  ],
};

const STANCE = ["affirmed", "denied", "questioned", "not_known"];
const DIRECTION = ["happen", "not_happen", "stop", "continue"];

/** The codes of one field of a record; empty where it takes words. */
export function choicesOf(item: QueueItem, field: string): readonly string[] {
  const last = field.split(".").at(-1) ?? field;
  if (last === "polarity") return item.kind === "statement" ? STANCE : DIRECTION;
  return CHOICES[last] ?? [];
}

/** What a record holds in a field now, as words; "" where nothing is stated. */
export function valueOf(item: QueueItem, field: string): string {
  let value: unknown = item.row;
  for (const part of field.split(".")) {
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  }
  return said(value);
}

function said(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(said).filter(Boolean).join(", ");
  if (typeof value === "object") return said((value as Record<string, unknown>).name);
  return String(value);
}

/** What was typed, as the server takes it. */
export function valueFor(item: QueueItem, field: string, typed: string): string | string[] {
  const isList = item.fields.find((one) => one.name === field)?.list ?? false;
  const text = typed.trim();
  return isList ? text.split(",").map((one) => one.trim()).filter(Boolean) : text;
}
