import { describe, expect, it } from "vitest";
import type { Brief, BriefLine } from "@/types/api";
import { bySide, isNarrow, linesOf } from "./day";

function line(text: string, side: string | null): BriefLine {
  return { text, side, record: null, records: [], evidence: [] };
}

const wants = [line("Ukraine demands", "Ukraine"), line("Russia offers Ukraine", "Russia"), line("Ukraine refuses", "Ukraine")];
const brief: Brief = { day: "2022-03-31", sections: [{ key: "wants", title: "", lines: wants }] };

describe("the lines of a brief", () => {
  it("stand by their side", () => {
    expect(bySide(wants).map(({ side, lines }) => [side, lines.length])).toEqual([["Ukraine", 2], ["Russia", 1]]);
  });

  it("are those that name the party that was chosen", () => {
    expect(linesOf(brief, { key: "wants", filters: { actor: "russia" } })).toEqual([wants[1]]);
    expect(linesOf(brief, { key: "wants", filters: {} })).toHaveLength(3);
    expect(linesOf(brief, { key: "stuck", filters: {} })).toEqual([]);
  });

  it("are narrowed by more than days", () => {
    expect(isNarrow({ since: "2022-03-01" })).toBe(false);
    expect(isNarrow({ type: "ASSAULT" })).toBe(true);
  });
});
