import { describe, expect, it } from "vitest";
import { visible, visibleLine } from "./visible";

describe("visible", () => {
  it("leaves ordinary text in one piece", () => {
    expect(visible("Bombing must stop\nbefore talks")).toEqual([
      { text: "Bombing must stop\nbefore talks", unseen: null },
    ]);
  });

  it("names what turns the direction of writing", () => {
    expect(visibleLine("exe\u202egpj")).toBe("exe[RLO]gpj");
    expect(visibleLine("\u2067a\u2069")).toBe("[RLI]a[PDI]");
  });

  it("names what has no width, control characters and tags", () => {
    expect(visibleLine("Kyiv\u200b\ufeff")).toBe("Kyiv[ZWSP][BOM]");
    expect(visibleLine("a\u0000b\u{e0041}")).toBe("a[C0]b[TAG]");
  });

  it("keeps joiners that a script or an emoji needs", () => {
    expect(visibleLine("👩‍👧")).toBe("👩‍👧");
    expect(visibleLine("می‌خواهم")).toBe("می‌خواهم");
    expect(visibleLine("pay\u200dpal")).toBe("pay[ZWJ]pal");
  });

  it("loses nothing", () => {
    const text = "a\u200bb\u202ec";
    expect(
      visible(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});
