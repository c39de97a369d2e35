import type { Act, PositionStep } from "@/types/api";
import { daysBetween, firstDay } from "./days";

/** Acts from the softest to the hardest, as `terms/data/track.toml` ranks them; equal ranks share a line. */
export const SCALE: readonly (readonly Act[])[] = [
  ["acceptance"],
  ["offer", "promise", "openness"],
  ["proposal"],
  ["demand"],
  ["refusal"],
  ["threat"],
];

export function hardness(act: Act): number {
  const rank = SCALE.findIndex((acts) => acts.includes(act));
  return rank < 0 ? 3 : rank;
}

export interface PathPoint {
  /** 0 on the first day, 1 on the last. */
  x: number;
  /** Rank of the act, 0 softest. */
  y: number;
  step: PositionStep;
}

/**
 * Points of a position over time; steps without a day are left out, as nobody knows where they belong. None where all
 * fall on one day: that is no path.
 */
export function pathOf(steps: readonly PositionStep[]): PathPoint[] {
  const dated = steps.flatMap((step) => {
    const day = firstDay(step.day);
    return day === null ? [] : [{ day, step }];
  });
  const first = dated[0]?.day;
  const last = dated.at(-1)?.day;
  if (first === undefined || last === undefined || first === last) return [];
  const reach = daysBetween(first, last);
  return dated.map(({ day, step }) => ({ x: daysBetween(first, day) / reach, y: hardness(step.act), step }));
}
