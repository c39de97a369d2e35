/** What the overview asks for a day, put together: the brief, what changed, what is near and what is stuck. */
import { api, CallFailed } from "@/api";
import { addDays } from "@/text/days";
import type { Brief, ChangeRow, Finding } from "@/types/api";

export interface DayTold {
  /** Null where the ledger has no story with a day. */
  brief: Brief | null;
  changes: ChangeRow[];
  reach: Finding[];
  deadlocks: Finding[];
}

/** How far back changes are looked for where nobody chose a day. */
const WEEK = 6;

const NOTHING: DayTold = { brief: null, changes: [], reach: [], deadlocks: [] };

export async function briefOf(
  when: { day: string | undefined; since: string | undefined },
  signal: AbortSignal,
): Promise<DayTold> {
  try {
    const brief = await api.brief({ day: when.day }, signal);
    const since = when.since ?? (brief.day === null ? undefined : addDays(brief.day, -WEEK));
    const upTo = { until: when.day };
    const [changes, reach, deadlocks] = await Promise.all([
      api.changes({ ...upTo, since }, signal),
      api.withinReach(upTo, signal),
      api.deadlocks(upTo, signal),
    ]);
    return { brief: { ...brief, since }, changes: changes.rows, reach: reach.rows, deadlocks: deadlocks.rows };
  } catch (error) {
    if (error instanceof CallFailed && error.notFound) return NOTHING;
    throw error;
  }
}
