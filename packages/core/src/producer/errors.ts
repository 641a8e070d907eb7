/** The stream can't take records: it does not exist, or is being made or deleted. */
export class StreamNotUsableError extends Error {
  override readonly name = "StreamNotUsableError";
  readonly streamName: string;
  readonly region: string;
  /** What is wrong with it, as it goes on from its name: `does not exist`. */
  readonly problem: string;
  constructor(streamName: string, region: string, problem: string, options?: ErrorOptions) {
    super(
      `Stream "${streamName}" in ${region} ${problem}. Check KINESIS_STREAM_NAME and AWS_REGION, and that the stage is deployed.`,
      options,
    );
    this.streamName = streamName;
    this.region = region;
    this.problem = problem;
  }
}

/** The look at the stream before sending failed, so nothing was sent: denied, throttled or unreachable. */
export class StreamCheckError extends Error {
  override readonly name = "StreamCheckError";
  constructor(streamName: string, region: string, cause: unknown) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(`Stream "${streamName}" in ${region} could not be looked at, and nothing was sent. ${why}`, { cause });
  }
}

/** A setting of the producer is missing or has a value it can't have. */
export class ProducerSettingsError extends Error {
  override readonly name = "ProducerSettingsError";
}
