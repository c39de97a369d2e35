import { PointText } from "@/text/offsets";
import type { Span, StoryDocument, StoryFigure } from "@/types/api";

const SHORT = 150;

/** What a story calls things: names of ids, words of spans, who relays whom. */
export class Told {
  private readonly text: PointText;
  private readonly named: Map<string, string>;

  constructor(private readonly story: StoryDocument) {
    this.text = new PointText(story.page.text);
    this.named = new Map([...story.entities, ...story.places].map((one) => [one.id, one.name]));
  }

  words(span: Span): string {
    return this.text.words(span);
  }

  /** Words in one line, cut after some hundred characters. */
  short(spans: readonly Span[]): string {
    const words = spans.map((span) => this.words(span)).join(" … ").replace(/\s+/g, " ");
    const points = [...words];
    return points.length > SHORT ? `${points.slice(0, SHORT).join("").trimEnd()} …` : words;
  }

  names(ids: readonly string[]): string[] {
    return [...new Set(ids.map((id) => this.named.get(id) ?? id))];
  }

  name(id: string | null): string {
    return id === null ? "" : (this.named.get(id) ?? id);
  }

  reference(of: { span: Span; ref: string | null } | null): string {
    if (of === null) return "";
    return (of.ref === null ? undefined : this.named.get(of.ref)) ?? this.words(of.span);
  }

  /** The first day told by some times. */
  day(times: readonly string[]): string | null {
    return this.story.times.find((time) => times.includes(time.id) && time.value !== null)?.value ?? null;
  }

  figures(ids: readonly string[]): StoryFigure[] {
    return this.story.figures.filter((figure) => ids.includes(figure.id));
  }

  /** "Zelenskiy ‹ Biden": the source of a statement behind those who relay it. */
  chain(statement: string): string {
    const names: string[] = [];
    for (let at: string | null = statement; at !== null && names.length < 8; ) {
      const one = this.story.statements.find((each) => each.id === at);
      if (one === undefined) break;
      names.unshift(this.reference(one.source) || "not stated who");
      at = one.within;
    }
    return names.join(" ‹ ");
  }
}
