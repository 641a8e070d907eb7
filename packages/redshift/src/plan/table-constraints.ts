import { SqlError } from "../sql/sql-error.ts";
import type { ColumnDefinition, Name, QualifiedName, TableConstraint } from "../sql/tree.ts";

/** An informational constraint with the name it goes by. https://docs.aws.amazon.com/redshift/latest/dg/t_Defining_constraints.html */
export interface NamedConstraint {
  readonly name: string;
  /** The statement gives the name. */
  readonly written: boolean;
  readonly kind: "PRIMARY KEY" | "UNIQUE" | "FOREIGN KEY";
  readonly columns: readonly string[];
  readonly references?: { readonly table: QualifiedName; readonly columns?: readonly Name[] };
  readonly position: number;
}

interface ConstraintRequest {
  readonly table: string;
  readonly columns: readonly string[];
  readonly definitions: readonly ColumnDefinition[];
  readonly constraints: readonly TableConstraint[];
}

const KINDS = { "primary key": "PRIMARY KEY", unique: "UNIQUE", "foreign key": "FOREIGN KEY" } as const;

/** Constraints of columns and of the table, each named as PostgreSQL names them. @throws {SqlError} for columns there are not, and second primary keys */
export function planConstraints({
  table,
  columns,
  definitions,
  constraints,
}: ConstraintRequest): readonly NamedConstraint[] {
  const ofColumns = definitions.flatMap((definition) => constraintsOf(definition, table));
  const ofTable = constraints.map((constraint) => planConstraint(constraint, table, columns));
  const all = [...ofColumns, ...ofTable];
  const second = all.filter(({ kind }) => kind === "PRIMARY KEY")[1];
  if (second !== undefined) throw multiplePrimaryKeys(table, second.position);
  const names = new Set<string>();
  return all.map((constraint) => {
    if (names.has(constraint.name) && constraint.written) throw existingConstraint(constraint, table);
    const name = unusedName(constraint.name, names);
    names.add(name);
    return { ...constraint, name };
  });
}

export function existingConstraint({ name, position }: NamedConstraint, table: string): SqlError {
  return new SqlError("42710", `constraint "${name}" for relation "${table}" already exists`, { position });
}

/** The name, with a number after it when it is taken. */
export function unusedName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 0; ; number += 1) {
    const candidate = number === 0 ? name : `${name}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** One constraint of a table. @throws {SqlError} */
export function planConstraint(
  constraint: TableConstraint,
  table: string,
  columns: readonly string[],
): NamedConstraint {
  for (const column of constraint.columns) {
    if (!columns.includes(column.text)) {
      throw new SqlError("42703", `column "${column.text}" named in key does not exist`, {
        position: column.span.start + 1,
      });
    }
  }
  const names = constraint.columns.map((column) => column.text);
  return {
    name: constraint.name?.text ?? constraintName(KINDS[constraint.kind], table, names),
    written: constraint.name !== undefined,
    kind: KINDS[constraint.kind],
    columns: names,
    ...(constraint.kind === "foreign key" ? { references: constraint.references } : {}),
    position: constraint.span.start + 1,
  };
}

export function multiplePrimaryKeys(table: string, position: number): SqlError {
  return new SqlError("42P16", `multiple primary keys for table "${table}" are not allowed`, { position });
}

function constraintsOf(definition: ColumnDefinition, table: string): readonly NamedConstraint[] {
  const columns = [definition.name.text];
  const position = definition.span.start + 1;
  const of = (kind: NamedConstraint["kind"]): NamedConstraint => ({
    name: constraintName(kind, table, columns),
    written: false,
    kind,
    columns,
    position,
  });
  return [
    ...(definition.primaryKey ? [of("PRIMARY KEY")] : []),
    ...(definition.unique ? [of("UNIQUE")] : []),
    ...(definition.references === undefined ? [] : [{ ...of("FOREIGN KEY"), references: definition.references }]),
  ];
}

function constraintName(kind: NamedConstraint["kind"], table: string, columns: readonly string[]): string {
  if (kind === "PRIMARY KEY") return `${table}_pkey`;
  return `${table}_${columns[0] ?? ""}_${kind === "UNIQUE" ? "key" : "fkey"}`;
}
