import { expect, test } from "vitest";
import { appOfBundle } from "./app-of-bundle.ts";

test("what app() returned is read from the literal that the CLI writes into the bundle", () => {
  const bundle = `var define_app_default;
    define_app_default = { name: "a", stage: "dev", removal: "remove", providers: { aws: {} }, protect: true };
if (define_app_default.removal === "retain") {}`;
  expect(appOfBundle(bundle)).toEqual({ name: "a", stage: "dev", removal: "remove", protect: true });
});

test("a bundle without the literal says that SST bundles another way", () => {
  expect(() => appOfBundle("export default {};")).toThrow("holds no $app literal");
});
