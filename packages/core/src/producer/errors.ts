/** The stream can't take records: it does not exist, or is being made or deleted. */
export class StreamNotUsableError extends Error {
  override readonly name = "StreamNotUsableError";
  readonly streamName: string;
  readonly region: string;
  constructor(streamName: string, region: string, problem: string, options?: ErrorOptions) {
    super(
      `Stream "${streamName}" in ${region} ${problem}. Check KINESIS_STREAM_NAME and AWS_REGION, and that the stage is deployed.`,
      options,
    );
    this.streamName = streamName;
    this.region = region;
  }
}

/** A setting of the producer is missing or has a value it can't have. */
export class ProducerSettingsError extends Error {
  override readonly name = "ProducerSettingsError";
}
