import path from "node:path";
import { Engine } from "../packages/redshift/src/engine/engine.ts";
import { TestRedshift } from "../packages/redshift/src/test-redshift.ts";
import { type Figure, percentile } from "./figure.ts";

const ROWS = 2_000_000;
const RUNS = 5;

/** The sample's three questions, as it asks them of Redshift, and as one would write them for the engine underneath. */
const QUESTIONS = [
  {
    what: "recent readings",
    redshift: `SELECT sensor_id, current_temperature, status, temperature_category, approximate_arrival_timestamp
      FROM sensor_data WHERE approximate_arrival_timestamp >= DATEADD(minute, -5, GETDATE())
      ORDER BY approximate_arrival_timestamp DESC LIMIT 20`,
    engine: `SELECT sensor_id, current_temperature, status, temperature_category, approximate_arrival_timestamp
      FROM sensor_data WHERE approximate_arrival_timestamp >= localtimestamp - interval '5 minutes'
      ORDER BY approximate_arrival_timestamp DESC LIMIT 20`,
  },
  {
    what: "temperature alerts",
    redshift: `SELECT sensor_id, current_temperature, temperature_category FROM sensor_data
      WHERE temperature_category IN ('HIGH', 'LOW') AND approximate_arrival_timestamp >= DATEADD(hour, -1, GETDATE())`,
    engine: `SELECT sensor_id, current_temperature, temperature_category FROM sensor_data
      WHERE temperature_category IN ('HIGH', 'LOW') AND approximate_arrival_timestamp >= localtimestamp - interval '1 hour'`,
  },
  {
    what: "status summary",
    redshift: `SELECT status, COUNT(*) AS record_count, AVG(current_temperature) AS avg_temperature FROM sensor_data
      WHERE approximate_arrival_timestamp >= DATEADD(hour, -1, GETDATE()) GROUP BY status ORDER BY record_count DESC`,
    engine: `SELECT status, count(*) AS record_count, avg(current_temperature) AS avg_temperature FROM sensor_data
      WHERE approximate_arrival_timestamp >= localtimestamp - interval '1 hour' GROUP BY status ORDER BY record_count DESC`,
  },
] as const;

/** The sample's three queries over two million readings of a day, against the engine's own SQL over the same table. */
export async function benchQueries(): Promise<Figure[]> {
  const warehouse = await TestRedshift.open();
  try {
    for (const sql of fillSql()) await warehouse.run(sql);
    const ours = await timesOf((index) => warehouse.run(QUESTIONS[index]?.redshift ?? ""));
    await warehouse.redshift.close();
    const engine = await Engine.open(path.join(warehouse.folder, "database"));
    const theirs = await timesOf((index) =>
      engine.exclusive((connection) => connection.query(QUESTIONS[index]?.engine ?? "")),
    );
    await engine.close();
    await warehouse.reopen();
    return QUESTIONS.flatMap(({ what }, index) => {
      const [one = Number.NaN, other = Number.NaN] = [ours[index], theirs[index]];
      return [
        { what: `${what} over 2 million rows`, value: Math.round(one), unit: "ms" },
        {
          what: `${what}: to hand-written SQL on the engine`,
          value: Number((one / other).toFixed(2)),
          unit: "ratio",
          wanted: "at most 1.5",
        },
      ];
    });
  } finally {
    await warehouse.close();
  }
}

/** Median milliseconds of each question, after one run that does not count. */
async function timesOf(ask: (index: number) => Promise<unknown>): Promise<readonly number[]> {
  const medians: number[] = [];
  for (const index of QUESTIONS.keys()) {
    const times: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const started = performance.now();
      await ask(index);
      if (run > 0) times.push(performance.now() - started);
    }
    medians.push(percentile(times, 0.5));
  }
  return medians;
}

/** Readings of twenty sensors over the last day, made of digits. */
function fillSql(): readonly string[] {
  const digits = Array.from({ length: 10 }, (_, digit) => `(${digit})`).join(", ");
  const number = "a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n + 100000 * f.n + 1000000 * g.n";
  return [
    `CREATE TABLE sensor_data (sensor_id INTEGER, current_temperature DECIMAL(6,1), status VARCHAR(20),
      temperature_category VARCHAR(10), approximate_arrival_timestamp TIMESTAMP)`,
    "CREATE TABLE digits (n INTEGER)",
    `INSERT INTO digits VALUES ${digits}`,
    `INSERT INTO sensor_data
     SELECT 1001 + MOD(i, 20), MOD(i, 700) / 10.0 - 15, CASE MOD(i, 5) WHEN 0 THEN 'ERROR' ELSE 'ACTIVE' END,
       CASE WHEN MOD(i, 700) > 550 THEN 'HIGH' WHEN MOD(i, 700) < 150 THEN 'LOW' ELSE 'NORMAL' END,
       DATEADD(millisecond, -43 * i, GETDATE())
     FROM (SELECT ${number} AS i FROM digits a, digits b, digits c, digits d, digits e, digits f, digits g WHERE g.n < ${ROWS / 1_000_000}) AS numbers`,
  ];
}
