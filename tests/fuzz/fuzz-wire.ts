import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { applyBareAccount } from "@sensor-pipeline/local/bare-account";
import { startLocalAws } from "@sensor-pipeline/local/local-aws";
import type { FuzzTarget } from "./finding.ts";
import { mutate, pick, type Random } from "./mutate.ts";

const OPERATIONS = [
  "ExecuteStatement",
  "BatchExecuteStatement",
  "DescribeStatement",
  "GetStatementResult",
  "CancelStatement",
  "ListStatements",
  "ListSessions",
  "ListTables",
  "DescribeTable",
  "NoSuchOperation",
];

/** How long an answer may take. */
const LONGEST_MS = 15_000;

/** Requests of the Data API and bytes on its port: whatever comes, an answer that is no fault of ours, and the port goes on. */
export async function fuzzWire(corpus: readonly string[]): Promise<FuzzTarget> {
  const folder = await mkdtemp(path.join(tmpdir(), "fuzz-wire-"));
  const aws = await startLocalAws({ folder, port: 0, databaseSignIn: "superuser" });
  await applyBareAccount(aws);
  const { port } = new URL(aws.url);
  return {
    name: "wire",
    share: 0.03,
    async take(random) {
      if (random() < 0.3) return bytes(Number(port), random);
      const { target, body } = request(corpus, random);
      const input = `${target}\n${body}`;
      const answer = await fetch(aws.url, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": target,
          authorization:
            "AWS4-HMAC-SHA256 Credential=any/20261126/us-east-1/redshift-data/aws4_request, SignedHeaders=host, Signature=0",
        },
        body,
        signal: AbortSignal.timeout(LONGEST_MS),
      }).catch((error: unknown) => error);
      if (!(answer instanceof Response)) return { target: "wire", input, what: `no answer: ${String(answer)}` };
      const text = await answer.text();
      return answer.status >= 500 && !/NotSupportedLocally|DatabaseConnection/.test(text)
        ? { target: "wire", input, what: `${answer.status} ${text}` }
        : undefined;
    },
    async close() {
      await aws.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function request(corpus: readonly string[], random: Random): { readonly target: string; readonly body: string } {
  const operation = pick(OPERATIONS, random);
  const whole: Record<string, unknown> = {
    WorkgroupName: "default",
    Database: "dev",
    Sql: mutate(corpus, random),
    Sqls: [mutate(corpus, random), mutate(corpus, random)],
    Id: pick(["", "no-such-id", "d9b6c0c9-0747-4bf4-b142-e8883122f766:2"], random),
    Parameters: [{ name: "name", value: "1" }],
    SessionId: "none",
    MaxResults: Math.floor(random() * 2000) - 10,
    NextToken: "x",
    Table: "readings",
    Status: pick(["ALL", "FINISHED", "?"], random),
  };
  const some = Object.fromEntries(
    Object.entries(whole).filter(([name]) => random() < (name.startsWith("Sql") ? 0.9 : 0.5)),
  );
  const body = JSON.stringify(some);
  return {
    target: `RedshiftData.${operation}`,
    body: random() < 0.2 ? body.slice(0, Math.floor(random() * body.length)) : body,
  };
}

/** Bytes that are no HTTP: the connection ends, or is answered. */
async function bytes(port: number, random: Random) {
  const data = Buffer.from(Array.from({ length: Math.floor(random() * 2000) }, () => Math.floor(random() * 256)));
  const closed = await new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(data));
    socket.setTimeout(LONGEST_MS, () => {
      socket.destroy();
      resolve(false);
    });
    socket.on("error", () => resolve(true)).on("close", () => resolve(true));
    socket.resume();
  });
  return closed ? undefined : { target: "wire", input: data.toString("base64"), what: "the connection stayed open" };
}
