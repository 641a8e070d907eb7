import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { serveForTest } from "./serve-for-test.ts";

const SCRIPT = new URL("query-clients.py", import.meta.url).pathname;

/** Debian's own boto3 speaks Query to all three services, a newer one JSON and CBOR. */
const PYTHONS = ["/usr/bin/python3", "python3"].filter(
  (python) => spawnSync(python, ["-c", "import boto3"], { stdio: "ignore" }).status === 0,
);

test.skipIf(PYTHONS.length === 0 && process.env.CI !== "true")(
  "An unmodified boto3 program uses CloudWatch, SNS and SQS (needs python3 with boto3: apt-get install python3-boto3)",
  async () => {
    expect(PYTHONS, "no python3 has boto3").not.toEqual([]);
    for (const python of PYTHONS) {
      const aws = await serveForTest();
      try {
        const seconds = `${aws.clock.now() / 1000}`;
        const { stdout } = await promisify(execFile)(python, [SCRIPT, aws.client.endpoint, seconds]);
        expect(stdout).toMatch(/^ok /);
        expect(aws.faults).toEqual([]);
      } finally {
        await aws.close();
      }
    }
  },
);
