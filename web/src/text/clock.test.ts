import { describe, expect, it } from "vitest";
import type { Clock, Mark } from "@/types/api";
import { sumClock, tells } from "./clock";

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
