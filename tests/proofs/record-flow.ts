import type { DataApi } from "@sensor-pipeline/core/setup/run-definition";
import type { TestRedshift } from "@sensor-pipeline/redshift/test-redshift";
import { reading } from "../sql/record-cases.ts";

/** Records that are put all the time: one more with each call of the Data API. */
export class RecordFlow {
  readonly #redshift: TestRedshift;
  /** Shard and sequence number of each that was put. */
  readonly put = new Set<string>();

  constructor(redshift: TestRedshift) {
    this.#redshift = redshift;
  }

  /** The same Data API, with a record put before each call. */
  flowing(api: DataApi): DataApi {
    return {
      call: async (action, input) => {
        this.one();
        return await api.call(action, input);
      },
    };
  }

  one(hoursAgo = 0): void {
    const { stream } = this.#redshift;
    const [shard = ""] = stream.openShards;
    const data = reading({ event_id: `event-${this.put.size}` });
    const { sequenceNumber } = stream.put(shard, data, Date.now() - hoursAgo * 3_600_000);
    this.put.add(`${shard} ${sequenceNumber}`);
  }

  /** Shard and sequence number of each row of a relation, as often as it is there. */
  async in(relation: string): Promise<readonly string[]> {
    const rows = await this.#redshift.run(`SELECT TRIM(shard_id) || ' ' || sequence_number FROM public.${relation}`);
    return rows.map(([key]) => String(key));
  }
}
