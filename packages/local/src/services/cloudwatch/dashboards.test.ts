import {
  CloudWatchClient,
  DashboardInvalidInputError,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ServedForTest, serveForTest } from "../serve-for-test.ts";

const BODY = JSON.stringify({
  widgets: [
    { type: "text", x: 0, y: 0, width: 24, height: 1, properties: { markdown: "# Readings" } },
    {
      type: "metric",
      properties: {
        region: "us-east-1",
        metrics: [
          ["AWS/Kinesis", "IncomingRecords", "StreamName", "s", { stat: "Sum" }],
          [".", "IncomingBytes", ".", "."],
        ],
      },
    },
    { type: "alarm", properties: { alarms: ["arn:aws:cloudwatch:us-east-1:000000000000:alarm:a"] } },
  ],
});

let aws: ServedForTest;
let client: CloudWatchClient;

beforeEach(async () => {
  aws = await serveForTest();
  client = new CloudWatchClient(aws.client);
});

afterEach(async () => {
  expect(aws.faults).toEqual([]);
  client.destroy();
  await aws.close();
});

function put(DashboardBody: string) {
  return client.send(new PutDashboardCommand({ DashboardName: "readings", DashboardBody }));
}

test("A dashboard is kept as it was put, listed, and gone when deleted", async () => {
  await put(BODY);
  expect((await client.send(new GetDashboardCommand({ DashboardName: "readings" }))).DashboardBody).toBe(BODY);
  expect((await client.send(new ListDashboardsCommand({ DashboardNamePrefix: "read" }))).DashboardEntries).toEqual([
    {
      DashboardName: "readings",
      DashboardArn: "arn:aws:cloudwatch::000000000000:dashboard/readings",
      LastModified: aws.clock.date(),
      Size: BODY.length,
    },
  ]);
  await client.send(new DeleteDashboardsCommand({ DashboardNames: ["readings"] }));
  await expect(client.send(new GetDashboardCommand({ DashboardName: "readings" }))).rejects.toThrow(
    "Dashboard readings does not exist",
  );
});

test.each([
  ["what is not JSON", "{", "/", /must be a valid JSON object/],
  [
    "an unknown widget",
    '{"widgets":[{"type":"clock","properties":{}}]}',
    "/widgets/0/type",
    /"clock" is no widget type/,
  ],
  [
    "a text without markdown",
    '{"widgets":[{"type":"text","properties":{}}]}',
    "/widgets/0/properties/markdown",
    /expected string/,
  ],
  [
    "a widget wider than the grid",
    '{"widgets":[{"type":"text","width":25,"properties":{"markdown":"x"}}]}',
    "/widgets/0/width",
    /24/,
  ],
  [
    "a metric widget without metrics",
    '{"widgets":[{"type":"metric","properties":{}}]}',
    "/widgets/0/properties",
    /has metrics/,
  ],
  ["x without y", '{"widgets":[{"type":"text","x":1,"properties":{"markdown":"x"}}]}', "/widgets/0", /x and y/],
])("A body with %s is refused with the path and the reason, and nothing is kept", async (_, body, path, message) => {
  const refused = put(body);
  await expect(refused).rejects.toThrow(DashboardInvalidInputError);
  const error = await refused.catch((caught: DashboardInvalidInputError) => caught);
  expect(error).toMatchObject({
    dashboardValidationMessages: [{ DataPath: path, Message: expect.stringMatching(message) }],
  });
  expect((await client.send(new ListDashboardsCommand({}))).DashboardEntries).toEqual([]);
});
