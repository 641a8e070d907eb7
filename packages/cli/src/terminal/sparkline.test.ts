import { expect, test } from "vitest";
import { sparkline } from "./sparkline.ts";

test("bars go from zero to the greatest value, and what is missing is a gap", () => {
  expect(sparkline([0, 1, null, 4, 8], 0)).toBe("▁▂ ▅█");
  expect(sparkline([], 0)).toBe("");
  expect(sparkline([null, null], 3)).toBe("  ");
});

test("values far below the threshold are low, those beyond it are not cut", () => {
  expect(sparkline([0, 100, 900], 900)).toBe("▁▁█");
  expect(sparkline([450, 1800], 900)).toBe("▃█");
});

test("zeros alone are low, negative values lowest", () => {
  expect(sparkline([0, 0], 0)).toBe("▁▁");
  expect(sparkline([-4, 0, 4], 4)).toBe("▁▅█");
});

test("each bar may be coloured by its value", () => {
  expect(sparkline([1, 2], 2, (bar, value) => (value >= 2 ? `<${bar}>` : bar))).toBe("▅<█>");
});
