import { DescribeStreamSummaryCommand, ListShardsCommand, ResourceNotFoundException } from "@aws-sdk/client-kinesis";
import {
  GetNamespaceCommand,
  GetWorkgroupCommand,
  type Namespace,
  type Workgroup,
} from "@aws-sdk/client-redshift-serverless";
import { GetScheduleCommand, ResourceNotFoundException as ScheduleNotFoundException } from "@aws-sdk/client-scheduler";
import { DescribeStateMachineCommand, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { WAREHOUSE_OBJECTS } from "@sensor-pipeline/core/names";
import { currentLandingView, LANDING_VIEWS, type LandingView } from "@sensor-pipeline/core/setup/landing-views";
import { z } from "zod";
import { stateMachineArn } from "../target/identity.ts";
import type { StageWarehouse } from "../target/stage-warehouse.ts";
import { CannotTellError } from "./check.ts";
import type { Examination } from "./examination.ts";
import { readSetup, type SetupIntent } from "./setup-intent.ts";
import { type StreamView, streamViewOf } from "./stream-view.ts";

/** A stream as DescribeStreamSummary tells it. */
export interface StreamFact {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  /** A customer key's id, ARN or alias, or `alias/aws/kinesis`; undefined for a stream that is not encrypted. */
  readonly key: string | undefined;
}

export const recordedRow = z.object({ object_name: z.string(), settings: z.string(), seconds_ago: z.number() });

const viewRow = z.object({ schema_name: z.string(), view_name: z.string(), definition: z.string() });

/** What several checks look at: each is asked for once, by whoever needs it first, and told or denied to all alike. */
export class StageFacts {
  readonly #examination: () => Examination;
  readonly #told = new Map<string, Promise<unknown>>();
  /** Where the warehouse is. */
  readonly warehouse: () => Promise<StageWarehouse>;

  constructor(examination: () => Examination, warehouse: () => Promise<StageWarehouse>) {
    this.#examination = examination;
    this.warehouse = warehouse;
  }

  /** The stage's stream; undefined when it is not there. */
  stream(): Promise<StreamFact | undefined> {
    return this.#once("stream", async ({ ask, reader, names }) => {
      const command = new DescribeStreamSummaryCommand({ StreamName: names.stream });
      try {
        const { StreamDescriptionSummary: summary } = await ask("kinesis:DescribeStreamSummary", () =>
          reader.kinesis.send(command),
        );
        return {
          name: names.stream,
          arn: summary?.StreamARN ?? "",
          status: summary?.StreamStatus ?? "UNKNOWN",
          key: summary?.EncryptionType === "KMS" ? summary.KeyId : undefined,
        };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    });
  }

  /** Shards that take records now. */
  openShards(): Promise<readonly string[]> {
    return this.#once("openShards", async ({ ask, reader, names }) => {
      const shards: string[] = [];
      let token: string | undefined;
      do {
        const input = token
          ? { NextToken: token }
          : { StreamName: names.stream, ShardFilter: { Type: "AT_LATEST" as const } };
        const page = await ask("kinesis:ListShards", () => reader.kinesis.send(new ListShardsCommand(input)));
        shards.push(...(page.Shards ?? []).flatMap(({ ShardId }) => ShardId ?? []));
        token = page.NextToken;
      } while (token);
      return shards;
    });
  }

  /** What set-up would make now. */
  setup(): Promise<SetupIntent> {
    return this.#once("setup", async (examination) => {
      const definition = await this.#definition(examination, examination.names.setupMachine);
      if (definition === undefined) {
        throw new CannotTellError(`The state machine ${examination.names.setupMachine} is not there.`);
      }
      return readSetup(definition);
    });
  }

  /** Whether the stage refreshes at a rate, by a machine of its own; Redshift does it by itself otherwise. */
  refreshesAtRate(): Promise<boolean> {
    return this.#once("refreshesAtRate", async (examination) => {
      return (await this.#definition(examination, examination.names.refreshMachine)) !== undefined;
    });
  }

  /** `ENABLED`, `DISABLED`; undefined for a schedule that is not there. */
  scheduleState(name: string): Promise<string | undefined> {
    return this.#once(`schedule ${name}`, async ({ ask, reader, names }) => {
      const command = new GetScheduleCommand({ GroupName: names.scheduleGroup, Name: name });
      try {
        return (await ask("scheduler:GetSchedule", () => reader.scheduler.send(command))).State;
      } catch (error) {
        if (error instanceof ScheduleNotFoundException) return undefined;
        throw error;
      }
    });
  }

  /** Every materialized view in the database that reads a stream. */
  streamViews(): Promise<readonly StreamView[]> {
    return this.#once("streamViews", async ({ query }) => {
      return (await query("stream-views.sql", viewRow)).flatMap((row) => streamViewOf(row) ?? []);
    });
  }

  /** The streaming view that the views read: it has one of two names in turn, and there are two while a schema change runs. */
  landingView(): Promise<LandingView> {
    return this.#once("landingView", async ({ query }) => {
      const names = new Set((await this.streamViews()).map(({ name }) => name));
      const [only, other] = LANDING_VIEWS.filter((view) => names.has(`public.${view}`));
      if (other === undefined) return only ?? WAREHOUSE_OBJECTS.landingView;
      const recorded = await query("recorded.sql", recordedRow);
      const landed = recorded.find(({ object_name }) => object_name === WAREHOUSE_OBJECTS.landedView);
      return currentLandingView(landed?.settings ?? "");
    });
  }

  /** The stage's workgroup. @throws {CannotTellError} where the warehouse is a cluster */
  workgroup(): Promise<Workgroup> {
    return this.#once("workgroup", async ({ ask, reader }) => {
      const { target } = await this.warehouse();
      if (!("workgroupName" in target)) throw new CannotTellError(CLUSTER);
      const { workgroupName } = target;
      const { workgroup } = await ask("redshift-serverless:GetWorkgroup", () =>
        reader.redshiftServerless.send(new GetWorkgroupCommand({ workgroupName })),
      );
      if (!workgroup) throw new CannotTellError(`Redshift Serverless told nothing of the workgroup ${workgroupName}.`);
      return workgroup;
    });
  }

  /** The namespace of the stage's workgroup. @throws {CannotTellError} where the warehouse is a cluster */
  namespace(): Promise<Namespace> {
    return this.#once("namespace", async ({ ask, reader }) => {
      const { namespaceName } = await this.workgroup();
      const { namespace } = await ask("redshift-serverless:GetNamespace", () =>
        reader.redshiftServerless.send(new GetNamespaceCommand({ namespaceName })),
      );
      if (!namespace) throw new CannotTellError(`Redshift Serverless told nothing of the namespace ${namespaceName}.`);
      return namespace;
    });
  }

  async #definition({ ask, reader, identity }: Examination, name: string): Promise<string | undefined> {
    const arn = stateMachineArn(await identity(), name);
    try {
      const { definition } = await ask("states:DescribeStateMachine", () =>
        reader.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn })),
      );
      return definition;
    } catch (error) {
      if (error instanceof StateMachineDoesNotExist) return undefined;
      throw error;
    }
  }

  #once<Fact>(name: string, read: (examination: Examination) => Promise<Fact>): Promise<Fact> {
    const told = this.#told.get(name) ?? read(this.#examination());
    this.#told.set(name, told);
    // Each name is read by one method alone, which knows its type.
    return told as Promise<Fact>;
  }
}

const CLUSTER =
  "The warehouse is a provisioned cluster, which the stage's reader can't look at: see its IAM roles, subnets and enhanced VPC routing in the console.";
