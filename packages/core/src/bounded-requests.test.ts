import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { boundedRequests } from "./bounded-requests.ts";

test("an attempt that nobody answers fails in its time, and says so", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = new CloudWatchClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "eu-central-1",
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    maxAttempts: 1,
    requestHandler: boundedRequests(100),
  });
  const put = client.send(new PutMetricDataCommand({ Namespace: "Test", MetricData: [{ MetricName: "a", Value: 1 }] }));
  await expect(put).rejects.toMatchObject({ name: "TimeoutError", message: expect.stringContaining("100 ms") });
  server.closeAllConnections();
  server.close();
});
