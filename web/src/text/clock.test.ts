import { describe, expect, it } from "vitest";
import type { Clock, Mark } from "@/types/api";
import { cellsOf, sumClock, tells } from "./clock";

const MARKS: Mark[] = ["breach_reported", "quiet_reported", "breach_reported", "nothing_reported", "not_covered"];
const clock: Clock = {
  condition: "c-1",
  days: MARKS.map((mark, index) => ({ day: `2022-03-0${index + 1}`, mark, evidence: [] })),
};

describe("sumClock", () => {
  it("counts marks and the days since the last breach", () => {
    const sum = sumClock(clock);
    expect(sum).toMatchObject({ days: 5, breaches: 2, quiets: 1, silent: 1, uncovered: 1 });
    expect(sum.lastBreach).toBe("2022-03-03");
    expect(sum.sinceBreach).toBe(2);
  });

  it("makes nothing of silence", () => {
    const silent = sumClock({ condition: "c-1", days: clock.days.slice(3) });
    expect(silent.sinceBreach).toBeNull();
    expect(tells(silent)).toBe(false);
    expect(tells(sumClock(clock))).toBe(true);
  });
});

describe("cellsOf", () => {
  it("lets a breach go before all, and says on how many days", () => {
    expect(cellsOf(clock.days, 3).map((cell) => [cell.day, cell.until, cell.mark, cell.marked])).toEqual([
      ["2022-03-01", "2022-03-03", "breach_reported", 2],
      ["2022-03-04", "2022-03-05", "nothing_reported", 1],
    ]);
  });

  it("is the days themselves where there is room", () => {
    expect(cellsOf(clock.days, 1).map((cell) => cell.mark)).toEqual(MARKS);
  });
});
