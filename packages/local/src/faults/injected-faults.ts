import type { LocalClock } from "../clock.ts";
import { AwsError } from "../service.ts";
import type { CallFaults, CallInProgress, Run } from "./call-faults.ts";
import type { AwsFailure, FaultRule, KillMoment } from "./fault-rule.ts";
import { refuseRecords } from "./refuse-records.ts";

export interface InjectedFaultsOptions {
  readonly clock: LocalClock;
  /** Numbers in [0, 1): the same ones make the same faults. */
  readonly random: () => number;
  /** The first one that fits a call acts. */
  readonly rules: readonly FaultRule[];
}

/** Makes chosen calls fail as AWS's do, for tests and the fault lab. */
export class InjectedFaults implements CallFaults {
  readonly #options: InjectedFaultsOptions;
  #injected = 0;

  constructor(options: InjectedFaultsOptions) {
    this.#options = options;
  }

  /** How many calls met with a fault so far: a scenario in which none did shows nothing. */
  get injected(): number {
    return this.#injected;
  }

  async around(call: CallInProgress, run: Run): Promise<unknown> {
    const { clock, random } = this.#options;
    const rule = this.#ruleFor(call);
    if (!rule) return run(call.input);
    this.#injected += 1;
    const { fault } = rule;
    switch (fault.kind) {
      case "refuse":
        throw errorOf(fault.failure);
      case "refuse-records":
        return refuseRecords(call, run, { share: fault.share, failure: fault.failure, random });
      case "hang":
        await clock.sleep(fault.seconds * 1000);
        throw noAnswer(call);
      case "lose-answer":
        await run(call.input);
        await clock.sleep(fault.seconds * 1000);
        throw noAnswer(call);
      case "kill":
        return endProcess(fault.moment, () => run(call.input));
    }
  }

  #ruleFor(call: CallInProgress): FaultRule | undefined {
    const now = this.#options.clock.now();
    return this.#options.rules.find(
      ({ service, operation, when, from = -Infinity, until = Infinity, share = 1 }) =>
        service === call.service &&
        (operation === undefined || operation === call.operation) &&
        from <= now &&
        now < until &&
        (when?.(call) ?? true) &&
        (share >= 1 || this.#options.random() < share),
    );
  }
}

async function endProcess(moment: KillMoment, run: () => Promise<unknown>): Promise<unknown> {
  const kill = () => process.kill(process.pid, "SIGKILL");
  const answer = moment === "before" ? undefined : await run();
  if (typeof moment === "string") kill();
  else setTimeout(kill, moment.laterMs);
  return answer;
}

/** For a client that has waited longer than it meant to: most have gone by then. */
function noAnswer({ service, operation }: CallInProgress): AwsError {
  return new AwsError("RequestTimeout", `The answer of ${service}:${operation} was lost on its way.`, 408);
}

function errorOf({ code, message, status }: AwsFailure): AwsError {
  return new AwsError(code, message, status);
}
