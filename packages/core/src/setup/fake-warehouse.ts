/**
 * For tests of the state machines: the Data API and as much of a warehouse as their statements touch. It knows which objects
 * exist and what is recorded, answers as the Data API does (a failed statement is a successful call, a batch is one
 * transaction, a token gives the same statement), and refuses a statement that it does not know.
 */
export class FakeWarehouse {
  objects = new Map<string, string>();
  rows = new Map<string, Row>();
  schemaOptions = "";
  systemMonitor = false;
  autoRefresh = "NO";
  /** Every statement that ran, in order. */
  readonly ran: string[] = [];
  readonly tokens = new Map<string, { readonly id: string; readonly request: string }>();
  /** Redshift's words for a statement that fails. */
  failing: (sql: string) => string | undefined = () => undefined;
  validation = [0, 0, 0, 0, 0];
  archivedRecords = 0;

  readonly #statements = new Map<string, Statement>();

  /** One call of the Data API, as the integration makes it. */
  call(action: string, input: Record<string, unknown>): Record<string, unknown> {
    const operation = this.#operations[action];
    if (!operation) throw new Error(`The fake warehouse knows no ${action}.`);
    return operation(input);
  }

  readonly #operations: Readonly<Record<string, (input: Record<string, unknown>) => Record<string, unknown>>> = {
    executeStatement: (input) => this.#accept(input, [String(input.Sql)]),
    batchExecuteStatement: (input) => this.#accept(input, (input.Sqls as readonly unknown[]).map(String)),
    describeStatement: ({ Id }) => {
      const statement = this.#statement(Id);
      statement.looks += 1;
      if (statement.looks === 1) return { Id, Status: "STARTED" };
      return {
        Id,
        Status: statement.error ? "FAILED" : "FINISHED",
        ...(statement.error ? { Error: statement.error } : {}),
        ...(statement.parts.length > 1 ? { SubStatements: statement.parts } : {}),
      };
    },
    getStatementResult: ({ Id }) => {
      const [id = "", index = "1"] = String(Id).split(":");
      const records = this.#statement(id).results[Number(index) - 1];
      if (!records)
        throw Object.assign(new Error(`Statement ${Id} has no result.`), {
          name: "RedshiftData.ResourceNotFoundException",
        });
      return { Records: records, TotalNumRows: records.length };
    },
  };

  #statement(id: unknown): Statement {
    const statement = this.#statements.get(String(id));
    if (!statement) throw new Error(`The fake warehouse has no statement ${id}.`);
    return statement;
  }

  #accept(input: Record<string, unknown>, sqls: readonly string[]): Record<string, unknown> {
    const token = String(input.ClientToken);
    if (token.length > 64) throw new Error(`The client token has ${token.length} characters.`);
    const request = JSON.stringify(input);
    const known = this.tokens.get(token);
    if (known && known.request !== request)
      throw new Error(`The client token of "${known.request}" came again with "${request}".`);
    if (known) return { Id: known.id };
    const id = `statement-${this.#statements.size + 1}`;
    this.tokens.set(token, { id, request });
    this.#statements.set(id, this.#transaction(sqls));
    return { Id: id };
  }

  #transaction(sqls: readonly string[]): Statement {
    const before = { objects: new Map(this.objects), rows: new Map(this.rows) };
    const results: (Records | undefined)[] = [];
    for (const [index, sql] of sqls.entries()) {
      const answer = this.failing(sql) ?? this.#run(sql);
      if (typeof answer === "string") {
        Object.assign(this, before);
        const error = `ERROR: ${answer}`;
        const parts = sqls.map((_, at) => (at === index ? { Status: "FAILED", Error: error } : { Status: "ABORTED" }));
        return { results, error, parts, looks: 0 };
      }
      this.ran.push(sql);
      results.push(answer);
    }
    return { results, parts: sqls.map(() => ({ Status: "FINISHED", ResultRows: CHANGED_ROWS })), looks: 0 };
  }

  /** Rows, nothing, or an error's text. */
  #run(sql: string): Records | undefined | string {
    for (const [pattern, run] of this.#sql) {
      const match = pattern.exec(sql);
      if (match) return run(match[1] ?? "", match[2] ?? "", match[3] ?? "", match[4] ?? "");
    }
    throw new Error(`The fake warehouse does not know: ${sql}`);
  }

  readonly #sql: readonly (readonly [
    RegExp,
    (...groups: [string, string, string, string]) => Records | undefined | string,
  ])[] = [
    [/AS cutoff$/, () => [[{ StringValue: "2026-11-22 12:00:00" }]]],
    [
      /^(?:LOCK TABLE|INSERT INTO|DELETE FROM) public\."?(sensor_records\w*)/,
      (name) => (name === "sensor_records_archive" ? undefined : this.#need(name)),
    ],
    [/^CREATE TABLE IF NOT EXISTS public\.(\w+)/, (name) => void this.objects.set(name, "table")],
    [
      /AS recorded\sFROM public\.pipeline_objects/,
      () => [[{ StringValue: JSON.stringify(Object.fromEntries(this.rows)) }]],
    ],
    [
      /STRPOS\(esoptions, '([^']+)'\)[\s\S]*FROM svv_external_schemas/,
      (role) => [
        [
          { LongValue: this.#count("kinesis_schema") },
          { LongValue: this.#count("kinesis_schema") && this.schemaOptions.includes(role) ? 1 : 0 },
          { StringValue: this.schemaOptions },
        ],
      ],
    ],
    [
      /FROM svv_mv_info/,
      () => {
        const names = ["sensor_records", "sensor_records_second"];
        const automatic = names.map((name) => (this.objects.has(name) && this.autoRefresh === "YES" ? 1 : 0));
        return [[...names.map((name) => this.#count(name)), ...automatic].map((LongValue) => ({ LongValue }))];
      },
    ],
    [
      /AS reads\sFROM public\.pipeline_objects/,
      () =>
        this.#need("pipeline_objects") ?? [[{ StringValue: this.rows.get("sensor_landed_records")?.settings ?? "" }]],
    ],
    [
      /FROM svv_tables[\s\S]*table_name = 'sensor_records_archive'/,
      () => [[{ LongValue: this.#count("sensor_records_archive") }]],
    ],
    [/AS archived\sFROM public\.sensor_records_archive/, () => [[{ LongValue: this.archivedRecords }]]],
    [
      /FROM svv_tables/,
      () =>
        [...this.objects]
          .filter(([, kind]) => kind === "table" || kind === "view")
          .map(([name]) => [{ StringValue: name }]),
    ],
    [
      /FROM svv_roles/,
      () => [[{ LongValue: this.#count("pipeline_reader") }, { LongValue: this.#count("pipeline_monitor") }]],
    ],
    [/FROM svv_role_grants/, () => [[{ LongValue: this.systemMonitor ? 1 : 0 }]]],
    [/^DELETE FROM public\.pipeline_objects WHERE object_name = '(\w+)'/, (name) => void this.rows.delete(name)],
    [
      /^INSERT INTO public\.pipeline_objects[\s\S]*'([^']*)', '([^']*)', '([^']*)', '([^']*)', GETDATE/,
      (name, file, fingerprint, settings) => void this.rows.set(name, { file, fingerprint, settings }),
    ],
    [
      /^CREATE EXTERNAL SCHEMA (\w+)[\s\S]*IAM_ROLE '([^']+)'/,
      (name, role) => {
        this.schemaOptions = JSON.stringify({ IAM_ROLE: role });
        return this.#create(name, "schema");
      },
    ],
    [/^CREATE MATERIALIZED VIEW public\."(\w+)"/, (name) => this.#create(name, "streaming view")],
    [/^CREATE OR REPLACE VIEW public\.(\w+)/, (name) => void this.objects.set(name, "view")],
    [/^CREATE TABLE public\.(\w+)/, (name) => this.#create(name, "table")],
    [/^CREATE ROLE (\w+)/, (name) => this.#create(name, "role")],
    [/^(?:DELETE FROM|INSERT INTO) public\.sensor_thresholds/, () => this.#need("sensor_thresholds")],
    [/^GRANT ROLE sys:monitor TO ROLE (\w+)/, (name) => this.#need(name) ?? this.#set({ systemMonitor: true })],
    [/^(?:GRANT|REVOKE) [\s\S]* ROLE (\w+)$/, (name) => this.#need(name)],
    [/^REFRESH MATERIALIZED VIEW public\."(\w+)"/, (name) => this.#need(name)],
    [
      /^ALTER MATERIALIZED VIEW public\."(\w+)" AUTO REFRESH (\w+)/,
      (name, mode) => this.#need(name) ?? this.#set({ autoRefresh: mode }),
    ],
    [/FROM public\.binary_decode_validation/, () => [this.validation.map((LongValue) => ({ LongValue }))]],
    [
      /^DROP (?:MATERIALIZED VIEW|VIEW|TABLE|SCHEMA) IF EXISTS (?:public\.)?"?(\w+)/,
      (name) => void this.objects.delete(name),
    ],
    [/^DROP ROLE (\w+) FORCE/, (name) => this.#need(name) ?? void this.objects.delete(name)],
  ];

  #set(change: { systemMonitor?: boolean; autoRefresh?: string }): undefined {
    Object.assign(this, change);
  }

  #count(name: string): number {
    return this.objects.has(name) ? 1 : 0;
  }

  #create(name: string, kind: string): string | undefined {
    if (this.objects.has(name)) return `relation "${name}" already exists`;
    this.objects.set(name, kind);
    return undefined;
  }

  #need(name: string): string | undefined {
    return this.objects.has(name) ? undefined : `relation "${name}" does not exist`;
  }
}

/** What every statement that changes rows changes. */
const CHANGED_ROWS = 3;

interface Row {
  readonly file: string;
  readonly fingerprint: string;
  readonly settings: string;
}

type Records = readonly (readonly Record<string, unknown>[])[];

interface Statement {
  readonly results: readonly (Records | undefined)[];
  /** As DescribeStatement tells them of a batch. */
  readonly parts: readonly { readonly Status: string; readonly ResultRows?: number; readonly Error?: string }[];
  readonly error?: string;
  looks: number;
}
