import { expect, it } from "vitest";
import { rowsOf } from "./csv";

it("reads quoted cells, doubled quotes and lines inside them", () => {
  expect(rowsOf('a,b\r\n"1, 2","say ""no""\nnow"\n')).toEqual([
    ["a", "b"],
    ["1, 2", 'say "no"\nnow'],
  ]);
});

it("keeps empty cells and a last line without its end", () => {
  expect(rowsOf("a,,c\n,x")).toEqual([
    ["a", "", "c"],
    ["", "x"],
  ]);
});
