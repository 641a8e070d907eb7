import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { ResourceNotFoundException, SchedulerClient } from "@aws-sdk/client-scheduler";
import { namesOf } from "../names.ts";
import type { StageSchedule } from "./stage-schedule.ts";
import type { StageClients } from "./stage-switches.ts";

/** For tests: real clients that answer without a network, and what they turn. */
export class FakeStage {
  readonly names = namesOf("dev");
  readonly schedules = new Map<string, StageSchedule>();
  alarmActions: boolean | undefined = true;
  autoRefresh: boolean | undefined = true;
  /** How many more calls that change something are answered; all later ones fail. */
  changesLeft = Number.POSITIVE_INFINITY;
  readonly clients: StageClients;

  /** @param states of schedules by what they are for; one that is left out is not there */
  constructor(states: Readonly<Partial<Record<"producer" | "alerts" | "refresh" | "retention", boolean>>>) {
    for (const [what, isOn] of Object.entries(states)) {
      const Name = `${this.names.prefix}-${what}`;
      this.schedules.set(Name, {
        Name,
        GroupName: this.names.scheduleGroup,
        Description: what === "producer" ? "Made by hand." : undefined,
        ScheduleExpression: "rate(5 minutes)",
        ScheduleExpressionTimezone: "Europe/Berlin",
        State: isOn ? "ENABLED" : "DISABLED",
        FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 2 },
        ActionAfterCompletion: "NONE",
        Target: {
          Arn: `arn:of:${what}`,
          RoleArn: "arn:of:role",
          Input: "{}",
          RetryPolicy: { MaximumRetryAttempts: 3 },
        },
      });
    }
    const scheduler = new SchedulerClient({ region: "eu-central-1" });
    const cloudWatch = new CloudWatchClient({ region: "eu-central-1" });
    scheduler.middlewareStack.add(
      (_, { commandName = "" }) =>
        async ({ input }) =>
          answer(this.#schedule(commandName, input as StageSchedule)),
      { step: "initialize", name: "fakeStage" },
    );
    cloudWatch.middlewareStack.add(
      (_, { commandName = "" }) =>
        async () =>
          answer(this.#alarm(commandName)),
      { step: "initialize", name: "fakeStage" },
    );
    this.clients = {
      names: this.names,
      reader: { scheduler, cloudWatch },
      person: { scheduler, cloudWatch },
      autoRefresh: {
        isOn: async () => this.autoRefresh,
        set: async (isOn) => {
          this.#change();
          this.autoRefresh = isOn;
        },
      },
    };
  }

  /** All that a pause and a resume may change. */
  get state(): object {
    const { schedules, alarmActions, autoRefresh } = this;
    return structuredClone({ schedules, alarmActions, autoRefresh });
  }

  #schedule(command: string, input: StageSchedule): object {
    const found = input.GroupName === this.names.scheduleGroup ? this.schedules.get(input.Name) : undefined;
    if (!found) {
      const message = `Schedule ${input.Name} does not exist.`;
      throw new ResourceNotFoundException({ message, Message: message, $metadata: {} });
    }
    if (command === "GetScheduleCommand") {
      return { ...found, Arn: `arn:of:${input.Name}`, CreationDate: new Date(0), LastModificationDate: new Date(0) };
    }
    this.#change();
    this.schedules.set(input.Name, input);
    return {};
  }

  #alarm(command: string): object {
    if (command === "DescribeAlarmsCommand") {
      return { CompositeAlarms: this.alarmActions === undefined ? [] : [{ ActionsEnabled: this.alarmActions }] };
    }
    this.#change();
    this.alarmActions = command === "EnableAlarmActionsCommand";
    return {};
  }

  #change(): void {
    if (this.changesLeft === 0) throw new Error("refused for a test");
    this.changesLeft -= 1;
  }
}

function answer(output: object) {
  return { output: { $metadata: {}, ...output }, response: {} };
}
