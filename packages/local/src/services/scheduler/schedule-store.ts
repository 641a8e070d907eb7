import { AwsError } from "../../service.ts";
import type { Timetable } from "./due-times.ts";
import { scheduleExpression } from "./schedule-expression.ts";
import type { ScheduleRecord } from "./schedule-record.ts";

/** AWS allows a million; a local AWS needs few. */
const MAXIMUM_SCHEDULES = 1000;

/** A schedule with when it fires and up to when it has fired. */
export interface ActiveSchedule {
  readonly record: ScheduleRecord;
  readonly timetable: Timetable;
  /** Everything due up to this time was handed over. */
  firedUpTo: number;
}

/** The schedules of the group `default`. */
export class ScheduleStore {
  readonly #schedules = new Map<string, ActiveSchedule>();
  readonly #listeners = new Set<() => void>();

  /** Puts a schedule in place; its time begins anew unless what decides about it is as before. */
  put(record: ScheduleRecord, now: number): void {
    const previous = this.#schedules.get(record.name);
    if (!previous && this.#schedules.size >= MAXIMUM_SCHEDULES) {
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
    this.#schedules.set(record.name, { record, timetable, firedUpTo: goesOn ? previous.firedUpTo : now - 1 });
    this.#tell();
  }

  find(name: string): ScheduleRecord | undefined {
    return this.#schedules.get(name)?.record;
  }

  /** @throws {AwsError} ResourceNotFoundException */
  get(name: string): ScheduleRecord {
    const found = this.find(name);
    if (!found) throw new AwsError("ResourceNotFoundException", `Schedule ${name} does not exist.`, 404);
    return found;
  }

  delete(name: string): void {
    this.#schedules.delete(name);
    this.#tell();
  }

  list(): readonly ScheduleRecord[] {
    return [...this.#schedules.values()].map(({ record }) => record).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  enabled(): readonly ActiveSchedule[] {
    return [...this.#schedules.values()].filter(({ record }) => record.state === "ENABLED");
  }

  /** `listener` hears that something changed which may bring the next firing forward. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function timing({ expression, timezone, state, startDate, endDate }: ScheduleRecord): string {
  return JSON.stringify([expression, timezone, state, startDate, endDate]);
}
