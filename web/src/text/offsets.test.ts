import { describe, expect, it } from "vitest";
import { cut, PointText } from "./offsets";

const flag = new PointText("🇺🇦 Zelenskiy: 𝐭alks 🕊️ later");

describe("PointText", () => {
  it("cuts by code points, as the record counts", () => {
    expect(flag.words([3, 12])).toBe("Zelenskiy");
    expect(flag.words([14, 19])).toBe("𝐭alks");
  });

  it("agrees with the code points of the language itself at every offset", () => {
    const points = [...flag.text];
    expect(flag.length).toBe(points.length);
    points.forEach((_, point) => expect(flag.unitAt(point)).toBe(points.slice(0, point).join("").length));
  });

  it("goes there and back", () => {
    for (let point = 0; point <= flag.length; point++) expect(flag.pointAt(flag.unitAt(point))).toBe(point);
  });

  it("takes half a letter for the letter", () => {
    expect(new PointText("a𝐭b").pointAt(2)).toBe(1);
  });

  it("leaves a lone half pair as one point", () => {
    expect(new PointText("a\ud83db").words([1, 2])).toBe("\ud83d");
  });

  it("draws what lies outside to the ends of the text", () => {
    expect(new PointText("abc").words([-4, 99])).toBe("abc");
  });
});

describe("cut", () => {
  it("cuts where marks begin and end, also where they overlap", () => {
    const pieces = cut(new PointText("no talks until then"), [0, 19], [[3, 8], [6, 14]]);
    expect(pieces.map((piece) => piece.words)).toEqual(["no ", "tal", "ks", " until", " then"]);
    expect(pieces.map((piece) => piece.marks)).toEqual([[], [0], [0, 1], [1], []]);
  });

  it("keeps to the stretch that was asked for", () => {
    expect(cut(new PointText("abcdef"), [2, 4], [[0, 6]])).toEqual([{ words: "cd", span: [2, 4], marks: [0] }]);
  });
});
