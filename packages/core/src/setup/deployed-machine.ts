import { z } from "zod";
import { type StatementTarget, targetOfParameters } from "./statement-target.ts";

const stateSchema = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  Parameters: z.record(z.string(), z.unknown()).optional(),
  ResultSelector: z.record(z.string(), z.unknown()).optional(),
  ResultPath: z.string().optional(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  Choices: z.array(z.looseObject({ Next: z.string(), StringEquals: z.string().optional() })).optional(),
});

type State = z.output<typeof stateSchema>;

const definitionSchema = z.object({ StartAt: z.string(), States: z.record(z.string(), stateSchema) });

const runSchema = z.looseObject({
  Sql: z.string().optional(),
  Sqls: z.array(z.string()).optional(),
});

const RUNS_STATEMENTS = /:redshiftdata:(execute|batchExecute)Statement$/;

/** What a state machine of the owner runs in one call of the Data API. */
export interface StatementStep {
  readonly title: string;
  /** Path of the file in sql/. */
  readonly file: string;
  /** Several run in one transaction. */
  readonly statements: readonly string[];
}

/** The definition of a state machine of the owner as it was deployed, which is not always what this checkout would deploy. */
export class DeployedMachine {
  readonly #start: string;
  readonly #states: Readonly<Record<string, State>>;

  /** @throws {DefinitionError} when it is not such a definition */
  constructor(definition: string) {
    const { StartAt, States } = parseDefinition(definition);
    this.#start = StartAt;
    this.#states = States;
  }

  /** Whether a person follows the state: it runs statements, or finds that an object is there already. */
  isStep(name: string): boolean {
    const state = this.#states[name];
    return (
      state !== undefined && (runsStatements(state) || (state.Type === "Pass" && state.ResultPath === "$.existed"))
    );
  }

  /** What a Pass state gives, constants and paths alike. */
  constantsOf(name: string): Readonly<Record<string, unknown>> {
    return this.#states[name]?.Parameters ?? {};
  }

  /** The warehouse that its statements run in. */
  get target(): StatementTarget {
    for (const { Resource, Parameters } of Object.values(this.#states)) {
      const target = RUNS_STATEMENTS.test(Resource ?? "") ? targetOfParameters(Parameters ?? {}) : undefined;
      if (target) return target;
    }
    throw new DefinitionError("no statement in it names a workgroup or cluster, a database and a secret");
  }

  /** What it runs in an empty database, in its order: each statement succeeds, and every other question is answered with no. */
  stepsInEmptyDatabase(): readonly StatementStep[] {
    const steps: StatementStep[] = [];
    const seen = new Set<string>();
    let name: string | undefined = this.#start;
    while (name !== undefined && !seen.has(name)) {
      seen.add(name);
      const state: State | undefined = this.#states[name];
      if (state === undefined) throw new DefinitionError(`it has no state "${name}"`);
      if (runsStatements(state)) steps.push(stepOf(name, state));
      name = nextInEmptyDatabase(state);
    }
    return steps;
  }
}

/** The definition is none that this program can read. */
export class DefinitionError extends Error {
  override readonly name = "DefinitionError";
  constructor(problem: string, options?: ErrorOptions) {
    super(`The state machine's definition can't be read: ${problem}. Was it deployed from this repository?`, options);
  }
}

function parseDefinition(definition: string): z.output<typeof definitionSchema> {
  try {
    return definitionSchema.parse(JSON.parse(definition));
  } catch (error) {
    throw new DefinitionError("it is not a machine of states", { cause: error });
  }
}

function nextInEmptyDatabase({ Choices, Default, Next }: State): string | undefined {
  const ended = Choices?.find(({ StringEquals }) => StringEquals === "FINISHED");
  return ended?.Next ?? Default ?? Next;
}

function runsStatements({ Resource }: State): boolean {
  return Resource !== undefined && RUNS_STATEMENTS.test(Resource);
}

function stepOf(title: string, { Parameters, ResultSelector }: State): StatementStep {
  const { Sql, Sqls = [] } = runSchema.parse(Parameters);
  return { title, file: String(ResultSelector?.File ?? ""), statements: Sql === undefined ? Sqls : [Sql] };
}
