import type { Span, StoryDocument } from "@/types/api";
import { PointText } from "./offsets";

const REACH = 420;

/**
 * The stretch of a story to show around a span: the sentences that hold it, one more on either side, within one paragraph, and no
 * more than some hundred characters away. A title brings the first sentence of its story.
 */
export function around(document: StoryDocument, span: Span): Span {
  const text = new PointText(document.page.text);
  const sentences = document.sentences;
  const first = sentences.findIndex((sentence) => sentence[1] > span[0]);
  let last = sentences.findLastIndex((sentence) => sentence[0] < span[1]);
  if (first < 0 || last < first) last = first;
  if (first < 0) return [Math.max(0, span[0] - REACH), Math.min(text.length, span[1] + REACH)];
  const kept = [first - 1, last + 1].map((index) => sentences[index]);
  const core: Span = [sentences[first]?.[0] ?? span[0], sentences[last]?.[1] ?? span[1]];
  const before = kept[0];
  const after = kept[1];
  const start = before && near(text, [before[0], core[0]]) ? before[0] : core[0];
  const inTitle = document.story.title !== null && span[1] <= document.story.title[1];
  const end = after && (inTitle || near(text, [core[1], after[1]])) ? after[1] : core[1];
  return [Math.min(start, span[0]), Math.max(end, span[1])];
}

/** The sentence that holds a span, or those from its first to its last; the span itself where no sentence does. */
export function sentenceAt(document: StoryDocument, span: Span): Span {
  const holding = document.sentences.filter((sentence) => sentence[1] > span[0] && sentence[0] < span[1]);
  return [Math.min(holding[0]?.[0] ?? span[0], span[0]), Math.max(holding.at(-1)?.[1] ?? span[1], span[1])];
}

/** No empty line in between, and not far. */
function near(text: PointText, gap: Span): boolean {
  return gap[1] - gap[0] <= REACH && !/\n\s*\n/.test(text.words(gap));
}
