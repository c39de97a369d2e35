import { describe, expect, it } from "vitest";
import type { Act, Matrix, MatrixCell } from "@/types/api";
import { tableOf } from "./table";

function cell(party: string, matter: string, act: Act): MatrixCell {
  return { party, matter, act, position: `k-${party}`, change: "new", day: "2022-03-01", condition: null, object: "it", evidence: [] };
}

const matrix: Matrix = {
  parties: ["A", "B", "C", "D", "E"],
  matters: [
    { key: "AID/happen", label: "AID happen" },
    { key: "ASSAULT/stop", label: "ASSAULT stop" },
  ],
  cells: [
    cell("A", "ASSAULT/stop", "demand"),
    cell("B", "ASSAULT/stop", "refusal"),
    cell("A", "AID/happen", "offer"),
    cell("C", "ASSAULT/stop", "demand"),
    cell("D", "ASSAULT/stop", "promise"),
    cell("E", "ASSAULT/stop", "threat"),
  ],
};

describe("tableOf", () => {
  it("gives columns to those with several stances, the matter with most stances first", () => {
    const table = tableOf(matrix, {});
    expect(table.columns).toEqual(["A"]);
    expect(table.rows.map((row) => row.key)).toEqual(["ASSAULT/stop", "AID/happen"]);
    expect(table.rows[0]?.others.map((each) => each.party)).toEqual(["B", "C", "D", "E"]);
  });

  it("keeps to the filters", () => {
    const table = tableOf(matrix, { actor: "b" });
    expect(table.columns).toEqual(["B"]);
    expect(table.rows).toHaveLength(1);
    expect(tableOf(matrix, { type: "AID" }).rows[0]?.cells[0]?.act).toBe("offer");
  });
});
