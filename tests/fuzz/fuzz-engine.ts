import { SqlError } from "@sensor-pipeline/redshift/sql/sql-error";
import { ADMIN, TestRedshift } from "@sensor-pipeline/redshift/test-redshift";
import type { FuzzTarget } from "./finding.ts";
import { mutate } from "./mutate.ts";

/** Words of what is underneath, which no error of Redshift's has. */
const UNDERNEATH =
  /redshift_internal|redshift_system|pglite|jsonb|\bbpchar\b.*function|unrecognized node|cache lookup failed/i;

/** A statement is given up after so long. */
const LONGEST_MS = 10_000;

/** Whole statements on a Redshift: whatever the text, an answer or an error in Redshift's shape, and the session goes on. */
export async function fuzzEngine(corpus: readonly string[]): Promise<FuzzTarget> {
  const warehouse = await TestRedshift.open();
  const session = warehouse.redshift.openSession(ADMIN);
  for (const sql of [
    "CREATE TABLE readings (id INTEGER, name VARCHAR(20), v DECIMAL(10,2), t TIMESTAMP, payload SUPER, bytes VARBYTE)",
    `INSERT INTO readings SELECT 1, 'one', 1.5, TIMESTAMP '2026-01-02 03:04:05', JSON_PARSE('{"a":[1,{"b":2}]}'), TO_VARBYTE('00ff', 'hex')`,
  ]) {
    const [parsed] = session.parse(sql);
    if (parsed) await session.execute(parsed, { signal: AbortSignal.timeout(LONGEST_MS) });
  }
  return {
    name: "engine",
    share: 0.07,
    async take(random) {
      const input = mutate(corpus, random);
      try {
        for (const parsed of session.parse(input)) {
          await session.execute(parsed, { signal: AbortSignal.timeout(LONGEST_MS) });
        }
      } catch (error) {
        const what = wrongWith(error, input);
        if (what !== undefined) return { target: "engine", input, what };
      } finally {
        if (session.transactionStatus !== "idle") await session.rollback();
      }
      return undefined;
    },
    async close() {
      await session.close();
      await warehouse.close();
    },
  };
}

function wrongWith(error: unknown, input: string): string | undefined {
  if (!(error instanceof SqlError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (error.sqlState === "XX000" && !/IAM|stream|Kinesis|materialized view/i.test(error.message))
    return `XX000 ${error.message}`;
  // A name that the statement itself has may come back: type "jsonb" does not exist.
  const [word] = UNDERNEATH.exec(error.message) ?? [];
  if (word === undefined || input.toLowerCase().includes(word.toLowerCase())) return undefined;
  return `${error.sqlState} ${error.message}`;
}
