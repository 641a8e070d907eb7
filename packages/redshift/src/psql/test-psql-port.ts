import { execFile, spawn, spawnSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import type { RedshiftOptions } from "../open-redshift.ts";
import { TestRedshift } from "../test-redshift.ts";
import { passwordHash } from "./authentication.ts";
import { listenPsql, type PsqlOptions, type PsqlPort } from "./listen-psql.ts";
import type { PsqlDatabases } from "./psql-session.ts";

/** Whether tests with Debian's psql run: where there is none they are skipped, but CI must have it. */
export const WITH_PSQL = spawnSync("psql", ["--version"]).status === 0 || process.env.CI !== undefined;

/** Printed by psql when it is connected. */
const BEGUN = "begun";

/** Within it a statement is on its way. */
const MOMENT_MS = 600;

/** What a run of psql came to. */
export interface PsqlRun {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** A Redshift with a psql port: `guarded` asks for the password `secret`, everybody else is let in; `admin` is the superuser. */
export class TestPsqlPort {
  readonly warehouse: TestRedshift;
  readonly port: number;
  /** Failures that were none of a client's. */
  readonly faults: unknown[] = [];
  readonly #listening: PsqlPort;

  private constructor(warehouse: TestRedshift, listening: PsqlPort, faults: unknown[]) {
    this.warehouse = warehouse;
    this.#listening = listening;
    this.port = listening.port;
    this.faults = faults;
  }

  static async open(
    options: Partial<PsqlOptions> = {},
    redshift: Partial<RedshiftOptions> = {},
  ): Promise<TestPsqlPort> {
    const warehouse = await TestRedshift.open(redshift);
    const databases: PsqlDatabases = async (name, user) => {
      if (name !== "dev") return undefined;
      const superuser = user === "admin";
      return {
        authentication:
          user === "guarded" ? { method: "md5", hash: passwordHash("secret", user) } : { method: "trust" },
        superuser,
        openSession: () =>
          warehouse.redshift.openSession({ databaseUser: user, superuser, roles: [], principal: `test:${user}` }),
      };
    };
    const faults: unknown[] = [];
    const listening = await listenPsql({ databases, port: 0, onFault: (error) => faults.push(error), ...options });
    return new TestPsqlPort(warehouse, listening, faults);
  }

  async close(): Promise<void> {
    await this.#listening.close();
    await this.warehouse.close();
  }

  /** Runs Debian's psql to its end. */
  psql(
    args: readonly string[],
    { user = "admin", database = "dev", password = "", input = "" } = {},
  ): Promise<PsqlRun> {
    return new Promise((resolve) => {
      const child = execFile(
        "psql",
        [...connection(this.port, user), "-X", ...args, database],
        { env: environment(password) },
        (error, output, errors) => {
          resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, output, errors });
        },
      );
      child.stdin?.end(input);
    });
  }

  /** Runs psql with one statement, and sends it SIGINT, as Ctrl-C does, a moment after it has begun. */
  async interrupted(sql: string): Promise<PsqlRun> {
    const args = [...connection(this.port, "admin"), "-X", "-c", `\\echo ${BEGUN}`, "-c", sql, "dev"];
    const child = spawn("psql", args, { env: environment("") });
    const begun = Promise.withResolvers<void>();
    let [output, errors] = ["", ""];
    child.stdout.on("data", (chunk) => {
      output += chunk;
      if (output.includes(BEGUN)) begun.resolve();
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    const closed = new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
    await Promise.race([begun.promise, closed]);
    await delay(MOMENT_MS);
    child.kill("SIGINT");
    return { code: await closed, output: output.replace(`${BEGUN}\n`, ""), errors };
  }
}

function connection(port: number, user: string): string[] {
  return ["-h", "127.0.0.1", "-p", String(port), "-U", user];
}

function environment(password: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: "/nonexistent", PGPASSWORD: password, LC_ALL: "C.UTF-8", PAGER: "cat" };
}
