import { WAREHOUSE_OBJECTS } from "../names.ts";
import { renderStatements } from "../sql/render-statements.ts";
import { fingerprint } from "./fingerprint.ts";
import { LANDING_VIEWS, type LandingView, readsOf } from "./landing-views.ts";
import type { SchemaChangeMachine } from "./schema-change-machine.ts";
import { SCHEMA_CHANGE_STATEMENTS as FILES, type SchemaChangeFile } from "./setup-files.ts";

const [CANONICAL] = LANDING_VIEWS;
const LANDED = WAREHOUSE_OBJECTS.landedView;

/** One streaming view takes the place of the other. */
export interface Change {
  readonly from: LandingView;
  readonly to: LandingView;
}

/** What a schema change runs, by what it is for. */
export class SchemaChangeStatements {
  /** Fingerprint of the streaming view as its file and the stage's stream give it, under either name. */
  readonly expected: string;
  /** What the streaming view is made with, for a person. */
  readonly settings: string;
  readonly #machine: SchemaChangeMachine;

  constructor(machine: SchemaChangeMachine) {
    this.#machine = machine;
    this.expected = fingerprint(this.of(FILES.landingView, { from: CANONICAL, to: CANONICAL }));
    this.settings = `stream ${machine.streamName}`;
  }

  /** The statements of a file. @throws {PsqlError} */
  of(file: SchemaChangeFile, { from, to }: Change, autoRefresh: "YES" | "NO" = "NO"): readonly string[] {
    const { texts, streamName, keepSeconds } = this.#machine;
    const values = {
      landing_view: to,
      former_view: from,
      stream_name: streamName,
      keep_seconds: keepSeconds,
      auto_refresh: autoRefresh,
    };
    return renderStatements(texts[file], values, file, ["cutoff"]);
  }

  /** What looks up whatever there is: what is recorded, and which streaming views there are. */
  get lookUp(): readonly string[] {
    return [FILES.recorded, FILES.landingViews].flatMap((file) => this.of(file, { from: CANONICAL, to: CANONICAL }));
  }

  /** Records the new streaming view, before it is made. */
  recordNew({ to }: Change): readonly string[] {
    return this.#record({
      object_name: to,
      file: FILES.landingView,
      fingerprint: this.expected,
      settings: this.settings,
    });
  }

  /** Records that nothing reads the former streaming view any more: what is left to do with it is what `file` says. */
  recordRetired({ from }: Change): readonly string[] {
    return this.#record({
      object_name: from,
      file: FILES.drop,
      fingerprint: fingerprint(this.of(FILES.drop, { from, to: from })),
      settings: "retired",
    });
  }

  /** Makes sensor_landed_records read both streaming views, and records it. */
  readBoth(change: Change): readonly string[] {
    return this.#landed(FILES.both, change, readsOf(change.to, change.from));
  }

  /** Makes sensor_landed_records read the new streaming view alone, and records it as set-up would. */
  readNew(change: Change): readonly string[] {
    return this.#landed(FILES.landedRecords, change, readsOf(change.to));
  }

  /** Removes a streaming view's row. */
  forget(view: LandingView): readonly string[] {
    return renderStatements(this.#machine.texts[FILES.forgetObject], { object_name: view }, FILES.forgetObject);
  }

  #landed(file: SchemaChangeFile, change: Change, settings: string): readonly string[] {
    const canonical = this.of(file, { from: change.from, to: CANONICAL });
    const row = { object_name: LANDED, file, fingerprint: fingerprint(canonical), settings };
    return [...this.of(file, change), ...this.#record(row)];
  }

  #record(row: Readonly<Record<"object_name" | "file" | "fingerprint" | "settings", string>>): readonly string[] {
    const { texts } = this.#machine;
    return [FILES.forgetObject, FILES.recordObject].flatMap((path) => renderStatements(texts[path], row, path));
  }
}
