/**
 * Options of a Kinesis client that is handed to publishReadings: `new KinesisClient(KINESIS_CLIENT_OPTIONS)`.
 * One attempt a request, since the SDK's three would multiply with the retries here; and a bound on each request,
 * since the SDK's HTTP/2 handler has none and would wait for ever on a connection that died without a word.
 */
export const KINESIS_CLIENT_OPTIONS = {
  maxAttempts: 1,
  requestHandler: { requestTimeout: 10_000 },
};
