import { describe, expect, it } from "vitest";
import { fieldTyped, parseTyped, readFilters, valuesOf, writeFilters } from "./query";

describe("the query string", () => {
  it("comes back as it was written", () => {
    const filters = { actor: "Russia", type: "ASSAULT", since: "2022-03-01", q: "tv tower & more" };
    expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  });

  it("is empty without filters, and drops names that it does not know", () => {
    expect(writeFilters({})).toBe("");
    expect(readFilters(new URLSearchParams("?foo=bar&actor=%20"))).toEqual({});
  });

  it("has one order", () => {
    expect(writeFilters({ until: "2022-03-02", actor: "Russia" })).toBe("?actor=Russia&until=2022-03-02");
  });
});

describe("what is typed", () => {
  it("names a field, or adds free words", () => {
    expect(parseTyped("actor: Russia", {})).toEqual({ actor: "Russia" });
    expect(parseTyped("type:assault", {})).toEqual({ type: "ASSAULT" });
    expect(parseTyped("from:2022-03-01", {})).toEqual({ since: "2022-03-01" });
    expect(parseTyped("tower", { q: "tv" })).toEqual({ q: "tv tower" });
    expect(parseTyped("said: no", {})).toEqual({ q: "said: no" });
  });

  it("takes no day that is none", () => {
    expect(parseTyped("since:yesterday", {})).toEqual({});
  });
});

describe("what is offered", () => {
  it("knows the field that is being typed", () => {
    expect(fieldTyped("type: ass")).toEqual({ field: "type", rest: "ass" });
    expect(fieldTyped("from:")).toEqual({ field: "since", rest: "" });
    expect(fieldTyped("he said: no")).toBeNull();
  });

  it("lists the values of a field that has few, and asks the server for others", () => {
    expect(valuesOf({ field: "type", rest: "co" })).toEqual(["CONSULT", "COOPERATE", "CONCEDE", "COERCE"]);
    expect(valuesOf({ field: "actor", rest: "Rus" })).toBeNull();
  });
});
