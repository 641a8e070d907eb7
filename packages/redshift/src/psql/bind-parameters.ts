import { isUtf8 } from "node:buffer";
import type { BoundParameter } from "../plan/plan-context.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { RedshiftTypeName } from "../sql/tree.ts";
import { decodeBinary } from "./binary-value.ts";
import type { Format } from "./frontend-message.ts";
import { invalidUtf8 } from "./message-reader.ts";
import type { Parameters } from "./psql-session.ts";
import { typeNameOf } from "./type-id.ts";

/** Types whose values are read as a literal in quotes is: by what stands around them. */
const UNTYPED: ReadonlySet<RedshiftTypeName> = new Set(["unknown", "varchar"]);

export interface Binding {
  /** Types of the statement's parameters. */
  readonly typeIds: readonly number[];
  readonly formats: readonly Format[];
  readonly values: readonly (Buffer | null)[];
}

/** Values as Bind gives them. @throws {SqlError} 08P01 when they are not as many as the statement has; when one can't be read */
export function bindParameters({ typeIds, formats, values }: Binding): Parameters {
  const count = typeIds.length;
  if (values.length !== count) {
    throw new SqlError(
      "08P01",
      `bind message supplies ${values.length} parameters, but prepared statement requires ${count}`,
    );
  }
  if (formats.length > 1 && formats.length !== count) {
    throw new SqlError("08P01", `bind message has ${formats.length} parameter formats but ${count} parameters`);
  }
  return new Map(
    values.map((value, index) => {
      const format = (formats.length === 1 ? formats[0] : formats[index]) ?? "text";
      return [String(index + 1), bound(value, format, typeIds[index])];
    }),
  );
}

/** Parameters without values, to plan a statement that none were bound to yet. */
export function unboundParameters(typeIds: readonly number[]): Parameters {
  return new Map(typeIds.map((typeId, index) => [String(index + 1), bound(null, "text", typeId)]));
}

function bound(value: Buffer | null, format: Format, typeId: number | undefined): BoundParameter {
  const name = typeNameOf(typeId ?? 0);
  const typed = name === undefined || UNTYPED.has(name) ? {} : { type: { name } };
  if (value === null) return { text: null, ...typed };
  if (format === "text" && !isUtf8(value)) throw invalidUtf8();
  return { text: format === "text" ? value.toString() : decodeBinary(name ?? "varchar", value), ...typed };
}
