import { AwsError } from "../../service.ts";
import { scheduleExpression } from "./schedule-expression.ts";
import type { ScheduleGroups } from "./schedule-groups.ts";
import type { ActiveSchedule, ScheduleRecord } from "./schedule-record.ts";

/** AWS allows ten million; a local AWS needs few. */
const MAXIMUM_SCHEDULES = 1000;

/** What names a schedule. */
export type ScheduleKey = Pick<ScheduleRecord, "groupName" | "name">;

/** The schedules of an account, each in its group. */
export class ScheduleStore {
  readonly groups: ScheduleGroups;
  readonly #listeners = new Set<() => void>();

  constructor(groups: ScheduleGroups) {
    this.groups = groups;
  }

  /**
   * Puts a schedule in place; its time begins anew unless what decides about it is as before.
   * @throws {AwsError} ResourceNotFoundException, ConflictException for its group; ServiceQuotaExceededException
   */
  put(record: ScheduleRecord, now: number): void {
    const { schedules } = this.groups.active(record.groupName);
    const previous = schedules.get(record.name);
    if (!previous && this.#all().length >= MAXIMUM_SCHEDULES) {
      throw new AwsError(
        "ServiceQuotaExceededException",
        `This local AWS keeps at most ${MAXIMUM_SCHEDULES} schedules.`,
        402,
      );
    }
    const goesOn = previous && timing(previous.record) === timing(record);
    const start = goesOn ? previous.timetable.start : (record.startDate?.getTime() ?? now);
    const timetable = {
      expression: scheduleExpression(record.expression, record.timezone),
      start,
      ...(record.endDate ? { end: record.endDate.getTime() } : {}),
    };
    schedules.set(record.name, { record, timetable, firedUpTo: goesOn ? previous.firedUpTo : now - 1 });
    this.#tell();
  }

  /** @throws {AwsError} ResourceNotFoundException when there is no such group */
  find({ groupName, name }: ScheduleKey): ScheduleRecord | undefined {
    return this.groups.get(groupName).schedules.get(name)?.record;
  }

  /** @throws {AwsError} ResourceNotFoundException */
  get(key: ScheduleKey): ScheduleRecord {
    const found = this.find(key);
    if (!found) throw new AwsError("ResourceNotFoundException", `Schedule ${key.name} does not exist.`, 404);
    return found;
  }

  delete({ groupName, name }: ScheduleKey): void {
    this.groups.find(groupName)?.schedules.delete(name);
    this.#tell();
  }

  /** Of one group or of all, in the order of groups and names. @throws {AwsError} ResourceNotFoundException */
  list(groupName?: string): readonly ScheduleRecord[] {
    const groups = groupName === undefined ? this.groups.all() : [this.groups.get(groupName)];
    return groups.flatMap(({ schedules }) =>
      [...schedules.values()].map(({ record }) => record).sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  }

  enabled(): readonly ActiveSchedule[] {
    return this.#all().filter(({ record }) => record.state === "ENABLED");
  }

  /** `listener` hears that something changed which may bring the next firing forward. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #all(): readonly ActiveSchedule[] {
    return this.groups.all().flatMap(({ schedules }) => [...schedules.values()]);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function timing({ expression, timezone, state, startDate, endDate }: ScheduleRecord): string {
  return JSON.stringify([expression, timezone, state, startDate, endDate]);
}
