import { randomInt, randomUUID } from "node:crypto";
import { arnOf } from "../../account.ts";
import { AwsError, type ServiceContext } from "../../service.ts";
import { Execution } from "./execution.ts";
import { isLogged, logEntry } from "./execution-log.ts";
import { History, type HistoryEvent } from "./history.ts";
import type { StateMachineRecord } from "./state-machine-store.ts";
import { taskRunner } from "./tasks/index.ts";

/** AWS keeps closed executions for 90 days; here the newest this many, with their histories. */
const MAXIMUM_CLOSED = 500;
const RANDOM_STEPS = 1_000_000;

const END_METRICS = {
  SUCCEEDED: "ExecutionsSucceeded",
  FAILED: "ExecutionsFailed",
  TIMED_OUT: "ExecutionsTimedOut",
  ABORTED: "ExecutionsAborted",
} as const;

/** The executions of all machines, newest last. */
export class ExecutionStore {
  readonly #context: ServiceContext;
  readonly #executions = new Map<string, Execution>();
  readonly #running = new Set<Promise<void>>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Starts an execution. The same name and input as a running one is that one: AWS answers with it.
   * @throws {AwsError} ExecutionAlreadyExists when the name belongs to another execution.
   */
  start(machine: StateMachineRecord, input: string, name: string = randomUUID()): Execution {
    const { clock, region } = this.#context;
    const arn = arnOf("states", region, `execution:${machine.name}:${name}`);
    const existing = this.#executions.get(arn);
    if (existing) {
      if (existing.status === "RUNNING" && existing.settings.input === input) return existing;
      throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
    }
    const history = new History(() => clock.date(), this.#logger(machine, arn));
    const runTask = taskRunner(this.#context, machine, name);
    const random = () => randomInt(RANDOM_STEPS) / RANDOM_STEPS;
    const execution = new Execution({ arn, name, machine, input, clock, history, runTask, random });
    this.#executions.set(arn, execution);
    this.#count(machine, "ExecutionsStarted", 1, "Count");
    this.#announce(execution);
    const work = execution
      .run()
      .catch((error: unknown) => console.error(`states: the runner failed in ${arn}`, error))
      .finally(() => {
        this.#running.delete(work);
        this.#closed(execution);
      });
    this.#running.add(work);
    return execution;
  }

  /** @throws {AwsError} ExecutionDoesNotExist */
  get(arn: string): Execution {
    const found = this.#executions.get(arn);
    if (!found) throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
    return found;
  }

  /** Newest first. */
  list(machineArn: string): readonly Execution[] {
    return [...this.#executions.values()].filter(({ settings }) => settings.machine.arn === machineArn).reverse();
  }

  /** Stops what runs: executions are in memory (SUPPORT.md). */
  async close(): Promise<void> {
    for (const execution of this.#executions.values()) {
      if (execution.status === "RUNNING") execution.stop("LocalAws.Stopped", "This local AWS stops.");
    }
    await Promise.all(this.#running);
  }

  #closed(execution: Execution): void {
    const { machine } = execution.settings;
    if (execution.status === "RUNNING") return;
    this.#count(machine, END_METRICS[execution.status], 1, "Count");
    const milliseconds = (execution.stoppedAt?.getTime() ?? 0) - execution.startedAt.getTime();
    this.#count(machine, "ExecutionTime", milliseconds, "Milliseconds");
    this.#announce(execution);
    const closed = [...this.#executions.values()].filter(({ status }) => status !== "RUNNING");
    for (const old of closed.slice(0, Math.max(0, closed.length - MAXIMUM_CLOSED))) {
      this.#executions.delete(old.settings.arn);
    }
  }

  #logger(machine: StateMachineRecord, executionArn: string): (event: HistoryEvent) => void {
    const { level, logGroup, includeExecutionData } = machine.logging;
    if (level === "OFF" || logGroup === undefined) return () => undefined;
    const stream = `states/${machine.name}/${this.#context.clock.date().toISOString().slice(0, 16).replace(/[T:]/g, "-")}`;
    return (event) => {
      if (!isLogged(level, event.type)) return;
      this.#context.recordLog(logGroup, stream, logEntry(event, executionArn, includeExecutionData));
    };
  }

  #count(machine: StateMachineRecord, name: string, value: number, unit: string): void {
    const dimensions = { StateMachineArn: machine.arn };
    this.#context.recordMetric({ namespace: "AWS/States", name, dimensions, value, unit });
  }

  /** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
  #announce({ settings, status, startedAt, stoppedAt, output, error, cause }: Execution): void {
    this.#context.recordEvent({
      source: "aws.states",
      detailType: "Step Functions Execution Status Change",
      resources: [settings.arn],
      detail: {
        executionArn: settings.arn,
        stateMachineArn: settings.machine.arn,
        name: settings.name,
        status,
        startDate: startedAt.getTime(),
        stopDate: stoppedAt?.getTime() ?? null,
        input: settings.input,
        inputDetails: { included: true },
        output: output ?? null,
        outputDetails: output === undefined ? null : { included: true },
        error: error ?? null,
        cause: cause ?? null,
      },
    });
  }
}
