import { expect, it } from "vitest";
import { halfWords } from "./tie";

it("drops what belongs to the sentence around and to the hinge", () => {
  expect(halfWords("that Russia would halt its operation only", "only_if")).toBe("Russia would halt its operation");
  expect(halfWords("that it would keep defending itself as long", "as_long_as")).toBe("it would keep defending itself");
});

it("leaves other words as they are", () => {
  expect(halfWords("no agreement", "unless")).toBe("no agreement");
  expect(halfWords("Thatcherism would end", "if")).toBe("Thatcherism would end");
});
