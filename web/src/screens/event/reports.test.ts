import { expect, it } from "vitest";
import type { EventDetail } from "@/types/api";
import { compare, reasonOf } from "./reports";

it("reads a reason with its weight", () => {
  expect(reasonOf("-1.5 other weapon")).toEqual({ weight: -1.5, words: "other weapon" });
  expect(reasonOf("the mayor says so")).toEqual({ weight: 0, words: "the mayor says so" });
});

it("puts what reports say side by side, and says where they differ", () => {
  const report = { places: ["Kyiv"], actors: [], recipients: [], figures: [], weapon: null, realis: "occurred", source_chain: [null] };
  const event = {
    reports_told: [{ ...report, day: "2022-03-01" }, { ...report, day: null }],
    disagreements: ["days"],
  } as unknown as EventDetail;
  const lines = compare(event);
  expect(lines.map((line) => line.key)).toEqual(["days", "places", "realis"]);
  expect(lines[0]).toEqual({ key: "days", label: "When", cells: ["1 March 2022", null], differs: true });
});
