import { expect, it } from "vitest";
import { webAddress } from "./address";

it.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "story.html", "", null])("%s is no link", (uri) => {
  expect(webAddress(uri)).toBeNull();
});

it("names the host of a link", () => {
  expect(webAddress("https://user@news.example/a?b")).toEqual({ href: "https://user@news.example/a?b", host: "news.example" });
});
