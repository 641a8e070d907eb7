import { AwsError } from "../../service.ts";
import type { Definition } from "./definition.ts";

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html allows 100,000; a local AWS needs few. */
const MAXIMUM_MACHINES = 1000;

/** Which events of executions go to which log group: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
export interface LoggingConfiguration {
  readonly level: "ALL" | "ERROR" | "FATAL" | "OFF";
  readonly includeExecutionData: boolean;
  readonly logGroup?: string;
}

export interface StateMachineRecord {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** As it was given; `definition` is what runs. */
  readonly text: string;
  readonly definition: Definition;
  readonly logging: LoggingConfiguration;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly revision: number;
}

export class StateMachineStore {
  readonly #machines = new Map<string, StateMachineRecord>();

  find(arn: string): StateMachineRecord | undefined {
    return this.#machines.get(arn);
  }

  /** @throws {AwsError} StateMachineDoesNotExist */
  get(arn: string): StateMachineRecord {
    const found = this.#machines.get(arn);
    if (!found) throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
    return found;
  }

  put(record: StateMachineRecord): StateMachineRecord {
    if (!this.#machines.has(record.arn) && this.#machines.size >= MAXIMUM_MACHINES) {
      throw new AwsError(
        "StateMachineLimitExceeded",
        `This local AWS keeps at most ${MAXIMUM_MACHINES} state machines.`,
      );
    }
    this.#machines.set(record.arn, record);
    return record;
  }

  delete(arn: string): void {
    this.#machines.delete(arn);
  }

  list(): readonly StateMachineRecord[] {
    return [...this.#machines.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
