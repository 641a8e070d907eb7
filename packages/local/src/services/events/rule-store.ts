import { arnOf } from "../../account.ts";
import { AwsError } from "../../service.ts";
import type { EventPattern } from "./event-pattern.ts";
import type { Target } from "./target.ts";

/** AWS's quotas for a bus and a rule: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MAXIMUM_RULES = 300;
const MAXIMUM_TARGETS = 5;

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly patternText: string;
  readonly pattern: EventPattern;
  readonly state: "ENABLED" | "DISABLED";
  readonly description?: string;
  readonly targets: readonly Target[];
}

/** The rules of the default bus, in memory. */
export class RuleStore {
  readonly #region: string;
  readonly #rules = new Map<string, Rule>();

  constructor(region: string) {
    this.#region = region;
  }

  arn(name: string): string {
    return arnOf("events", this.#region, `rule/${name}`);
  }

  find(name: string): Rule | undefined {
    return this.#rules.get(name);
  }

  /** @throws {AwsError} ResourceNotFoundException */
  require(name: string): Rule {
    const rule = this.#rules.get(name);
    if (rule !== undefined) return rule;
    throw new AwsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus default.`);
  }

  all(): readonly Rule[] {
    return [...this.#rules.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws {AwsError} LimitExceededException above AWS's quotas. */
  put(rule: Rule): void {
    if (!this.#rules.has(rule.name) && this.#rules.size >= MAXIMUM_RULES) {
      throw new AwsError("LimitExceededException", `The bus default can have ${MAXIMUM_RULES} rules.`);
    }
    if (rule.targets.length > MAXIMUM_TARGETS) {
      throw new AwsError("LimitExceededException", `The rule ${rule.name} can have ${MAXIMUM_TARGETS} targets.`);
    }
    this.#rules.set(rule.name, rule);
  }

  delete(name: string): void {
    this.#rules.delete(name);
  }
}
