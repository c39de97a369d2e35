/** The matrix of positions as it is drawn: parties with several stances have a column, the others share the last. */
import type { Filters } from "@/route/query";
import type { Matrix, MatrixCell } from "@/types/api";

export interface MatterRow {
  key: string;
  eventType: string;
  polarity: string;
  /** The cell of each column's party; null where it has no stance on the matter. */
  cells: (MatrixCell | null)[];
  others: MatrixCell[];
}

export interface MatrixTable {
  columns: string[];
  rows: MatterRow[];
}

const COLUMNS = 4;

export function tableOf(matrix: Matrix, filters: Filters): MatrixTable {
  const cells = matrix.cells.filter((cell) => fits(cell, filters));
  const said = new Map<string, number>();
  for (const cell of cells) said.set(cell.party, (said.get(cell.party) ?? 0) + 1);
  const columns = matrix.parties.filter((party) => (said.get(party) ?? 0) > (said.size > COLUMNS ? 1 : 0)).slice(0, COLUMNS);
  const rows = matrix.matters
    .map(({ key }) => rowOf(key, { cells: cells.filter((cell) => cell.matter === key), columns }))
    .filter((row) => row.others.length > 0 || row.cells.some((cell) => cell !== null));
  return { columns, rows: rows.sort((a, b) => size(b) - size(a)) };
}

function rowOf(key: string, { cells, columns }: { cells: MatrixCell[]; columns: string[] }): MatterRow {
  const [eventType = key, polarity = "happen"] = key.split("/");
  return {
    key,
    eventType,
    polarity,
    cells: columns.map((party) => cells.find((cell) => cell.party === party) ?? null),
    others: cells.filter((cell) => !columns.includes(cell.party)),
  };
}

function size(row: MatterRow): number {
  return row.cells.filter((cell) => cell !== null).length + row.others.length;
}

function fits(cell: MatrixCell, filters: Filters): boolean {
  const day = cell.day ?? "";
  return (
    holds(cell.party, filters.actor) &&
    (filters.type === undefined || cell.matter.startsWith(`${filters.type.toUpperCase()}/`)) &&
    (filters.act === undefined || cell.act === filters.act) &&
    (filters.since === undefined || day >= filters.since)
  );
}

function holds(name: string, wanted: string | undefined): boolean {
  return wanted === undefined || name.toLowerCase().includes(wanted.toLowerCase());
}
