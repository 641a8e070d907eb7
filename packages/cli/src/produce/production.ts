import { KinesisClient } from "@aws-sdk/client-kinesis";
import { KINESIS_CLIENT_OPTIONS } from "@sensor-pipeline/core/producer/kinesis-client-options";
import type { CommandContext } from "../command/command-context.ts";
import { lookAtStream, type ProduceStream } from "./look-at-stream.ts";
import type { ProduceOptions } from "./produce-options.ts";
import type { ProduceSummary } from "./produce-summary.ts";
import type { RecordFeed } from "./record-feed.ts";
import { RejectFile } from "./reject-file.ts";
import { sendRecords } from "./send-records.ts";

/** A stream that was looked at, and everything that sending to it takes. */
export interface Production {
  readonly stream: ProduceStream;
  readonly rejects: RejectFile;
  /** At a rate, and no longer than `forMs`, where they are given. */
  send(feed: RecordFeed, pace: { readonly rate?: number; readonly forMs?: number }): Promise<ProduceSummary>;
  close(): Promise<void>;
}

/** @throws {CommandError} before anything is sent, when the stream takes no records or the reject file can't be written */
export async function openProduction(context: CommandContext, options: ProduceOptions): Promise<Production> {
  const { target, clock, terminal } = context;
  const streamName = options.stream ?? target.names.stream;
  const rejects = new RejectFile(options.rejectFile ?? defaultRejectFile(streamName, new Date(clock.now())));
  const client = new KinesisClient({ ...KINESIS_CLIENT_OPTIONS, ...target.person });
  try {
    await rejects.check();
    const look = terminal.canDraw ? terminal.progress(`looking at stream ${streamName}`) : undefined;
    const stream = await lookAtStream(client, streamName, context).finally(() => look?.stop());
    if (/[A-Z]/.test(streamName)) {
      terminal.note(
        `Stream "${streamName}" has upper-case letters: Redshift reads it only with enable_case_sensitive_identifier, and by auto refresh only where that is set for the whole workgroup.`,
      );
    }
    return {
      stream,
      rejects,
      send: (feed, { rate, forMs }) =>
        sendRecords({ client, streamName, feed, rejects, ratePerSecond: rate, forMs }, context),
      async close() {
        await rejects.close();
        client.destroy();
      },
    };
  } catch (error) {
    client.destroy();
    throw error;
  }
}

/** In the working folder, one a run. */
function defaultRejectFile(streamName: string, now: Date): string {
  const time = now.toISOString().replace(/[-:]|\.\d+Z$/g, "");
  return `rejected-${streamName}-${time}.ndjson`;
}
