import { AwsError } from "../../service.ts";
import type { FunctionRecord } from "./function-record.ts";

/** Largest number of functions one local AWS keeps. */
const MAXIMUM_FUNCTIONS = 200;

/** The functions by name; a change makes a new revision and tells whoever runs the old one. */
export class FunctionStore {
  readonly #functions = new Map<string, FunctionRecord>();
  readonly #listeners = new Set<(name: string) => void>();

  /** @throws {AwsError} ResourceConflictException when a function of that name exists. */
  create(record: Omit<FunctionRecord, "revision" | "permissions">): FunctionRecord {
    if (this.#functions.has(record.name)) {
      throw new AwsError("ResourceConflictException", `Function already exist: ${record.name}`, 409, { Type: "User" });
    }
    if (this.#functions.size >= MAXIMUM_FUNCTIONS) {
      throw new AwsError(
        "CodeStorageExceededException",
        `This local AWS keeps at most ${MAXIMUM_FUNCTIONS} functions.`,
      );
    }
    const created = { ...record, permissions: [], revision: 1 };
    this.#functions.set(record.name, created);
    return created;
  }

  /** @throws {AwsError} ResourceNotFoundException */
  get(name: string, notFound: string): FunctionRecord {
    const found = this.#functions.get(name);
    if (!found) {
      throw new AwsError("ResourceNotFoundException", `Function not found: ${notFound}`, 404, { Type: "User" });
    }
    return found;
  }

  list(): readonly FunctionRecord[] {
    return [...this.#functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  update(current: FunctionRecord, changes: Partial<Omit<FunctionRecord, "name" | "arn" | "revision">>): FunctionRecord {
    const updated = { ...current, ...changes, revision: current.revision + 1 };
    this.#functions.set(current.name, updated);
    this.#tell(current.name);
    return updated;
  }

  /** How events are retried does not touch the code: running sandboxes stay. */
  setEventInvoke(current: FunctionRecord, eventInvoke: FunctionRecord["eventInvoke"]): void {
    const { eventInvoke: _previous, ...rest } = current;
    this.#functions.set(current.name, eventInvoke ? { ...rest, eventInvoke } : rest);
  }

  /** Nor does who may invoke it. */
  setPermissions(current: FunctionRecord, permissions: FunctionRecord["permissions"]): void {
    this.#functions.set(current.name, { ...current, permissions });
  }

  find(name: string): FunctionRecord | undefined {
    return this.#functions.get(name);
  }

  delete(name: string): void {
    this.#functions.delete(name);
    this.#tell(name);
  }

  /** `listener` hears the name of each function whose code or settings changed, or that is gone. */
  onChange(listener: (name: string) => void): void {
    this.#listeners.add(listener);
  }

  #tell(name: string): void {
    for (const listener of this.#listeners) listener(name);
  }
}
