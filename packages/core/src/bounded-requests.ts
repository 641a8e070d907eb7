import { NodeHttpHandler } from "@smithy/node-http-handler";

const CONNECTION_TIMEOUT_MS = 5_000;

/**
 * A request handler for a client of the SDK, another one each time, as a client that is destroyed destroys its own. An attempt
 * without an answer in that time fails with a TimeoutError: the SDK by itself would wait for ever on a connection that
 * died without a word.
 */
export function boundedRequests(requestTimeoutMs: number): NodeHttpHandler {
  return new NodeHttpHandler({
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  });
}
