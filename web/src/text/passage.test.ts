import { describe, expect, it } from "vitest";
import type { Span, StoryDocument } from "@/types/api";
import { around, sentenceAt } from "./passage";

const text = "Title\n\nThe first one. The second one. The third one.\n\nAnother paragraph.";
const spanOf = (words: string): Span => [text.indexOf(words), text.indexOf(words) + words.length];
const story = {
  page: { text },
  story: { title: spanOf("Title") },
  sentences: ["Title", "The first one.", "The second one.", "The third one.", "Another paragraph."].map(spanOf),
} as unknown as StoryDocument;

describe("what is shown around words", () => {
  it("is their sentence", () => {
    expect(sentenceAt(story, spanOf("second"))).toEqual(spanOf("The second one."));
    expect(sentenceAt(story, spanOf("one. The second"))).toEqual(spanOf("The first one. The second one."));
  });

  it("takes the neighbours, and stays in the paragraph", () => {
    expect(around(story, spanOf("second"))).toEqual(spanOf("The first one. The second one. The third one."));
    expect(around(story, spanOf("third"))).toEqual(spanOf("The second one. The third one."));
  });

  it("brings the first sentence with the title", () => {
    expect(around(story, spanOf("Title"))).toEqual(spanOf("Title\n\nThe first one."));
  });
});
