import { expect, test } from "vitest";
import { plain } from "./plain.ts";

const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

test("secrets are unwrapped, however deep they lie", () => {
  expect(plain({ a: [secret({ b: secret("c") })], d: null, e: 1 }, "/project")).toEqual({
    a: [{ b: "c" }],
    d: null,
    e: 1,
  });
});

test("assets and archives become their path in the project", () => {
  const archive = { __pulumiArchive: true, path: "/project/.sst/artifacts/code.zip" };
  expect(plain({ source: archive }, "/project")).toEqual({ source: { asset: ".sst/artifacts/code.zip" } });
  expect(plain({ __pulumiAsset: true, text: Promise.resolve("") }, "/project")).toEqual({ asset: "inline" });
});

test("the project's folder is taken out of texts", () => {
  expect(plain("file:///project/infra/a.ts", "/project")).toBe("file://infra/a.ts");
});
