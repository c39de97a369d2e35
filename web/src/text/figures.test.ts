import { expect, it } from "vitest";
import { figureWords } from "./figures";

it.each([
  [{ what: "killed", lower: 5, upper: null, hedge: "at_least" }, "at least 5 killed"],
  [{ what: "killed", lower: 1200, upper: 1200, hedge: "exact" }, "1,200 killed"],
  [{ what: "injured", lower: null, upper: 20, hedge: "up_to" }, "up to 20 injured"],
  [{ what: "injured", lower: 30, upper: 40, hedge: "between" }, "30 to 40 injured"],
  [{ what: "killed", lower: 0, upper: 0, hedge: "none" }, "none killed"],
  [{ what: "other", lower: null, upper: null, hedge: "dozens", unit: "houses" }, "dozens of houses"],
])("says %o", (figure, words) => {
  expect(figureWords(figure)).toBe(words);
});
