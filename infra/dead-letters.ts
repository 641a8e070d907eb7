/** The most SQS keeps a message: 14 days for a person to look at what failed. */
const RETENTION_SECONDS = 14 * 24 * 3600;

/** A queue for what could not be delivered or done, encrypted by SQS; empty, it costs nothing. */
export function deadLetters(logicalName: string, name: string) {
  return new aws.sqs.Queue(logicalName, {
    name,
    messageRetentionSeconds: RETENTION_SECONDS,
    sqsManagedSseEnabled: true,
  });
}
