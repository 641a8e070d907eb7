import { boundedRequests } from "../bounded-requests.ts";

const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Options of a Kinesis client that is handed to publishReadings or produceRecords: `new KinesisClient(KINESIS_CLIENT_OPTIONS)`.
 * One attempt a request, since the SDK's three would multiply with the retries here; and a bound on each request. HTTP/1.1 instead of the
 * client's HTTP/2, because a request of 500 records costs a sixth less processor time with it.
 */
export const KINESIS_CLIENT_OPTIONS = {
  maxAttempts: 1,
  /** Another one each time, as a client that is destroyed destroys its own. */
  get requestHandler() {
    return boundedRequests(REQUEST_TIMEOUT_MS);
  },
};
