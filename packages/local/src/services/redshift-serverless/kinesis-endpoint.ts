import {
  GetRecordsCommand,
  type GetRecordsCommandInput,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  KinesisClient,
  ListShardsCommand,
} from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { KinesisCall } from "./stream-reader.ts";

/** Where another Kinesis serves, and the credentials it is asked with. */
export interface KinesisEndpoint {
  readonly url: string;
  /** @default whatever the SDK finds: the environment, a profile, the machine's role */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Calls a Kinesis at any endpoint by the standard SDK. Over HTTP/1, which every emulator speaks and AWS as well; the client's
 * own choice, HTTP/2, fails against most of them.
 */
export function kinesisAt({ url, credentials }: KinesisEndpoint, region: string): KinesisCall {
  const client = new KinesisClient({
    endpoint: url,
    region,
    requestHandler: new NodeHttpHandler(),
    ...(credentials === undefined ? {} : { credentials }),
  });
  return async <Output>(...[operation, input]: Parameters<KinesisCall>) =>
    (await send(client, operation, input)) as Output;
}

/** The commands' own types can't say which input goes with which operation; the service that answers checks it. */
function send(client: KinesisClient, ...[operation, input]: Parameters<KinesisCall>): Promise<object> {
  switch (operation) {
    case "ListShards":
      return client.send(new ListShardsCommand(input));
    case "GetShardIterator":
      return client.send(new GetShardIteratorCommand(input as unknown as GetShardIteratorCommandInput));
    case "GetRecords":
      return client.send(new GetRecordsCommand(input as unknown as GetRecordsCommandInput));
  }
}
