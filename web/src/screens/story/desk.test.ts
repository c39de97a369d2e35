import { describe, expect, it } from "vitest";
import { PointText } from "@/text/offsets";
import type { StoryDocument } from "@/types/api";
import { blocksOf, depthOf, KINDS, marksOf, rolesOf } from "./desk";

// "🕊" is one code point and two UTF-16 units: every span behind it shows whether cuts count points.
const TEXT = "🕊 Talks\n\nAccept all cookies\nPlayer error\n\nKyiv said missiles struck Odesa.";
const story = {
  page: { text: TEXT },
  story: { title: [0, 7], kept: [[0, 7], [42, 74]], furniture: [{ span: [9, 27], why: "consent" }, { span: [28, 40], why: "player" }] },
  events: [{ id: "e1", trigger: [61, 67], mentions: [[61, 67]], arguments: [{ role: "place", span: [68, 73], ref: "p1", rule: "" }] }],
  statements: [
    { id: "s1", source: { span: [42, 46], ref: "n1" }, cue: [47, 51], content: [[52, 73]], within: null, addressee: null },
    { id: "s2", source: null, cue: null, content: [[61, 73]], within: "s1", addressee: null },
  ],
  positions: [],
  conditions: [],
} as unknown as StoryDocument;
const text = new PointText(TEXT);

describe("the desk", () => {
  it("cuts marks by code points", () => {
    const marks = marksOf(story, new Set(KINDS));
    expect(marks.map((mark) => [mark.record, text.words(mark.span)])).toEqual([
      ["s1", "missiles struck Odesa"],
      ["s2", "struck Odesa"],
      ["e1", "struck"],
    ]);
  });

  it("folds neighbouring furniture, with its reasons", () => {
    const blocks = blocksOf(story, text, marksOf(story, new Set(["event"])));
    expect(blocks.map((block) => block.kind)).toEqual(["title", "furniture", "text"]);
    expect(blocks[1]?.why).toEqual(["consent", "player"]);
    expect(blocks[2]?.pieces.map((piece) => piece.words)).toEqual(["Kyiv said missiles ", "struck", " Odesa."]);
  });

  it("names the roles of a chosen record", () => {
    expect(rolesOf(story, "e1").map((one) => [one.role, text.words(one.span)])).toEqual([
      ["what", "struck"],
      ["place", "Odesa"],
    ]);
  });

  it("tells how deep speech lies", () => {
    expect([depthOf(story, "s1"), depthOf(story, "s2")]).toEqual([0, 1]);
  });
});
