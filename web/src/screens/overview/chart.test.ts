import { describe, expect, it } from "vitest";
import type { TimelineDay } from "@/types/api";
import { chartOf } from "./chart";

describe("chartOf", () => {
  const days: TimelineDay[] = [
    { day: "1941-01-01", total: 1, by_type: { ASSAULT: 1 } },
    { day: "2022-03-01", total: 4, by_type: { CONSULT: 1, ASSAULT: 2, AGREE: 1 } },
    { day: "2022-03-03", total: 1, by_type: { AID: 1 } },
  ];

  it("has a bar for every day of the ledger, force at the bottom", () => {
    const chart = chartOf(days, "2022-03-01", "2022-03-03");
    expect(chart.bars.map((bar) => bar.total)).toEqual([4, 0, 1]);
    expect(chart.bars[0]?.parts).toEqual([
      { group: "force", count: 2, from: 0 },
      { group: "talk", count: 2, from: 2 },
    ]);
    expect(chart.most).toBe(4);
  });

  it("joins days where there are more than a chart can show", () => {
    const chart = chartOf(days, "2021-01-01", "2022-12-31");
    expect(chart.bars.length).toBeLessThanOrEqual(180);
    expect(chart.bars.reduce((sum, bar) => sum + bar.total, 0)).toBe(5);
    expect(chart.bars.at(-1)?.until).toBe("2022-12-31");
  });

  it("counts what lies outside and does not draw it", () => {
    expect(chartOf(days, "2022-03-01", "2022-03-03").outside).toBe(1);
  });
});
