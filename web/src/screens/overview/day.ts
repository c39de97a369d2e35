/** What the overview asks for a day, put together: the brief, what changed, what is stuck, and the clocks. */
import { api, CallFailed } from "@/api";
import type { Filters } from "@/route/query";
import { clocksOf, type Clocks } from "@/state/clocks";
import { addDays } from "@/text/days";
import type { Brief, BriefLine, ChangeRow, Day, Finding } from "@/types/api";

export interface DayTold {
  brief: Brief;
  since: Day | null;
  changes: ChangeRow[];
  deadlocks: Finding[];
  clocks: Clocks;
}

/** How far back changes are looked for where nobody chose a day. */
const WEEK = 6;

/** The day that the filters choose; null where the ledger has no story with a day. */
export async function dayOf(filters: Filters, signal: AbortSignal): Promise<DayTold | null> {
  const brief = await briefOf(filters.until, signal);
  if (brief === null) return null;
  const since = filters.since ?? (brief.day === null ? null : addDays(brief.day, -WEEK));
  const waiting = brief.sections.find((section) => section.key === "waiting")?.lines ?? [];
  const [changes, deadlocks, clocks] = await Promise.all([
    api.changes({ until: filters.until, since }, signal),
    api.deadlocks({ until: filters.until }, signal),
    clocksOf(filters, { signal, only: isNarrow(filters) ? null : waiting.flatMap((line) => line.records) }),
  ]);
  const named = (row: ChangeRow): boolean => names(`${row.holder ?? ""} ${row.counterpart ?? ""}`, filters);
  return { brief, since, changes: changes.rows.filter(named), deadlocks: deadlocks.rows, clocks };
}

async function briefOf(day: Day | undefined, signal: AbortSignal): Promise<Brief | null> {
  try {
    return await api.brief({ day }, signal);
  } catch (error) {
    if (error instanceof CallFailed && error.notFound) return null;
    throw error;
  }
}

/** Whether anything but days is chosen. */
export function isNarrow(filters: Filters): boolean {
  return Object.keys(filters).some((field) => field !== "since" && field !== "until");
}

/** Lines of a section of the brief; with a party chosen, those that name it. */
export function linesOf(brief: Brief, { key, filters }: { key: string; filters: Filters }): BriefLine[] {
  const lines = brief.sections.find((section) => section.key === key)?.lines ?? [];
  return lines.filter((line) => names(line.text, filters));
}

function names(text: string, filters: Filters): boolean {
  return filters.actor === undefined || text.toLowerCase().includes(filters.actor.toLowerCase());
}

/** Lines by the side they stand on, in the order in which the sides come. */
export function bySide(lines: readonly BriefLine[]): { side: string; lines: BriefLine[] }[] {
  const sides = new Map<string, BriefLine[]>();
  for (const line of lines) {
    const side = line.side ?? "Several";
    sides.set(side, [...(sides.get(side) ?? []), line]);
  }
  return [...sides].map(([side, held]) => ({ side, lines: held }));
}
