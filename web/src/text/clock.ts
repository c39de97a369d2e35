import type { Clock, ClockDay, Day, Evidence, Mark } from "@/types/api";
import { daysBetween } from "./days";

/** What a clock's strip comes to. Counts are days with such a mark; silence counts for nothing. */
export interface ClockSum {
  days: number;
  breaches: number;
  lastBreach: Day | null;
  /** Days from the last reported breach to the last day of the strip; null where none was reported. */
  sinceBreach: number | null;
  quiets: number;
  fulfilled: number;
  lastFulfilled: Day | null;
  triggers: number;
  silent: number;
  uncovered: number;
}

export function sumClock(clock: Clock): ClockSum {
  const last = clock.days.at(-1)?.day ?? null;
  const breach = lastOf(clock.days, "breach_reported");
  return {
    days: clock.days.length,
    breaches: countOf(clock.days, "breach_reported"),
    lastBreach: breach,
    sinceBreach: breach === null || last === null ? null : daysBetween(breach, last),
    quiets: countOf(clock.days, "quiet_reported"),
    fulfilled: countOf(clock.days, "fulfilled_reported"),
    lastFulfilled: lastOf(clock.days, "fulfilled_reported"),
    triggers: countOf(clock.days, "trigger_reported"),
    silent: countOf(clock.days, "nothing_reported"),
    uncovered: countOf(clock.days, "not_covered"),
  };
}

/** Whether any day of a clock tells anything about its condition. */
export function tells(sum: ClockSum): boolean {
  return sum.breaches + sum.quiets + sum.fulfilled + sum.triggers > 0;
}

function countOf(days: readonly ClockDay[], mark: Mark): number {
  return days.filter((day) => day.mark === mark).length;
}

function lastOf(days: readonly ClockDay[], mark: Mark): Day | null {
  return days.findLast((day) => day.mark === mark)?.day ?? null;
}

/** Several days of a clock as one cell of a strip that has no room for all. */
export interface Cell {
  day: Day;
  until: Day;
  /** The mark that says most; a breach goes before all. */
  mark: Mark;
  /** On how many of its days. */
  marked: number;
  days: number;
  evidence: Evidence[];
}

const SAYS_MOST: readonly Mark[] = [
  "breach_reported",
  "trigger_reported",
  "quiet_reported",
  "fulfilled_reported",
  "nothing_reported",
  "not_covered",
];

/** Cells of `size` days each; of one day each, they are the days themselves. */
export function cellsOf(days: readonly ClockDay[], size: number): Cell[] {
  const cells: Cell[] = [];
  for (let start = 0; start < days.length; start += size) {
    const held = days.slice(start, start + size);
    const mark = SAYS_MOST.find((each) => held.some((day) => day.mark === each)) ?? "not_covered";
    const bearing = held.filter((day) => day.mark === mark);
    cells.push({
      day: held[0]?.day ?? "",
      until: held.at(-1)?.day ?? "",
      mark,
      marked: bearing.length,
      days: held.length,
      evidence: bearing.flatMap((day) => day.evidence),
    });
  }
  return cells;
}
