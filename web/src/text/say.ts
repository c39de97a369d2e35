/** How codes of the record are said to a reader. What is not known here is said as it is written. */
import type { Act, Change, Checked, ConditionStatus, Mark, Polarity } from "@/types/api";

export const MARK_LABEL: Record<Mark, string> = {
  breach_reported: "breach reported",
  quiet_reported: "quiet reported",
  fulfilled_reported: "fulfilled, as reported",
  trigger_reported: "trigger reported",
  nothing_reported: "nothing reported",
  not_covered: "not covered",
};

/** A sentence each, for the legend. */
export const MARK_MEANS: Record<Mark, string> = {
  breach_reported: "A story tells of the act that must stop.",
  quiet_reported: "A story tells that it did not happen, or that a ceasefire was kept.",
  fulfilled_reported: "A story tells of the act that must happen.",
  trigger_reported: "A story tells of the act that the threat answers.",
  nothing_reported: "Stories cover the place that day and do not tell of the act.",
  not_covered: "No story covers the place that day.",
};

export const STATUS_LABEL: Record<string, string> = {
  not_met: "Not met",
  reported_met: "Reported met",
  unknown: "Not known",
};

export const CHECKED_LABEL: Record<Checked, string> = {
  no: "Not checked",
  accepted: "Accepted",
  corrected: "Corrected",
  rejected: "Rejected",
  disputed: "Disputed",
};

export const CHANGE_LABEL: Record<string, string> = {
  new: "new",
  hardened: "hardened",
  softened: "softened",
  dropped: "dropped",
  repeated: "repeated",
};

const ACT_VERB: Record<Act, string> = {
  demand: "demands",
  offer: "offers",
  refusal: "refuses",
  acceptance: "accepts",
  promise: "promises",
  threat: "threatens",
  proposal: "proposes",
  openness: "is open to",
};

export function actVerb(act: string): string {
  return ACT_VERB[act as Act] ?? act;
}

const OPERATOR: Record<string, string> = {
  until: "until",
  unless: "unless",
  if: "if",
  only_if: "only if",
  before: "before",
  after: "after",
  as_long_as: "as long as",
  when: "when",
  in_exchange_for: "in exchange for",
  conditional_on: "on condition of",
};

export function operatorLabel(operator: string): string {
  return OPERATOR[operator] ?? operator.replaceAll("_", " ");
}

export function statusLabel(status: ConditionStatus): string {
  return STATUS_LABEL[status] ?? plain(status);
}

export function changeLabel(change: Change): string {
  return CHANGE_LABEL[change] ?? plain(change);
}

/** `not_happen` -> "not happen"; `ASSAULT` -> "Assault". */
export function plain(code: string): string {
  const words = code.replaceAll("_", " ");
  if (words !== words.toUpperCase()) return words;
  return words.charAt(0) + words.slice(1).toLowerCase();
}

/** "Assault to stop", "talks": a state of the world in normal form, without its words. */
export function patternLabel(pattern: { event_type: string | null; polarity: Polarity }): string {
  const what = pattern.event_type === null ? "something without a type" : plain(pattern.event_type);
  return `${what} ${direction(pattern.polarity)}`;
}

/** PLOVER's sectors: which part of a country somebody is of. */
const SECTOR: Record<string, string> = {
  COP: "police",
  GOV: "government",
  JUD: "courts",
  LEG: "parliament",
  MIL: "military",
  PRM: "paramilitaries",
  PTY: "party",
  REB: "rebels",
  SPY: "intelligence service",
  UAF: "armed, not known whose",
  UNK: "not known",
  AGR: "farming",
  BUS: "business",
  CRM: "crime",
  CVL: "civilians",
  EDU: "schools",
  ELI: "elites",
  JRN: "press",
  LAB: "labour",
  MED: "health",
  REF: "refugees",
  OPP: "opposition",
  PRE: "separatists",
  REL: "religion",
  SOC: "civil society",
};

export function sectorLabel(sector: string): string {
  return SECTOR[sector] ?? sector;
}

const DIRECTION: Record<Polarity, string> = {
  happen: "to happen",
  not_happen: "not to happen",
  stop: "to stop",
  continue: "to go on",
};

export function direction(polarity: Polarity): string {
  return DIRECTION[polarity];
}

/** The five groups of PLOVER's types, from force to giving way; the order in which a day's events are stacked. */
export const TYPE_GROUPS = [
  { key: "force", label: "Force", types: ["ASSAULT"] },
  { key: "coerce", label: "Pressure", types: ["COERCE", "MOBILIZE", "SANCTION", "THREATEN", "PROTEST"] },
  { key: "dispute", label: "Dispute", types: ["ACCUSE", "REJECT", "REQUEST"] },
  { key: "talk", label: "Talk", types: ["CONSULT", "AGREE", "SUPPORT", "COOPERATE"] },
  { key: "yield", label: "Aid, giving way", types: ["AID", "CONCEDE", "RETREAT"] },
] as const;

export type TypeGroup = (typeof TYPE_GROUPS)[number]["key"];

/** The group of a type; what is in none counts as pressure. */
export function groupOf(type: string): TypeGroup {
  const found = TYPE_GROUPS.find((group) => (group.types as readonly string[]).includes(type));
  return found?.key ?? "coerce";
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** "A", "A and B", "A, B and C", "A, B and 3 more". */
export function joined(names: readonly string[], most = 3): string {
  if (names.length > most) return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1] ?? ""}`;
}
