import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type Results, types } from "@electric-sql/pglite";
import type {
  EngineAnswer,
  EngineFailure,
  EngineOpened,
  EngineOpening,
  EngineRequest,
  EngineResult,
  EngineValue,
  EngineWork,
} from "./engine-message.ts";

/**
 * The thread PostgreSQL (PGlite) runs in: a statement keeps its thread busy until it is done, and the main thread
 * has HTTP to serve meanwhile. Everything is given and taken as PostgreSQL's text.
 */

type Row = (string | null)[];

const EMPTY: EngineResult = { columns: [], rows: [], rowCount: 0 };

const TYPE_IDS = Object.values<unknown>(types).filter((value) => typeof value === "number");

const AS_TEXT = Object.fromEntries(TYPE_IDS.map((id) => [id, (text: string) => text]));

const AS_GIVEN = Object.fromEntries(TYPE_IDS.map((id) => [id, (value: string) => value]));

const work: {
  readonly [Kind in EngineWork["kind"]]: (
    database: PGlite,
    item: Extract<EngineWork, { kind: Kind }>,
  ) => Promise<EngineResult>;
} = {
  async query(database, { sql, values }) {
    const result = await resultOf(database, sql, values);
    return {
      columns: result.fields.map((field) => ({ name: field.name, typeId: field.dataTypeID })),
      rows: result.rows,
      rowCount: result.fields.length > 0 ? result.rows.length : (result.affectedRows ?? 0),
    };
  },
  async execute(database, { sql }) {
    await database.exec(sql);
    return EMPTY;
  },
  async copy(database, { sql, data }) {
    const result = await database.query(sql, [], { blob: new Blob([data]) });
    return { ...EMPTY, rowCount: result.affectedRows ?? 0 };
  },
  async close(database) {
    await database.close();
    return EMPTY;
  },
};

await serve();

async function serve(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("engine-thread.ts is a worker's entry: start it through Engine.open.");
  const opening = Promise.withResolvers<EngineOpening>();
  // Not taken off again: a port without a listener lets the thread end.
  port.on("message", opening.resolve);
  const database = await open(await opening.promise).catch((error: unknown) => {
    port.postMessage({ opened: false, failure: failureOf(error) } satisfies EngineOpened);
    return undefined;
  });
  if (database === undefined) return port.close();
  port.on("message", (request: EngineRequest) => {
    // The other side sends one request at a time, so answers need no queue here.
    void answer(database, request).then((message) => {
      port.postMessage(message);
      if (request.work.kind === "close") port.close();
    });
  });
  port.postMessage({ opened: true } satisfies EngineOpened);
}

async function open({ folder, startUp }: EngineOpening): Promise<PGlite> {
  const database = await PGlite.create(folder, {
    parsers: AS_TEXT,
    serializers: AS_GIVEN,
    pgliteWasmModule: workerData,
  });
  // GETDATE() is a TIMESTAMP without zone in UTC; a NOTICE has nobody to read it.
  await database.exec("SET TimeZone = 'UTC'; SET client_min_messages = warning; SET jit = off;");
  if (startUp !== "") await database.exec(startUp);
  return database;
}

async function answer(database: PGlite, { id, work: item }: EngineRequest): Promise<EngineAnswer> {
  try {
    return { id, result: await run(database, item) };
  } catch (error) {
    return { id, failure: failureOf(error) };
  }
}

function run<Kind extends EngineWork["kind"]>(
  database: PGlite,
  item: Extract<EngineWork, { kind: Kind }>,
): Promise<EngineResult> {
  return work[item.kind as Kind](database, item);
}

/** Without values PostgreSQL is asked in one message, instead of six. */
async function resultOf(database: PGlite, sql: string, values: readonly EngineValue[]): Promise<Results<Row>> {
  const options = { rowMode: "array" } as const;
  if (values.length > 0) return database.query<Row>(sql, [...values], options);
  const [result] = (await database.exec(sql, options)) as Results[] as Results<Row>[];
  return result ?? { rows: [], fields: [] };
}

function failureOf(error: unknown): EngineFailure {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, detail, hint } = error as { code?: unknown; detail?: unknown; hint?: unknown };
  return {
    message: error.message,
    ...(typeof code === "string" ? { sqlState: code } : {}),
    ...(typeof detail === "string" ? { detail } : {}),
    ...(typeof hint === "string" ? { hint } : {}),
  };
}
