/**
 * The record counts characters as Unicode code points; a browser's strings count UTF-16 units. One letter outside the
 * basic plane ("𝐀", "🇺") is one point and two units. Every cut of a text goes through here.
 */
import type { Span } from "@/types/api";

/** A text that can be cut by code points. Texts without such letters, nearly all, are cut at once. */
export class PointText {
  readonly text: string;
  /** Number of code points before each pair of units, ascending: where the two counts drift apart. */
  private readonly pairs: readonly number[];

  constructor(text: string) {
    this.text = text;
    this.pairs = pairsOf(text);
  }

  /** Length in code points. */
  get length(): number {
    return this.text.length - this.pairs.length;
  }

  /** The UTF-16 offset of a code point; what lies outside the text is drawn to its ends. */
  unitAt(point: number): number {
    const inside = Math.min(Math.max(point, 0), this.length);
    return inside + countBelow(this.pairs, inside);
  }

  /** The code point that begins at or contains a UTF-16 offset. */
  pointAt(unit: number): number {
    const inside = Math.min(Math.max(unit, 0), this.text.length);
    let point = inside;
    // Each pair that begins before the offset takes one unit away; a pair that only begins there counts from its end on.
    for (const [index, pair] of this.pairs.entries()) {
      if (pair + index >= inside) break;
      point = inside - index - 1;
    }
    return point;
  }

  /** The words of a span. */
  words(span: Span): string {
    return this.text.slice(this.unitAt(span[0]), this.unitAt(span[1]));
  }
}

function pairsOf(text: string): number[] {
  const pairs: number[] = [];
  for (let unit = 0; unit < text.length; unit++) {
    const first = text.charCodeAt(unit);
    if (first < 0xd800 || first > 0xdbff) continue;
    const second = text.charCodeAt(unit + 1);
    if (second >= 0xdc00 && second <= 0xdfff) {
      pairs.push(unit - pairs.length);
      unit++;
    }
  }
  return pairs;
}

/** How many values of an ascending list lie below a limit. */
function countBelow(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Piece {
  words: string;
  span: Span;
  /** The marks that cover this piece, in the order in which they were given. */
  marks: number[];
}

/** A stretch of a text cut wherever one of the marks begins or ends; marks may overlap. */
export function cut(text: PointText, within: Span, marks: readonly Span[]): Piece[] {
  const edges = new Set<number>([within[0], within[1]]);
  for (const mark of marks) {
    for (const edge of mark) if (edge > within[0] && edge < within[1]) edges.add(edge);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const span: Span = [sorted[i] ?? 0, sorted[i + 1] ?? 0];
    const covering = marks.flatMap((mark, index) => (mark[0] <= span[0] && mark[1] >= span[1] ? [index] : []));
    pieces.push({ words: text.words(span), span, marks: covering });
  }
  return pieces;
}
