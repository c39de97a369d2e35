import { expect, it } from "vitest";
import { quotedPieces } from "./quoted";

it("tells words of a story from ours", () => {
  expect(quotedPieces("Ukraine demands “a ceasefire”; Russia offers “a truce”")).toEqual([
    { text: "Ukraine demands ", quoted: false },
    { text: "“a ceasefire”", quoted: true },
    { text: "; Russia offers ", quoted: false },
    { text: "“a truce”", quoted: true },
  ]);
});

it("leaves a mark that is never closed as it is", () => {
  expect(quotedPieces("says “no")).toEqual([{ text: "says “no", quoted: false }]);
});
