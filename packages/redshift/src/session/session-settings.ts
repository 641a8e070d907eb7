import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import { isFlag, isOn, SESSION_PARAMETERS, shown } from "./parameter-table.ts";

/** Set by a statement of its own. */
const AUTHORIZATION = "session_authorization";

/** Values by parameter, as SHOW gives them; what is not in it has its default. */
type Values = ReadonlyMap<string, string>;

/**
 * A session's configuration parameters. A transaction that is rolled back takes its SETs back, and SET LOCAL ends with it.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SET.html
 */
export class SessionSettings {
  #values: Values = new Map();
  /** As they were when the open transaction began. */
  #before: Values | undefined;
  /** What the open transaction has set for the session, without its LOCAL ones. */
  #lasting: Values = new Map();
  readonly #touched: Set<string>;
  /** What the session began with, and goes back to. */
  readonly #initial: Values;

  /** @param initial values of ALTER USER ... SET, checked when they were set */
  constructor(initial: Values = new Map()) {
    this.#initial = initial;
    this.#touched = new Set(initial.keys());
  }

  /** @throws {SqlError} 42704 for a parameter Redshift has not */
  get(name: string): string {
    const value = this.#values.get(name) ?? this.#initial.get(name) ?? SESSION_PARAMETERS[name]?.default;
    if (value === undefined) throw new SqlError("42704", `unrecognized configuration parameter "${name}"`);
    return value;
  }

  isOn(name: string): boolean {
    return isOn(this.get(name));
  }

  /** Schemas in the order names are looked for, `$user` as it was written. */
  get searchPath(): readonly string[] {
    return this.get("search_path")
      .split(",")
      .map((part) => part.trim().replace(/^(["'])(.*)\1$/, "$2"))
      .filter((part) => part !== "");
  }

  /**
   * @param value undefined for DEFAULT
   * @throws {SqlError} 42704 no such parameter, 22023 a value it does not take; {NotSupportedSql} a value that is not done here
   */
  set(name: string, value: string | undefined, scope: "session" | "local" = "session"): void {
    const values = new Map(this.#values);
    if (value === undefined) values.delete(name);
    else values.set(name, checked(name, value));
    this.#touched.add(name);
    this.#values = values;
    if (scope === "local" && this.#before !== undefined) return;
    const lasting = new Map(this.#lasting);
    if (value === undefined) lasting.delete(name);
    else lasting.set(name, values.get(name) ?? value);
    this.#lasting = lasting;
  }

  /** User that SET SESSION AUTHORIZATION has put in the place of who signed in. */
  get authorization(): string | undefined {
    return this.#values.get(AUTHORIZATION);
  }

  /** SET SESSION AUTHORIZATION. @param user undefined for DEFAULT */
  authorize(user: string | undefined, scope: "session" | "local"): void {
    if (scope === "local" && this.#before === undefined) return;
    this.#values = changed(this.#values, user);
    if (scope === "session") this.#lasting = changed(this.#lasting, user);
  }

  reset(name: string): void {
    if (name !== "all") {
      if (!name.includes(".")) this.get(name);
      this.set(name, undefined);
      return;
    }
    const user = this.authorization;
    this.#values = changed(new Map(), user);
    this.#lasting = changed(new Map(), user);
  }

  /** Every parameter with its value, by name. */
  all(): readonly (readonly [string, string])[] {
    const names = new Set([...Object.keys(SESSION_PARAMETERS), ...this.#initial.keys(), ...this.#values.keys()]);
    names.delete(AUTHORIZATION);
    return [...names].toSorted().map((name) => [name, this.get(name)]);
  }

  /** Parameters that this session has set at any time, with their value of now. */
  touched(): readonly (readonly [string, string])[] {
    return [...this.#touched].filter((name) => name in SESSION_PARAMETERS).map((name) => [name, this.get(name)]);
  }

  begin(): void {
    this.#before = this.#values;
    this.#lasting = this.#values;
  }

  end(committed: boolean): void {
    if (this.#before === undefined) return;
    this.#values = committed ? this.#lasting : this.#before;
    this.#lasting = this.#values;
    this.#before = undefined;
  }
}

function changed(values: Values, user: string | undefined): Values {
  const others = [...values].filter(([name]) => name !== AUTHORIZATION);
  return new Map(user === undefined ? others : [...others, [AUTHORIZATION, user] as const]);
}

/**
 * A value as it is kept.
 * @throws {SqlError} 42704 no such parameter, 22023 a value it does not take; {NotSupportedSql} a value that is not done here
 */
export function checked(name: string, value: string): string {
  const parameter = SESSION_PARAMETERS[name];
  if (parameter === undefined) {
    // A name with a dot is a variable of the session's own: https://docs.aws.amazon.com/redshift/latest/dg/r_SET_CONFIG.html
    if (name.includes(".")) return value;
    throw new SqlError("42704", `unrecognized configuration parameter "${name}"`);
  }
  const { values, range, effect } = parameter;
  if (values !== undefined && !values.includes(value.toLowerCase())) {
    const message = isFlag(name)
      ? `parameter "${name}" requires a Boolean value`
      : `invalid value for parameter "${name}": "${value}"`;
    throw new SqlError("22023", message);
  }
  if (range !== undefined) {
    const number = Number(value);
    if (value.trim() === "" || !(parameter.fractions ? Number.isFinite(number) : Number.isInteger(number))) {
      throw new SqlError("22023", `parameter "${name}" requires an integer value`);
    }
    if (number < range[0] || number > range[1]) {
      throw new SqlError(
        "22023",
        `${value} is outside the valid range for parameter "${name}" (${range[0]} .. ${range[1]})`,
      );
    }
  }
  const normal = shown(name, value);
  if (effect === "default only" && normal !== parameter.default) throw new NotSupportedSql(`SET ${name} TO ${value}`);
  return normal;
}
