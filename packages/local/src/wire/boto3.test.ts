import { execFile, execFileSync } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import type { Operation, RunningService, Service } from "../service.ts";
import { createKinesisService } from "../services/kinesis/index.ts";
import { createStsService } from "../services/sts/index.ts";
import { startTestAws } from "./test-aws.ts";

/** Whichever Python comes first, and Debian's, whose boto3 is years older: it speaks query where newer ones speak JSON. */
const PYTHONS = ["python3", "/usr/bin/python3"];
const withBoto3 = PYTHONS.filter(hasBoto3);

const aws = await startTestAws({
  services: [
    (context) => createKinesisService(context),
    createStsService,
    answering("sns", ["query"], { Publish: { MessageId: "an-id" } }),
    answering("monitoring", ["json-1.0", "query"], { ListMetrics: { Metrics: [{ MetricName: "m" }] } }),
  ],
});
afterAll(() => aws.close());

test.runIf(process.env.CI === "true")("Python with boto3 is there, as CI must have it", () => {
  expect(withBoto3).not.toEqual([]);
});

test.skipIf(withBoto3.length === 0)(
  "unmodified boto3 puts, reads, publishes and is told its errors (needs Python with boto3)",
  async () => {
    for (const python of withBoto3) {
      const { stdout } = await promisify(execFile)(python, [path.join(import.meta.dirname, "boto3_walk.py")], {
        env: { PATH: process.env.PATH, HOME: process.env.HOME, AWS_ENDPOINT_URL_LOCAL: aws.url },
      });
      expect(JSON.parse(stdout), python).toEqual({
        failed: 0,
        read: Array.from({ length: 20 }, (_, index) => index),
        error: "ResourceNotFoundException",
        arn: "arn:aws:iam::000000000000:user/python",
        published: "an-id",
        metrics: [{ MetricName: "m" }],
      });
      await aws.dispatcher.call(aws.identity.callerOf("test"), "kinesis", "DeleteStream", { StreamName: "boto" });
    }
    expect(aws.faults).toEqual([]);
  },
);

/** A service whose operations always answer the same. */
function answering(
  signingName: string,
  protocols: Service["protocols"],
  answers: Readonly<Record<string, unknown>>,
): () => RunningService {
  const operations = Object.fromEntries(
    Object.entries(answers).map(([name, answer]): [string, Operation] => [
      name,
      { input: z.unknown(), resources: () => [], run: () => answer },
    ]),
  );
  const service: Service = {
    signingName,
    iamPrefix: signingName,
    protocols,
    targetPrefix: "GraniteServiceVersion20100801",
    xmlNamespace: "http://example.com/",
    operations,
  };
  return () => ({ service, close: async () => {} });
}

function hasBoto3(python: string): boolean {
  try {
    execFileSync(python, ["-c", "import boto3"], { stdio: "ignore" });
    return true;
  } catch {
    // There is no such Python, or it has no boto3: either way it can't be tried.
    return false;
  }
}
