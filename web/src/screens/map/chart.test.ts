import { describe, expect, it } from "vitest";
import type { EventRow, MapPlace } from "@/types/api";
import { barOf, boundsOf, boxOf, drawable, fit, inBox, lanesOf, projectionOf } from "./chart";

const place = (name: string, lon: number, lat: number, resolution: number): MapPlace =>
  ({ key: name, name, country: "UKR", lon, lat, resolution, radius_km: 5, events: 3, by_type: {} }) as MapPlace;
const KYIV = place("Kyiv", 30.5, 50.4, 4);
const KHARKIV = place("Kharkiv", 36.2, 50, 4);
const UKRAINE = place("Ukraine", 31, 49, 1);
const MARCH = { first: "2022-03-01", last: "2022-03-31" };
const event = (day: string | null, where: string[]): EventRow =>
  ({ id: `${day}`, days: day === null ? [] : [day], places: where.map((name) => ({ name })), actors: ["Russia", null], recipients: ["Russia"] }) as unknown as EventRow;

describe("the map", () => {
  it("never draws a country", () => {
    expect(drawable([KYIV, UKRAINE]).map((one) => one.name)).toEqual(["Kyiv"]);
  });

  it("shows what is told inside its frame", () => {
    const size = { width: 800, height: 400 };
    const projection = projectionOf(fit([KYIV, KHARKIV], size), size);
    for (const one of [KYIV, KHARKIV]) {
      const [x, y] = projection([one.lon, one.lat]) ?? [-1, -1];
      expect(x > 0 && x < 800 && y > 0 && y < 400).toBe(true);
    }
  });

  it("takes an area from the address, and nothing else", () => {
    expect(boxOf("30,49,33,52")).toEqual([30, 49, 33, 52]);
    expect(boxOf("30,49,29,52")).toBeNull();
    expect(boxOf("a,b,c,d")).toBeNull();
    expect(inBox([30, 49, 33, 52], KYIV)).toBe(true);
    expect(inBox([30, 49, 33, 52], KHARKIV)).toBe(false);
  });
});

describe("the lanes", () => {
  it.each([
    ["2022-03-09", ["2022-03-09", "2022-03-09"]],
    ["2022-02", ["2022-02-01", "2022-02-28"]],
    ["2022-02-21/2022-02-27", ["2022-02-21", "2022-02-27"]],
    ["2021-10/..", ["2021-10-01", null]],
    ["2014~", ["2014-01-01", "2014-12-31"]],
  ])("reads %s", (value, ends) => {
    expect(boundsOf(value)).toEqual(ends);
  });

  it("draws bars as long as the date is vague, clipped to the days that are shown", () => {
    expect(barOf(event("2022-03-09", []), MARCH)).toMatchObject({ from: 8, to: 8, exact: true });
    expect(barOf(event("2022-02-21/2022-03-02", []), MARCH)).toMatchObject({ from: 0, to: 1, exact: false });
    expect(barOf(event("1991", []), MARCH)).toBeNull();
  });

  it("puts what has no day on the day on which it was told, and says so", () => {
    const told = { ...event(null, []), told_on: "2022-03-03" };
    expect(barOf(told, MARCH)).toMatchObject({ from: 2, to: 2, exact: false, told: true });
  });

  it("counts what has no day, and names each party once", () => {
    const lanes = lanesOf([event("2022-03-09", ["Kyiv"]), event(null, ["Kyiv", "Lviv"])], "place", MARCH);
    expect(lanes.map((lane) => [lane.name, lane.bars.length, lane.undated])).toEqual([
      ["Kyiv", 1, 1],
      ["Lviv", 0, 1],
    ]);
    expect(lanesOf([event("2022-03-09", [])], "party", MARCH).map((lane) => [lane.name, lane.bars.length])).toEqual([["Russia", 1]]);
  });
});
