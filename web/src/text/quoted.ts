/** A sentence of the brief in pieces: what stands in “quotation marks” are words of a story, the rest is ours. */
export interface QuotedPiece {
  text: string;
  quoted: boolean;
}

export function quotedPieces(sentence: string): QuotedPiece[] {
  return sentence
    .split(/(“[^”]*”)/)
    .filter((text) => text !== "")
    .map((text) => ({ text, quoted: text.startsWith("“") && text.endsWith("”") }));
}
