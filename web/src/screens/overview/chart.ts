/** The figures of the chart of events by day: pure, so that they can be tested. */
import { groupOf, TYPE_GROUPS, type TypeGroup } from "@/text/say";
import { daysFrom } from "@/text/days";
import type { Day, TimelineDay } from "@/types/api";

export interface Bar {
  day: Day;
  total: number;
  /** From the bottom up, in the order of the groups; only what is there. */
  parts: { group: TypeGroup; count: number; from: number }[];
}

export interface ChartValues {
  bars: Bar[];
  most: number;
  /** Events on days outside the ledger's own ("since 1941"), which would press all others together. */
  outside: number;
}

export function chartOf(days: readonly TimelineDay[], first: Day, last: Day): ChartValues {
  const known = new Map(days.map((day) => [day.day, day]));
  const bars = daysFrom(first, last).map((day) => barOf(day, known.get(day)));
  const inside = bars.reduce((sum, bar) => sum + bar.total, 0);
  const all = days.reduce((sum, day) => sum + day.total, 0);
  return { bars, most: Math.max(1, ...bars.map((bar) => bar.total)), outside: all - inside };
}

function barOf(day: Day, told: TimelineDay | undefined): Bar {
  const counts = new Map<TypeGroup, number>();
  for (const [type, number] of Object.entries(told?.by_type ?? {})) {
    counts.set(groupOf(type), (counts.get(groupOf(type)) ?? 0) + number);
  }
  let from = 0;
  const parts = TYPE_GROUPS.flatMap(({ key }) => {
    const number = counts.get(key) ?? 0;
    if (number === 0) return [];
    from += number;
    return [{ group: key, count: number, from: from - number }];
  });
  return { day, total: told?.total ?? 0, parts };
}
