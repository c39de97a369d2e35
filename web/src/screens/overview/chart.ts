/** The figures of the chart of events by day: pure, so that they can be tested. */
import { groupOf, TYPE_GROUPS, type TypeGroup } from "@/text/say";
import { daysFrom } from "@/text/days";
import type { Day, TimelineDay } from "@/types/api";

export interface Bar {
  day: Day;
  /** The last day of the bar; the same as `day` while there is room for every day. */
  until: Day;
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

/** Bars that a chart has room for. */
const MOST = 180;

export function chartOf(days: readonly TimelineDay[], first: Day, last: Day): ChartValues {
  const known = new Map(days.map((day) => [day.day, day]));
  const calendar = daysFrom(first, last);
  const size = Math.max(1, Math.ceil(calendar.length / MOST));
  const bars: Bar[] = [];
  for (let start = 0; start < calendar.length; start += size) {
    const held = calendar.slice(start, start + size);
    bars.push(barOf(held, held.flatMap((day) => known.get(day) ?? [])));
  }
  const inside = bars.reduce((sum, bar) => sum + bar.total, 0);
  const all = days.reduce((sum, day) => sum + day.total, 0);
  return { bars, most: Math.max(1, ...bars.map((bar) => bar.total)), outside: all - inside };
}

function barOf(calendar: readonly Day[], told: readonly TimelineDay[]): Bar {
  const counts = new Map<TypeGroup, number>();
  for (const [type, number] of told.flatMap((day) => Object.entries(day.by_type))) {
    counts.set(groupOf(type), (counts.get(groupOf(type)) ?? 0) + number);
  }
  let from = 0;
  const parts = TYPE_GROUPS.flatMap(({ key }) => {
    const number = counts.get(key) ?? 0;
    if (number === 0) return [];
    from += number;
    return [{ group: key, count: number, from: from - number }];
  });
  const total = told.reduce((sum, day) => sum + day.total, 0);
  return { day: calendar[0] ?? "", until: calendar.at(-1) ?? "", total, parts };
}
