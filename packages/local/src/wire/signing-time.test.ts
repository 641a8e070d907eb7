import { describe, expect, test } from "vitest";
import { verifySigningTime } from "./signing-time.ts";

const NOW = Date.UTC(2026, 10, 26, 12, 0, 0);
const MINUTE = 60_000;

function verify(
  timestamp: string | undefined,
  { service = "kinesis", local = NOW, speed = 1, date = "20261126" } = {},
) {
  const signedBy = { accessKeyId: "k", date, region: "us-east-1", service, signedHeaders: [], signature: "" };
  verifySigningTime(timestamp, signedBy, { real: () => NOW, local: () => local, speed });
}

describe("a request's time", () => {
  test.each([
    ["now", "20261126T120000Z", {}],
    ["five minutes ago", "20261126T115500Z", {}],
    ["in five minutes", "20261126T120500Z", {}],
    ["a quarter of an hour ago, to an API of the query protocol", "20261126T114500Z", { service: "sts" }],
    ["by the local clock, on which functions live", "20261126T180000Z", { local: NOW + 360 * MINUTE }],
    ["a little ago by a clock twelve times as fast", "20261126T173000Z", { local: NOW + 360 * MINUTE, speed: 12 }],
  ])("is good: %s", (_case, timestamp, options) => {
    expect(() => verify(timestamp, options)).not.toThrow();
  });

  test.each([
    [
      "20261126T115459Z",
      {},
      "Signature expired: 20261126T115459Z is now earlier than 20261126T115500Z (20261126T120000Z - 5 min.)",
    ],
    [
      "20261126T120501Z",
      {},
      "Signature not yet current: 20261126T120501Z is still later than 20261126T120500Z (20261126T120000Z + 5 min.)",
    ],
    [
      "20261126T114459Z",
      { service: "sts" },
      "Signature expired: 20261126T114459Z is now earlier than 20261126T114500Z (20261126T120000Z - 15 min.)",
    ],
    ["20261126T120000Z", { date: "20261125" }, /Date in Credential scope does not match YYYYMMDD/],
  ])("%s is refused in AWS's words", (timestamp, options, message) => {
    expect(() => verify(timestamp, options)).toThrow(expect.objectContaining({ code: "InvalidSignatureException" }));
    expect(() => verify(timestamp, options)).toThrow(message);
  });

  test.each([undefined, "yesterday"])("has to be given: %s", (timestamp) => {
    expect(() => verify(timestamp)).toThrow(expect.objectContaining({ code: "IncompleteSignatureException" }));
  });
});
