import { expect, test } from "vitest";
import { AwsError } from "../../../service.ts";
import { serviceError } from "./service-error.ts";

test("a refusal has the name that the service's model gives it, or else the service's own", () => {
  const refused = new AwsError("ValidationException", "no such database", 400);
  expect(serviceError(refused, "RedshiftData", ["ValidationException"])).toMatchObject({
    name: "RedshiftData.ValidationException",
    message: expect.stringContaining("no such database (Service: RedshiftData, Status Code: 400"),
  });
  expect(serviceError(refused, "RedshiftData", [])).toMatchObject({ name: "RedshiftData.RedshiftDataException" });
});

test("a call that nobody answered is the SDK's own failure, which definitions retry", () => {
  const lost = new AwsError("RequestTimeout", "The answer was lost.", 408);
  expect(serviceError(lost, "RedshiftData", [])).toMatchObject({ name: "RedshiftData.SdkClientException" });
});
