import { PutRecordCommand } from "@aws-sdk/client-kinesis";
import type { ProbeAnswer } from "../smoke-report.ts";
import { ACTIONS } from "./actions.ts";
import { askWarehouse } from "./ask-warehouse.ts";
import type { Probe } from "./probe.ts";
import { PROBE_KEY, type ProbeContext } from "./probe-context.ts";

/** Asks one question and clears up after it, whatever came of it. Something that is not an answer is said to be none. */
export async function runProbe(probe: Probe, context: ProbeContext): Promise<ProbeAnswer> {
  const { id, question, asked, ask, touches, meanings } = probe;
  const told = {
    id,
    question,
    asked,
    touches,
    byText: probe.byText ?? false,
    by: statementsOf(probe).map((sql) => inStream(sql, context)),
  };
  if ("unasked" in ask) return { ...told, kind: "not asked", answer: ask.unasked, meaning: ask.unasked };
  try {
    const answer = await answerOf(probe, context);
    const meaning = meanings.find(({ when }) => when.test(answer))?.means;
    const kind = context.kind === "aws" ? "measured" : "local rule";
    return { ...told, kind, answer, ...(meaning === undefined ? {} : { meaning }) };
  } catch (error) {
    if (context.signal.aborted) throw error;
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { ...told, kind: "not asked", answer: why, meaning: "It could not be asked." };
  } finally {
    // After a Ctrl-C as well.
    const warehouse = { ...context.warehouse, signal: undefined };
    for (const sql of probe.cleanUp ?? []) await askWarehouse(sql, warehouse);
  }
}

async function answerOf({ prepare = [], put = [], ask }: Probe, context: ProbeContext): Promise<string> {
  for (const sql of prepare) {
    const done = await askWarehouse(inStream(sql, context), context.warehouse);
    if (done !== "done") throw new Error(`It could not be prepared: ${sql}: ${done}`);
  }
  for (const text of put) {
    await context.kinesis.send(
      new PutRecordCommand({ StreamName: context.stream, PartitionKey: PROBE_KEY, Data: Buffer.from(text) }),
    );
  }
  if ("action" in ask) return await ACTIONS[ask.action](context);
  const answers: string[] = [];
  for (const sql of "sql" in ask ? ask.sql : []) {
    answers.push(await askWarehouse(inStream(sql, context), context.warehouse));
  }
  return answers.join("\n");
}

function statementsOf({ prepare = [], ask }: Probe): readonly string[] {
  return [...prepare, ...("sql" in ask ? ask.sql : [])];
}

function inStream(sql: string, { streamRelation }: ProbeContext): string {
  return sql.replaceAll("{stream}", streamRelation);
}
