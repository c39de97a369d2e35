import { expect, it } from "vitest";
import type { QueueItem } from "@/types/api";
import { choicesOf, valueFor, valueOf } from "./fields";

const item = {
  kind: "condition",
  row: { holder: null, requires: { polarity: "stop", actors: ["RUS", "BLR"] }, places: [{ name: "Kyiv" }] },
  fields: [{ name: "requires.actors", list: true }, { name: "holder", list: false }],
} as unknown as QueueItem;

it("reads a field, also of a part and of a list", () => {
  expect(valueOf(item, "requires.actors")).toBe("RUS, BLR");
  expect(valueOf(item, "places")).toBe("Kyiv");
  expect(valueOf(item, "holder")).toBe("");
});

it("gives the server a list where the field is one", () => {
  expect(valueFor(item, "requires.actors", "RUS, ")).toEqual(["RUS"]);
  expect(valueFor(item, "holder", " Kyiv ")).toBe("Kyiv");
});

it("knows the codes of a field by the kind of record", () => {
  expect(choicesOf(item, "requires.polarity")).toContain("not_happen");
  expect(choicesOf({ ...item, kind: "statement" }, "polarity")).toContain("denied");
  expect(choicesOf(item, "holder")).toEqual([]);
});
