import assert from "node:assert/strict";
import { type DataApi, runDefinition } from "@sensor-pipeline/core/setup/run-definition";
import type { SchemaChangeOutput } from "@sensor-pipeline/core/setup/schema-change-machine";
import {
  refreshMachine,
  retentionMachine,
  schemaChangeMachine,
  setupMachine,
  teardownMachine,
} from "@sensor-pipeline/core/setup/setup-fixture";
import type { StateMachineDefinition } from "@sensor-pipeline/core/setup/states-language";
import { STREAM_ROLE, TestRedshift } from "@sensor-pipeline/redshift/test-redshift";
import { engineWarehouse } from "../sql/engine-warehouse.ts";
import { type DatabaseDescription, describeDatabase } from "./describe-database.ts";
import {
  FATES,
  type Fate,
  type Interruption,
  interruptedWarehouse,
  troubledWarehouse,
} from "./interrupted-warehouse.ts";
import { landingViewTexts } from "./landing-view-versions.ts";
import { Poller } from "./poller.ts";
import { RecordFlow } from "./record-flow.ts";
import { sendingStates } from "./sending-states.ts";
import { isClear } from "./setup-proof.ts";

const FATE_NAMES = Object.keys(FATES) as readonly Fate[];
const VERSIONS = [1, 2] as const;
const SHARD = "shardId-000000000000";

/** What a row is, but for when it was read, and what only one version of the landing view has. */
const ROWS = `SELECT approximate_arrival_timestamp, partition_key, shard_id, sequence_number,
  FROM_VARBYTE(kinesis_data, 'hex') AS bytes, JSON_SERIALIZE(payload) AS document FROM public.sensor_landed_records`;

/** The streaming view that is being replaced, while both are read. */
const FORMER = `SELECT SPLIT_PART(settings, ' and ', 2) FROM public.pipeline_objects WHERE object_name = 'sensor_landed_records'`;

type Version = (typeof VERSIONS)[number];

/**
 * Proves of a schema change, on one warehouse whose landing view goes from one version of its file to the other and back, that
 * a reader sees every record all the time and none twice, that the rows are the same before and after, those that the stream
 * has forgotten too, that what had left does not come back, and that the database is in the end as a fresh set-up makes it.
 */
export class SchemaChangeProof {
  readonly redshift: TestRedshift;
  readonly flow: RecordFlow;
  readonly #fresh = new Map<Version, DatabaseDescription>();
  /** Whether retention itself holds the window beside the streaming view: then a change finds its history there. */
  readonly #hasHeld: boolean;
  #version: Version = 1;
  #executions = 0;
  #poller: Poller | undefined;

  private constructor(redshift: TestRedshift, hasHeld: boolean) {
    this.redshift = redshift;
    this.#hasHeld = hasHeld;
    this.flow = new RecordFlow(redshift);
  }

  static async begin({ refuseConditionalDelete = false } = {}): Promise<SchemaChangeProof> {
    const proof = new SchemaChangeProof(await TestRedshift.open({ refuseConditionalDelete }), refuseConditionalDelete);
    for (const version of [2, 1] as const) {
      if (version === 1) await proof.#succeed(teardownMachine());
      proof.#version = version;
      await proof.#succeed(proof.#setup());
      proof.#fresh.set(version, await describeDatabase(proof.redshift));
    }
    await proof.#fill();
    return proof;
  }

  async close(): Promise<void> {
    await this.redshift.close();
  }

  /** From the version that is there to the other one, undisturbed. @returns the states that send statements, in order */
  async change(): Promise<readonly string[]> {
    const { states } = await this.#prove("undisturbed", async () => {
      const end = await this.#succeed(this.#machine());
      const { changed, held } = end.output as SchemaChangeOutput;
      assert.ok(changed && (held > 0 || this.#hasHeld), `nothing was held: ${JSON.stringify(end.output)}`);
      return end;
    });
    return sendingStates(this.#machine(), states);
  }

  /** Each interruption in an execution of its own, and then one to the end. */
  async interrupted(interruptions: readonly Interruption[]): Promise<void> {
    await this.#prove(`interrupted: ${JSON.stringify(interruptions)}`, async () => {
      for (const interruption of interruptions) await this.#interrupt(interruption);
      await this.#succeed(this.#machine());
    });
  }

  /** One execution after the other, each interrupted one state further, the fates in turn from `first` on. */
  async interruptedInTurn(states: readonly string[], first = 0): Promise<void> {
    const fateOf = (state: string, index: number): Fate => {
      const fate = FATE_NAMES[(first + index) % FATE_NAMES.length] ?? "stopped";
      // Where that statement fails the execution takes the other way and ends well, which interrupts nothing.
      return fate === "failing" && state.startsWith("Delete from ") ? "stopped" : fate;
    };
    await this.interrupted(states.map((state, index) => ({ state, fate: fateOf(state, index) })));
  }

  /** Each call of the Data API meets something that passes, and the execution succeeds all the same. */
  async troubled(): Promise<void> {
    await this.#prove("each call troubled once", () =>
      this.#succeed(this.#machine(), this.flow.flowing(troubledWarehouse(this.redshift))),
    );
  }

  /** Two executions at once: whichever fails says so, and one more ends it. */
  async atOnce(): Promise<void> {
    await this.#prove("two at once", async () => {
      for (const { error } of await Promise.all([this.#run(this.#machine()), this.#run(this.#machine())]))
        if (error !== undefined) isClear(error, "StatementFailed");
      await this.#succeed(this.#machine());
    });
  }

  /** The old view is refreshed once more, by what began before the names switched, and has a record that the new one has not read yet. */
  async lateRefresh(): Promise<void> {
    await this.#prove("late refresh", async () => {
      const api = this.flow.flowing(engineWarehouse(this.redshift));
      let isLate = false;
      const late: DataApi = {
        call: async (action, input) => {
          if (String(input.StatementName).startsWith("Hold history of ") && !isLate) {
            isLate = true;
            this.flow.one();
            const [[view] = []] = await this.redshift.run(FORMER);
            await this.redshift.run(`REFRESH MATERIALIZED VIEW public.${view}`);
          }
          return await api.call(action, input);
        },
      };
      await this.#succeed(this.#machine(), late);
      assert.ok(isLate, "no history was held");
      await this.#succeed(refreshMachine());
    });
  }

  /** While two streaming views are read, set-up stops and names the mend; refresh and retention go on. */
  async othersMeanwhile(): Promise<void> {
    await this.#prove("others meanwhile", async () => {
      await this.#interrupt({ state: "Hold history of ", fate: "stopped" });
      const { error } = await this.#run(this.#setup());
      assert.equal(error?.Error, "SchemaChangeUnfinished");
      assert.match(error?.Cause ?? "", /pipeline schema-change/);
      await this.#succeed(refreshMachine());
      await this.#succeed(retentionMachine());
      await this.#succeed(this.#machine());
    });
  }

  /** The file is again as it was before the new view was read: what was begun is dropped, and nothing else happens. */
  async takenBack(): Promise<void> {
    await this.#interrupt({ state: "Let the views read ", fate: "stopped" });
    const back = schemaChangeMachine({ streamName: "readings", texts: landingViewTexts(this.#version).schemaChange });
    const { output } = await this.#succeed(back);
    assert.equal((output as SchemaChangeOutput).changed, false);
    assert.deepEqual(await describeDatabase(this.redshift), this.#fresh.get(this.#version));
  }

  /** Nothing differs: nothing is done, but when the view is to be made anew all the same. */
  async unneeded(): Promise<void> {
    const same = schemaChangeMachine({ streamName: "readings", texts: landingViewTexts(this.#version).schemaChange });
    const idle = await this.#succeed(same);
    assert.deepEqual(
      [(idle.output as SchemaChangeOutput).changed, sendingStates(same, idle.states).length],
      [false, 1],
    );
    const rebuilt = await this.#succeed(same, engineWarehouse(this.redshift), { rebuild: true });
    assert.equal((rebuilt.output as SchemaChangeOutput).changed, true);
    assert.deepEqual(await describeDatabase(this.redshift), this.#fresh.get(this.#version));
  }

  /** Records of every age: forgotten by the stream, left by retention, and kept by both. */
  async #fill(): Promise<void> {
    for (const hours of [30, 23, 20, 26, 9]) this.flow.one(hours);
    this.redshift.stream.put(SHARD, Buffer.from([0xff]), Date.now() - 3_600_000);
    await this.#succeed(refreshMachine());
    // Two leave by retention: one that the stream has forgotten as well, and one that a new view would read again.
    await this.#succeed(retentionMachine());
    this.redshift.stream.expire(SHARD, 1);
  }

  /** Has the change made while records flow and a reader polls, and looks at everything before and after. */
  async #prove<End>(what: string, make: () => Promise<End>): Promise<End> {
    this.redshift.stream.expire(SHARD, 1);
    await this.redshift.run("DROP TABLE IF EXISTS public.rows_before");
    await this.redshift.run(`CREATE TABLE public.rows_before AS ${ROWS}`);
    const poller = Poller.start(this.redshift);
    this.#poller = poller;
    let end: End;
    try {
      end = await make();
    } finally {
      this.#poller = undefined;
      await poller.stop();
    }
    poller.verify(what);
    this.#version = this.#other;
    await this.#rowsAreEqual(what);
    await this.redshift.run("DROP TABLE public.rows_before");
    assert.deepEqual(await describeDatabase(this.redshift), this.#fresh.get(this.#version), what);
    return end;
  }

  /** EXCEPT both ways; of the rows after, those that came meanwhile are no difference. */
  async #rowsAreEqual(what: string): Promise<void> {
    const columns = "SELECT * FROM public.rows_before";
    const keys = "SELECT shard_id || sequence_number FROM public.rows_before";
    const lost = await this.redshift.run(`${columns} EXCEPT ${ROWS}`);
    const newest = `(SELECT MAX(approximate_arrival_timestamp) FROM public.rows_before)`;
    const gained = await this.redshift.run(
      `${ROWS} WHERE approximate_arrival_timestamp <= ${newest} AND (shard_id || sequence_number IN (${keys})
         OR approximate_arrival_timestamp < ${newest}) EXCEPT ${columns}`,
    );
    assert.deepEqual([lost, gained], [[], []], what);
  }

  async #interrupt(interruption: Interruption): Promise<void> {
    const { api, isMet } = interruptedWarehouse(this.redshift, interruption);
    const { error } = await this.#run(this.#machine(), this.flow.flowing(api));
    // What is left to do after a drop has another name, when the drop was not waited for.
    const isTail = interruption.state.startsWith("Forget ");
    assert.ok(isMet() || isTail, `no execution came to the state ${interruption.state}`);
    if (error === undefined) return;
    isClear(error, FATES[interruption.fate], interruption.state);
  }

  get #other(): Version {
    return this.#version === 1 ? 2 : 1;
  }

  /** To the version that is not there. */
  #machine(): StateMachineDefinition {
    return schemaChangeMachine({ streamName: "readings", texts: landingViewTexts(this.#other).schemaChange });
  }

  #setup(): StateMachineDefinition {
    const { setup: texts } = landingViewTexts(this.#version);
    return setupMachine({ roleArn: STREAM_ROLE, streamName: "readings", autoRefresh: false, texts });
  }

  async #succeed(definition: StateMachineDefinition, api?: DataApi, input = {}) {
    const end = await this.#run(definition, api, input);
    assert.equal(end.error, undefined, JSON.stringify(end.error));
    return end;
  }

  #run(definition: StateMachineDefinition, api = this.flow.flowing(engineWarehouse(this.redshift)), input = {}) {
    this.#executions += 1;
    return runDefinition(definition, this.#poller?.watching(api) ?? api, {
      name: `execution-${this.#executions}`,
      input,
    });
  }
}
