import { CloudWatchClient, type MetricDatum } from "@aws-sdk/client-cloudwatch";

/** For tests: a real client that keeps what is published, and knows of no record that a stream received. */
export class FakeCloudWatch {
  readonly client = new CloudWatchClient({ region: "eu-central-1" });
  /** Each PutMetricData request as metric names with their values. */
  readonly published: Record<string, number | undefined>[] = [];
  failure: Error | undefined;

  constructor() {
    this.client.middlewareStack.add(
      () => async (args) => {
        if ("MetricData" in args.input) this.#put(args.input.MetricData ?? []);
        const output = { $metadata: {}, MetricDataResults: [{ StatusCode: "Complete", Timestamps: [], Values: [] }] };
        return { output, response: {} };
      },
      { step: "initialize", name: "fakeCloudWatch" },
    );
  }

  #put(data: readonly MetricDatum[]): void {
    if (this.failure) throw this.failure;
    this.published.push(Object.fromEntries(data.map(({ MetricName, Value }) => [MetricName, Value])));
  }
}
