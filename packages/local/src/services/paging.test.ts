import fc from "fast-check";
import { expect, test } from "vitest";
import { pageOf } from "./paging.ts";

test("Following the tokens gives every item once and in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (items, limit) => {
      const seen: number[] = [];
      let token: string | undefined;
      do {
        const { page, next } = pageOf(items, token, limit);
        seen.push(...page);
        token = next;
      } while (token !== undefined);
      expect(seen).toEqual(items);
    }),
  );
});

test("A made-up token is refused with the service's code", () => {
  expect(() => pageOf([1], "nonsense", 1)).toThrow(expect.objectContaining({ code: "InvalidNextToken" }));
  expect(() => pageOf([1], "nonsense", 1, "InvalidParameter")).toThrow(
    expect.objectContaining({ code: "InvalidParameter" }),
  );
});
