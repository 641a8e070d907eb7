import assert from "node:assert/strict";
import { type DataApi, runDefinition } from "@sensor-pipeline/core/setup/run-definition";
import {
  refreshMachine,
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
import { RecordFlow } from "./record-flow.ts";
import { sendingStates } from "./sending-states.ts";

const FATE_NAMES = Object.keys(FATES) as readonly Fate[];

/**
 * Proves of set-up, on one warehouse, that whatever happens to it on its way the database is the same in the end, that no
 * record is lost or landed twice, and that each failure says what failed, where, and what to do.
 */
export class SetupProof {
  readonly redshift: TestRedshift;
  readonly #flow: RecordFlow;
  readonly #definition = setupMachine({ roleArn: STREAM_ROLE, streamName: "readings", autoRefresh: false });
  #executions = 0;
  #expected: DatabaseDescription = {};
  /** States of a whole run that send statements, in order. */
  states: readonly string[] = [];

  private constructor(redshift: TestRedshift) {
    this.redshift = redshift;
    this.#flow = new RecordFlow(redshift);
  }

  /** Sets a warehouse up once, undisturbed: what every other way must lead to. */
  static async begin(): Promise<SetupProof> {
    const proof = new SetupProof(await TestRedshift.open());
    const { states } = await proof.#succeed(engineWarehouse(proof.redshift));
    proof.states = sendingStates(proof.#definition, states);
    proof.#expected = await describeDatabase(proof.redshift);
    return proof;
  }

  async close(): Promise<void> {
    await this.redshift.close();
  }

  /** Run twice. */
  async again(): Promise<void> {
    await this.#succeed(engineWarehouse(this.redshift));
    await this.#isAsExpected("run twice");
  }

  /** From an empty database, each interruption in an execution of its own, and then one to the end; records flow all the time. */
  async interrupted(interruptions: readonly Interruption[]): Promise<void> {
    await this.#empty();
    for (const interruption of interruptions) await this.#interrupt(interruption);
    await this.#succeed(this.#flow.flowing(engineWarehouse(this.redshift)));
    await this.#isAsExpected(`interrupted: ${JSON.stringify(interruptions)}`);
    await this.#nothingIsLost();
  }

  /** One execution after the other, each interrupted one state further, the fates in turn. */
  async interruptedInTurn(): Promise<void> {
    await this.interrupted(
      this.states.map((state, index) => ({ state, fate: FATE_NAMES[index % FATE_NAMES.length] ?? "stopped" })),
    );
  }

  /** Each call of the Data API meets something that passes, and the execution succeeds all the same. */
  async troubled(): Promise<void> {
    await this.#empty();
    await this.#succeed(this.#flow.flowing(troubledWarehouse(this.redshift)));
    await this.#isAsExpected("each call troubled once");
    await this.#nothingIsLost();
  }

  /** Two executions at once on an empty database: whichever fails says so, and one more has it all. */
  async atOnce(): Promise<void> {
    await this.#empty();
    const both = await Promise.all([
      this.#run(engineWarehouse(this.redshift)),
      this.#run(engineWarehouse(this.redshift)),
    ]);
    for (const { error } of both) if (error !== undefined) isClear(error, "StatementFailed");
    await this.#succeed(engineWarehouse(this.redshift));
    await this.#isAsExpected("two executions at once");
  }

  /** After the landing view was made anew by a schema change, set-up with the new file finds everything there, as a fresh one makes it. */
  async afterSchemaChange(): Promise<void> {
    const changed = landingViewTexts(1);
    const definition = setupMachine({
      roleArn: STREAM_ROLE,
      streamName: "readings",
      autoRefresh: false,
      texts: changed.setup,
    });
    await this.#empty();
    await this.#succeed(engineWarehouse(this.redshift), definition);
    const fresh = await describeDatabase(this.redshift);
    await this.#empty();
    await this.#succeed(this.#flow.flowing(engineWarehouse(this.redshift)));
    await this.#succeed(
      this.#flow.flowing(engineWarehouse(this.redshift)),
      schemaChangeMachine({ streamName: "readings", texts: changed.schemaChange }),
    );
    const { output } = await this.#succeed(this.#flow.flowing(engineWarehouse(this.redshift)), definition);
    assert.deepEqual((output as { created: unknown }).created, [], "a set-up after a schema change makes nothing");
    assert.deepEqual(await describeDatabase(this.redshift), fresh, "after a schema change");
    await this.#nothingIsLost();
  }

  async #interrupt(interruption: Interruption): Promise<void> {
    const { api, isMet } = interruptedWarehouse(this.redshift, interruption);
    const { error } = await this.#run(this.#flow.flowing(api));
    assert.ok(isMet(), `no execution came to the state ${interruption.state}`);
    if (error === undefined) return;
    isClear(error, FATES[interruption.fate], interruption.state);
  }

  async #empty(): Promise<void> {
    await this.#succeed(engineWarehouse(this.redshift), teardownMachine());
  }

  async #isAsExpected(what: string): Promise<void> {
    assert.deepEqual(await describeDatabase(this.redshift), this.#expected, what);
  }

  /** Every record that was put is landed once, when the view is refreshed. */
  async #nothingIsLost(): Promise<void> {
    await this.#succeed(engineWarehouse(this.redshift), refreshMachine());
    const landed = await this.#flow.in("sensor_landed_records");
    assert.equal(new Set(landed).size, landed.length, "a record is landed twice");
    assert.deepEqual(new Set(landed), this.#flow.put, "what was put is not what is landed");
  }

  async #succeed(api: DataApi, definition: StateMachineDefinition = this.#definition) {
    const end = await this.#run(api, definition);
    assert.equal(end.error, undefined, JSON.stringify(end.error));
    return end;
  }

  #run(api: DataApi, definition: StateMachineDefinition = this.#definition) {
    this.#executions += 1;
    return runDefinition(definition, api, { name: `execution-${this.#executions}` });
  }
}

/** A failure names the file, the state and what to do; one that was stopped from outside says nothing. */
export function isClear({ Error: name, Cause }: { Error: string; Cause: string }, expected: string, state = ""): void {
  if (expected === "Stop") {
    assert.match(`${name} ${Cause}`, /Stop/);
    return;
  }
  assert.equal(name, expected, Cause);
  assert.match(Cause, /^sql\/[a-z-]+\/[a-z0-9-]+\.sql /);
  assert.ok(Cause.includes(`in the state ${state}`), Cause);
  assert.match(Cause, /start again: it goes on from there/);
}
