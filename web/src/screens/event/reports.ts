import { sayDay } from "@/text/days";
import { figureWords } from "@/text/figures";
import { plain } from "@/text/say";
import type { EventDetail, ReportTold } from "@/types/api";

/** One line of the comparison: what each report says of one thing, null where it does not say. */
export interface Line {
  key: string;
  label: string;
  cells: (string | null)[];
  differs: boolean;
}

const list = (names: readonly (string | null)[]): string | null =>
  names.filter((name) => name !== null).join(", ") || null;

const FIELDS: readonly { key: string; label: string; of: (report: ReportTold) => string | null }[] = [
  { key: "days", label: "When", of: (r) => (r.day === null ? null : sayDay(r.day)) },
  { key: "places", label: "Where", of: (r) => list(r.places) },
  { key: "actors", label: "Who", of: (r) => list(r.actors) },
  { key: "recipients", label: "To whom", of: (r) => list(r.recipients) },
  { key: "weapon", label: "With what", of: (r) => r.weapon },
  { key: "figures", label: "Figures", of: (r) => list([...new Set(r.figures.map((figure) => figureWords(figure)))]) },
  { key: "realis", label: "Told as", of: (r) => plain(r.realis) },
  { key: "source", label: "Told by", of: (r) => list(r.source_chain) },
];

/** The reports line by line; `differs` where two of them do not agree. */
export function compare(event: EventDetail): Line[] {
  return FIELDS.map(({ key, label, of }) => {
    const cells = event.reports_told.map(of);
    return { key, label, cells, differs: event.disagreements.includes(key) };
  }).filter((line) => line.cells.some((cell) => cell !== null));
}

export interface Reason {
  weight: number;
  words: string;
}

/** "+3.0 same place Kyiv" in its weight and its words; a person's reason has no weight. */
export function reasonOf(text: string): Reason {
  const match = /^([+-]\d+(?:\.\d+)?) (.*)$/.exec(text);
  return match === null ? { weight: 0, words: text } : { weight: Number(match[1]), words: match[2] ?? "" };
}
