import { readFileSync } from "node:fs";
import path from "node:path";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { RedshiftServerlessClient } from "@aws-sdk/client-redshift-serverless";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { StageNames } from "@sensor-pipeline/core/names";
import type { PsqlValues } from "@sensor-pipeline/core/sql/render-statements";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { queryFile } from "@sensor-pipeline/core/warehouse/query-file";
import type { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import type { PersonIdentity } from "../target/identity.ts";
import { type StageWarehouse, stageWarehouse } from "../target/stage-warehouse.ts";
import { NotAllowedError } from "./check.ts";
import { StageFacts } from "./stage-facts.ts";

const FOLDER = "sql/doctor";
const DENIED = new Set(["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "KMSAccessDeniedException"]);

/** Clients of the stage's reader. */
export type ReaderClients = ReturnType<typeof readerClients>;

/** What the checks look with. What several of them look at is in `facts`, read once. */
export interface Examination {
  readonly names: StageNames;
  /** Milliseconds since the epoch, of the stage's own time. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly identity: () => Promise<PersonIdentity>;
  /** As the reader. */
  readonly reader: ReaderClients;
  /** IAM as the person itself, which may ask what it may do. */
  readonly personIam: IAMClient;
  readonly facts: StageFacts;
  /** Takes on the reader's role. @throws {CommandError} */
  takeOnReader(): Promise<void>;
  /** Does one call as the reader. @throws {NotAllowedError} naming `action` */
  ask<Output>(action: string, call: () => Promise<Output>): Promise<Output>;
  /** Rows of a file of sql/doctor, as the reader. @throws {NotAllowedError} */
  query<Row>(file: string, row: z.ZodType<Row>, values?: PsqlValues): Promise<readonly Row[]>;
  close(): void;
}

export function createExamination({ target, clock, signal, root }: CommandContext): Examination {
  const { names, reader: settings, time, identity } = target;
  const reader = readerClients(settings);
  const personIam = new IAMClient(target.person);
  const ask = <Output>(action: string, call: () => Promise<Output>) => asking(action, names.readerRole, call);
  let warehouse: Promise<StageWarehouse> | undefined;

  const examination: Examination = {
    names,
    now: time.now,
    signal,
    identity,
    reader,
    personIam,
    facts: new StageFacts(
      () => examination,
      () => {
        warehouse ??= ask("lambda:GetFunctionConfiguration", () => stageWarehouse(target));
        return warehouse;
      },
    ),
    async takeOnReader() {
      if (typeof settings.credentials === "function") await settings.credentials();
    },
    ask,
    async query(file, row, values) {
      const { target: place } = await examination.facts.warehouse();
      const text = readFileSync(path.join(root, FOLDER, file), "utf8");
      const context = { client: reader.redshiftData, target: place, clock, signal, row };
      return ask(
        "redshift-data:ExecuteStatement",
        async () => (await queryFile({ name: file, text, ...(values ? { values } : {}) }, context)).rows,
      );
    },
    close() {
      for (const client of [...Object.values(reader), personIam]) client.destroy();
    },
  };
  return examination;
}

/** @throws {NotAllowedError} in place of AWS's and the database's own errors for that */
export async function asking<Output>(action: string, who: string, call: () => Promise<Output>): Promise<Output> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof StatementError && /^(ERROR: )?permission denied/i.test(error.reason)) {
      throw new NotAllowedError(
        { action: error.reason.replace(/^ERROR:\s*/, ""), who: "pipeline_reader" },
        error.message,
        { cause: error },
      );
    }
    const denied = [error, error.cause].find((one) => one instanceof Error && DENIED.has(one.name));
    if (!(denied instanceof Error)) throw error;
    // Signing in to the warehouse needs an action of another service, which AWS names.
    const named = /not authorized to perform: ([\w-]+:\w+)/.exec(denied.message)?.[1];
    throw new NotAllowedError({ action: named ?? action, who }, denied.message, { cause: error });
  }
}

function readerClients(settings: ConstructorParameters<typeof KinesisClient>[0] & object) {
  return {
    cloudWatch: new CloudWatchClient(settings),
    iam: new IAMClient(settings),
    kinesis: new KinesisClient(settings),
    lambda: new LambdaClient(settings),
    logs: new CloudWatchLogsClient(settings),
    redshiftData: new RedshiftDataClient(settings),
    redshiftServerless: new RedshiftServerlessClient(settings),
    scheduler: new SchedulerClient(settings),
    sfn: new SFNClient(settings),
    sqs: new SQSClient(settings),
  } as const;
}
