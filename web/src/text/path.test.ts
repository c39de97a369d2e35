import { describe, expect, it } from "vitest";
import type { Act, PositionStep } from "@/types/api";
import { hardness, pathOf } from "./path";

function step(day: string | null, act: Act): PositionStep {
  return { day, act, change: "new", words: "", page: "sha256:0", span: [0, 1] };
}

describe("the path of a position", () => {
  it("goes up with harder acts and along with the days", () => {
    const points = pathOf([step("2022-03-01", "demand"), step("2022-03-03", "offer"), step("2022-03-05", "threat")]);
    expect(points.map((point) => point.x)).toEqual([0, 0.5, 1]);
    expect(points.map((point) => point.y)).toEqual([3, 1, 5]);
  });

  it("leaves out what has no day", () => {
    expect(pathOf([step(null, "demand")])).toEqual([]);
  });

  it("is none within one day", () => {
    expect(pathOf([step("2022-03-01", "demand"), step("2022-03-01", "offer")])).toEqual([]);
  });

  it("ranks a threat above a refusal, and a promise like an offer", () => {
    expect(hardness("threat")).toBeGreaterThan(hardness("refusal"));
    expect(hardness("promise")).toBe(hardness("offer"));
  });
});
