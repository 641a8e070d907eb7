import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { renderQuery } from "@sensor-pipeline/core/sql/render-query";
import { StatementTimeoutError } from "@sensor-pipeline/core/warehouse/errors";
import type { QueryFile } from "@sensor-pipeline/core/warehouse/query-file";
import { type QueryRows, queryRows, type RowsContext } from "@sensor-pipeline/core/warehouse/query-rows";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { watch } from "../command/watch.ts";
import { stageWarehouse } from "../target/stage-warehouse.ts";
import { whileWaiting } from "../terminal/while-waiting.ts";
import { isBeforeSetup } from "./before-setup.ts";
import { findQuery } from "./find-query.ts";
import { NAMED_QUERIES } from "./named-queries.ts";
import type { QueryOptions } from "./query-command.ts";
import { rowsAsTable, type TablePlace } from "./rows-as-table.ts";
import { rowsAsCsv, rowsAsJson } from "./rows-as-text.ts";
import { sqlMistake } from "./sql-mistake.ts";

const DEFAULT_MAX_ROWS = 1_000;

/** `pipeline query`. @returns the exit code */
export async function runQuery(context: CommandContext, options: QueryOptions): Promise<number> {
  const { target, terminal, clock, signal, root } = context;
  const { what, secretArn, watch: everyMs, maxRows = DEFAULT_MAX_ROWS } = options;
  if (what === undefined) return listQueries(context);
  // Where npm was called, which is not where it runs a script.
  const folder = process.env.INIT_CWD ?? process.cwd();
  const query = await findQuery({ ...options, what }, { root, folder, input: process.stdin });
  const warehouse = await stageWarehouse(target, secretArn);
  const client = new RedshiftDataClient(warehouse.signIn);
  const run = { client, target: warehouse.target, clock, signal, maxRows };
  try {
    const place = (): TablePlace => ({
      width: terminal.isTerminal ? terminal.width : undefined,
      style: terminal.style,
      today: new Date(target.time.now()).toISOString().slice(0, 10),
    });
    if (everyMs !== undefined) {
      return await watch(context, { everyMs, title: `${query.name}, stage ${target.names.stage}` }, async () => {
        const found = await ask(query, run, context);
        return { json: () => rowsAsJson(found), lines: () => [...rowsAsTable(found, place()), ...leftOut(found)] };
      });
    }
    const found = await whileWaiting(terminal, `${query.name} on ${target.title}`, ask(query, run, context));
    await show(found, options, place(), context);
    const isWhole = found.rows.length === found.totalRows || options.maxRows !== undefined;
    return isWhole ? EXIT_OK : EXIT_FAILED;
  } catch (error) {
    if (!(signal.aborted && error instanceof StatementTimeoutError)) throw error;
    terminal.note(error.message);
    return EXIT_INTERRUPTED;
  } finally {
    client.destroy();
  }
}

function listQueries({ terminal }: CommandContext): number {
  const queries = Object.entries(NAMED_QUERIES);
  if (terminal.json) {
    terminal.writeJson(
      queries.map(([name, { file, question, numbers }]) => ({ name, file, question, flags: numbers })),
    );
    return EXIT_OK;
  }
  const flags = (numbers: readonly string[]) => numbers.map((number) => `--${number}`).join(", ");
  terminal.table(
    [{ title: "query" }, { title: "shows" }, { title: "flags" }],
    queries.map(([name, { question, numbers }]) => [name, question, flags(numbers)]),
  );
  return EXIT_OK;
}

async function ask(query: QueryFile, run: RowsContext, { target, root }: CommandContext): Promise<QueryRows> {
  try {
    const rendered = renderQuery(query.text, query.values ?? {}, query.name);
    return await queryRows({ name: query.name, ...rendered }, run);
  } catch (error) {
    if (await isBeforeSetup(error, run, root)) {
      const { stage } = target.names;
      throw new CommandError(`The warehouse of stage ${stage} is not set up yet: run pipeline setup.`, {
        cause: error,
      });
    }
    throw sqlMistake(error, query) ?? error;
  }
}

async function show(
  found: QueryRows,
  { csv }: QueryOptions,
  place: TablePlace,
  { terminal, signal }: CommandContext,
): Promise<void> {
  if (terminal.json) terminal.write(rowsAsJson(found));
  else if (!found.hasResultSet) terminal.note("Done; this statement has no rows to show.");
  else if (csv) await terminal.writeEach(rowsAsCsv(found), signal);
  else {
    await terminal.writeEach(rowsAsTable(found, place), signal);
    if (found.rows.length === found.totalRows)
      terminal.note(found.totalRows === 1 ? "1 row" : `${inWords(found.totalRows)} rows`);
  }
  for (const line of [...leftOut(found), ...rounded(found)]) terminal.note(line);
}

function leftOut({ rows, totalRows }: QueryRows): readonly string[] {
  if (rows.length >= totalRows) return [];
  return [`Only ${inWords(rows.length)} of ${inWords(totalRows)} rows are read: --max-rows ${totalRows} reads all.`];
}

/** JSON numbers are doubles to the Data API's client. */
function rounded({ columns, rows }: QueryRows): readonly string[] {
  const inexact = columns.filter(
    ({ type }, index) => type === "int8" && rows.some((row) => !Number.isSafeInteger(row[index] ?? 0)),
  );
  return inexact.map(
    ({ name }) => `Column ${name} has whole numbers beyond 2^53, which are rounded: cast it to VARCHAR.`,
  );
}

function inWords(number: number): string {
  return number.toLocaleString("en-US");
}
