import { expect, test } from "vitest";
import { missingPermission } from "./missing-permission.ts";

test("AWS's ways of saying that a permission is missing give who lacks which on what", () => {
  expect(
    missingPermission(
      "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: states:StartExecution on resource: arn:aws:states:eu-west-1:123456789012:stateMachine:x-setup because no identity-based policy allows the states:StartExecution action",
    ),
  ).toBe(
    "Missing is the permission states:StartExecution on arn:aws:states:eu-west-1:123456789012:stateMachine:x-setup, for arn:aws:iam::123456789012:user/ann.",
  );
  expect(missingPermission("User: arn:aws:iam::1:user/ann is not authorized to perform: tag:GetResources")).toBe(
    "Missing is the permission tag:GetResources, for arn:aws:iam::1:user/ann.",
  );
  expect(missingPermission("Rate exceeded")).toBeUndefined();
});
