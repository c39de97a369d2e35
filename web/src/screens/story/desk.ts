/** A story's records as marks on its text, and its text as blocks: what is kept, and furniture folded away. */
import { cut, type Piece, PointText } from "@/text/offsets";
import type { Span, StoryDocument } from "@/types/api";

export const KINDS = ["event", "statement", "position", "condition"] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_LABEL: Record<Kind, string> = {
  event: "Events",
  statement: "Statements",
  position: "Positions",
  condition: "Conditions",
};

/** One stretch of text that a record stands on. */
export interface Mark {
  record: string;
  kind: Kind | "role";
  span: Span;
  /** What part these words have in the chosen record. */
  role?: string;
}

/** A line of the text: marked pieces, or furniture that is no part of the story. */
export interface Block {
  kind: "title" | "text" | "furniture";
  span: Span;
  pieces: Piece[];
  /** Why furniture was left out, each reason once. */
  why: string[];
}

/** The marks of the kinds that are shown, in the order of the text; longer ones before those inside them. */
export function marksOf(story: StoryDocument, shown: ReadonlySet<Kind>): Mark[] {
  const marks: Mark[] = [];
  const add = (kind: Kind, record: string, spans: readonly Span[]): void => {
    if (shown.has(kind)) for (const span of spans) marks.push({ record, kind, span });
  };
  for (const event of story.events) add("event", event.id, event.mentions.length > 0 ? event.mentions : [event.trigger]);
  for (const statement of story.statements) add("statement", statement.id, statement.content);
  for (const position of story.positions) add("position", position.id, [position.object.span]);
  for (const condition of story.conditions) {
    add("condition", condition.id, [condition.requires.span, condition.consequence.span]);
  }
  return marks.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
}

/** The text line by line. Neighbouring lines of furniture are one block. */
export function blocksOf(story: StoryDocument, text: PointText, marks: readonly Mark[]): Block[] {
  const blocks: Block[] = [];
  for (const span of linesOf(text)) {
    const kept = story.story.kept.some((keep) => keep[0] < span[1] && span[0] < keep[1]);
    const last = blocks.at(-1);
    if (!kept && last?.kind === "furniture") {
      blocks[blocks.length - 1] = furniture(story, text, [last.span[0], span[1]]);
    } else if (!kept) {
      blocks.push(furniture(story, text, span));
    } else {
      const inside = marks.filter((mark) => mark.span[0] < span[1] && span[0] < mark.span[1]);
      const title = story.story.title;
      const isTitle = title !== null && title[0] < span[1] && span[0] < title[1];
      blocks.push({ kind: isTitle ? "title" : "text", span, pieces: piecesOf(text, span, inside, marks), why: [] });
    }
  }
  return blocks;
}

function furniture(story: StoryDocument, text: PointText, span: Span): Block {
  const why = story.story.furniture.filter((one) => one.span[0] < span[1] && span[0] < one.span[1]).map((one) => one.why);
  return { kind: "furniture", span, pieces: cut(text, span, []), why: [...new Set(why)] };
}

/** Pieces whose marks are numbers of the whole list of marks. */
function piecesOf(text: PointText, span: Span, inside: readonly Mark[], marks: readonly Mark[]): Piece[] {
  const clipped = inside.map((mark): Span => [Math.max(mark.span[0], span[0]), Math.min(mark.span[1], span[1])]);
  const numbers = inside.map((mark) => marks.indexOf(mark));
  return cut(text, span, clipped).map((piece) => ({ ...piece, marks: piece.marks.map((at) => numbers[at] ?? -1) }));
}

/** Lines that hold more than white space, without it. */
function linesOf(text: PointText): Span[] {
  const lines: Span[] = [];
  let unit = 0;
  for (const line of text.text.split("\n")) {
    const trimmed = line.trim();
    if (trimmed !== "") {
      const start = unit + line.indexOf(trimmed);
      lines.push([text.pointAt(start), text.pointAt(start + trimmed.length)]);
    }
    unit += line.length + 1;
  }
  return lines;
}

/** Every stretch that a record rests on with its role, for the text while the record is chosen. */
export function rolesOf(story: StoryDocument, record: string): { span: Span; role: string }[] {
  const out: { span: Span; role: string }[] = [];
  const put = (role: string, span: Span | null | undefined): void => void (span && out.push({ span, role }));
  const event = story.events.find((one) => one.id === record);
  put("what", event?.trigger);
  for (const argument of event?.arguments ?? []) put(argument.role, argument.span);
  const statement = story.statements.find((one) => one.id === record);
  put("source", statement?.source?.span);
  put("cue", statement?.cue);
  put("to", statement?.addressee?.span);
  for (const span of statement?.content ?? []) put("content", span);
  const position = story.positions.find((one) => one.id === record);
  put("object", position?.object.span);
  put("reason", position?.reason);
  const condition = story.conditions.find((one) => one.id === record);
  put("requires", condition?.requires.span);
  put("consequence", condition?.consequence.span);
  return out;
}

/** Where a record begins in the text. */
export function startOf(story: StoryDocument, record: string): number {
  const spans = rolesOf(story, record).map((one) => one.span[0]);
  return spans.length > 0 ? Math.min(...spans) : 0;
}

/** How deep a statement lies in others: 0 is told by the outlet. */
export function depthOf(story: StoryDocument, record: string): number {
  const by = new Map(story.statements.map((one) => [one.id, one.within]));
  let depth = 0;
  for (let at = by.get(record) ?? null; at !== null && depth < 8; at = by.get(at) ?? null) depth += 1;
  return depth;
}
