import { describe, expect, it } from "vitest";
import { addDays, daysBetween, daysFrom, sayDay } from "./days";

describe("sayDay", () => {
  it("says days, months, years and doubt", () => {
    expect(sayDay("2022-03-01")).toBe("1 March 2022");
    expect(sayDay("2022-03")).toBe("March 2022");
    expect(sayDay("2014-05~")).toBe("about May 2014");
    expect(sayDay("2022-03-01", { year: false, short: true })).toBe("1 Mar");
  });

  it("says stretches, open ones too", () => {
    expect(sayDay("2022-02-21/2022-02-27")).toBe("21 to 27 February 2022");
    expect(sayDay("2022-02-28/2022-03-01")).toBe("28 February to 1 March 2022");
    expect(sayDay("2019-10/..")).toBe("since October 2019");
  });

  it("does not guess", () => {
    expect(sayDay(null)).toBe("day not stated");
    expect(sayDay("soon")).toBe("soon");
  });
});

describe("counting days", () => {
  it("goes over months and leap days", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(addDays("2022-02-28", 1)).toBe("2022-03-01");
    expect(daysFrom("2022-02-27", "2022-03-01")).toEqual(["2022-02-27", "2022-02-28", "2022-03-01"]);
    expect(daysFrom("2022-03-02", "2022-03-01")).toEqual([]);
  });
});
