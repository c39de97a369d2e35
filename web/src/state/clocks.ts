/** Conditions together with their clocks, for the screens that show several. */
import { api, CallFailed } from "@/api";
import type { Filters } from "@/route/query";
import { sumClock, tells } from "@/text/clock";
import type { Clock, ConditionRow } from "@/types/api";

export interface Told {
  condition: ConditionRow;
  clock: Clock;
}

export interface Clocks {
  /** Conditions that fit, by id; `total` may be more. */
  conditions: Map<string, ConditionRow>;
  told: Told[];
  total: number;
}

const ASKED = 60;

/**
 * The conditions that fit, and the clocks of those in `only` (null: of all), those first of which stories tell on most days.
 */
export async function clocksOf(
  filters: Filters,
  { signal, only = null }: { signal: AbortSignal; only?: readonly string[] | null },
): Promise<Clocks> {
  const list = await api.conditions({ ...filters, since: null, limit: ASKED }, signal);
  const rows = only === null ? list.rows : list.rows.filter((row) => only.includes(row.id));
  const clocks = await Promise.all(rows.map((row) => clockOf(row, filters.until, signal)));
  const told = clocks.filter((each) => each !== null).sort((a, b) => weight(b) - weight(a));
  return { conditions: new Map(list.rows.map((row) => [row.id, row])), told, total: list.total };
}

async function clockOf(condition: ConditionRow, until: string | undefined, signal: AbortSignal): Promise<Told | null> {
  try {
    return { condition, clock: await api.clock(condition.id, { until }, signal) };
  } catch (error) {
    if (error instanceof CallFailed && error.notFound) return null; // set on a later day than was asked for
    throw error;
  }
}

/** Days on which something is told of a condition; one that nobody tells about comes last. */
function weight({ clock }: Told): number {
  const sum = sumClock(clock);
  return tells(sum) ? sum.breaches + sum.fulfilled + sum.quiets + sum.triggers : 0;
}
