/**
 * Characters that cannot be seen but change how a text is read: those that turn the direction of writing, that have no
 * width, that end a line in secret. The page shows each as a small mark with its name, so that "moc.live" stays what it is.
 */
const UNSEEN: ReadonlyMap<number, string> = new Map([
  [0x00ad, "SHY"],
  [0x034f, "CGJ"],
  [0x061c, "ALM"],
  [0x115f, "HCF"],
  [0x1160, "HJF"],
  [0x180e, "MVS"],
  [0x200b, "ZWSP"],
  [0x200c, "ZWNJ"],
  [0x200d, "ZWJ"],
  [0x200e, "LRM"],
  [0x200f, "RLM"],
  [0x202a, "LRE"],
  [0x202b, "RLE"],
  [0x202c, "PDF"],
  [0x202d, "LRO"],
  [0x202e, "RLO"],
  [0x2060, "WJ"],
  [0x2061, "FA"],
  [0x2062, "IT"],
  [0x2063, "IS"],
  [0x2064, "IP"],
  [0x2066, "LRI"],
  [0x2067, "RLI"],
  [0x2068, "FSI"],
  [0x2069, "PDI"],
  [0x3164, "HF"],
  [0xfeff, "BOM"],
  [0xffa0, "HHF"],
]);

export interface VisiblePart {
  text: string;
  /** The short name of a character that cannot be seen; then `text` is that character. */
  unseen: string | null;
}

function nameOf(point: number): string | null {
  const known = UNSEEN.get(point);
  if (known !== undefined) return known;
  if (point < 0x20 && point !== 0x09 && point !== 0x0a && point !== 0x0d) return `C${point.toString(16)}`;
  if (point >= 0x7f && point <= 0x9f) return `C${point.toString(16)}`;
  if (point >= 0xe0000 && point <= 0xe007f) return "TAG";
  return null;
}

/** A joiner between two parts of one emoji, or between letters of scripts that need it, is no trick. */
function belongs(points: readonly string[], index: number): boolean {
  const code = points[index]?.codePointAt(0);
  if (code !== 0x200d && code !== 0x200c) return false;
  const before = points[index - 1] ?? "";
  const after = points[index + 1] ?? "";
  const joins = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Devanagari}]/u;
  return joins.test(before) && joins.test(after);
}

/** The text in parts: what can be seen as it is, and each character that cannot with its name. */
export function visible(text: string): VisiblePart[] {
  const parts: VisiblePart[] = [];
  const points = [...text];
  let plain = "";
  points.forEach((point, index) => {
    const name = nameOf(point.codePointAt(0) ?? 0);
    if (name === null || belongs(points, index)) {
      plain += point;
      return;
    }
    if (plain !== "") parts.push({ text: plain, unseen: null });
    parts.push({ text: point, unseen: name });
    plain = "";
  });
  if (plain !== "") parts.push({ text: plain, unseen: null });
  return parts;
}

/** The same as one line of text, for titles and labels: unseen characters in square brackets. */
export function visibleLine(text: string): string {
  return visible(text)
    .map((part) => (part.unseen === null ? part.text : `[${part.unseen}]`))
    .join("");
}
