import type { LocalClock } from "../../clock.ts";
import { AwsError } from "../../service.ts";
import { TagStore } from "../tag-store.ts";
import { DEFAULT_GROUP, DELETING_MS, groupArn, type ScheduleGroup } from "./schedule-group.ts";

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html */
const MAXIMUM_GROUPS = 500;

/** The schedule groups of an account, `default` among them from the start. */
export class ScheduleGroups {
  /** By a group's ARN. TagResource knows no error but this one for too many. */
  readonly tags = new TagStore("ValidationException");
  readonly #groups = new Map<string, ScheduleGroup>();
  readonly #clock: LocalClock;
  readonly #region: string;

  constructor(clock: LocalClock, region: string) {
    this.#clock = clock;
    this.#region = region;
    this.#add(DEFAULT_GROUP);
  }

  /** @throws {AwsError} ConflictException, ServiceQuotaExceededException; ValidationException for too many tags */
  create(name: string, tags: Readonly<Record<string, string>>): ScheduleGroup {
    if (this.find(name)) throw conflict(`Schedule group ${name} already exists.`);
    if (this.all().length >= MAXIMUM_GROUPS) {
      throw new AwsError(
        "ServiceQuotaExceededException",
        `The account has ${MAXIMUM_GROUPS} schedule groups, which is its quota.`,
        402,
      );
    }
    this.tags.add(groupArn(this.#region, name), tags);
    return this.#add(name);
  }

  find(name: string): ScheduleGroup | undefined {
    this.#removeDeleted();
    return this.#groups.get(name);
  }

  /** @throws {AwsError} ResourceNotFoundException */
  get(name: string): ScheduleGroup {
    const group = this.find(name);
    if (!group) throw new AwsError("ResourceNotFoundException", `Schedule group ${name} does not exist.`, 404);
    return group;
  }

  /** A group that is not about to go. @throws {AwsError} ResourceNotFoundException, ConflictException */
  active(name: string): ScheduleGroup {
    const group = this.get(name);
    if (group.deletionAt) throw conflict(`Schedule group ${name} is being deleted.`);
    return group;
  }

  /**
   * A group that may be deleted and edited, which `default` may not; what AWS answers to that is not documented.
   * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-group-delete.html
   * @throws {AwsError} ResourceNotFoundException, ConflictException; ValidationException for `default`
   */
  changeable(name: string): ScheduleGroup {
    if (name !== DEFAULT_GROUP) return this.active(name);
    throw new AwsError("ValidationException", "The default schedule group can't be deleted or edited.");
  }

  /** In the order of their names. */
  all(): readonly ScheduleGroup[] {
    this.#removeDeleted();
    return [...this.#groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  beginDeletion(group: ScheduleGroup): void {
    group.deletionAt = this.#clock.date();
  }

  #add(name: string): ScheduleGroup {
    const group = { name, arn: groupArn(this.#region, name), createdAt: this.#clock.date(), schedules: new Map() };
    this.#groups.set(name, group);
    return group;
  }

  #removeDeleted(): void {
    for (const { name, arn, deletionAt } of this.#groups.values()) {
      if (!deletionAt || this.#clock.now() < deletionAt.getTime() + DELETING_MS) continue;
      this.#groups.delete(name);
      this.tags.forget(arn);
    }
  }
}

function conflict(message: string): AwsError {
  return new AwsError("ConflictException", message, 409);
}
