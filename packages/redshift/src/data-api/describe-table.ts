import type { EngineConnection } from "../engine/engine.ts";
import type { SignIn } from "../sign-in.ts";
import { type ColumnMetadata, columnMetadataOf } from "./field.ts";
import type { DataApiContext } from "./run-statement.ts";

export interface DescribeTableRequest {
  /** @default every schema */
  readonly schema?: string;
  /** @default every table */
  readonly table?: string;
}

const DETAILS = `
SELECT a.attrelid, a.attname, a.attnotnull, redshift_internal.default_text(pg_get_expr(d.adbin, d.adrelid))
FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND (a.attnotnull OR d.adbin IS NOT NULL)`;

/**
 * DescribeTable: the columns of every table of that name, none where there is no such table.
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeTable.html
 */
export async function describeTable(
  { database }: DataApiContext,
  signIn: SignIn,
  { schema, table }: DescribeTableRequest,
): Promise<readonly ColumnMetadata[]> {
  return database.inspect(signIn, async (connection, catalog) => {
    const details = await detailsOf(connection);
    return catalog
      .all()
      .filter((relation) => table === undefined || relation.name === table)
      .filter((relation) => (schema === undefined ? relation.kind !== "system" : relation.schema === schema))
      .flatMap((relation) =>
        relation.columns.map(({ name, type }) => {
          const { notNull, columnDefault } = details.get(`${relation.id} ${name}`) ?? {};
          return {
            ...columnMetadataOf({ name, type, schema: relation.schema, table: relation.name }),
            ...(notNull ? { nullable: 0 as const } : {}),
            ...(columnDefault === undefined ? {} : { columnDefault }),
          };
        }),
      );
  });
}

interface Details {
  readonly notNull: boolean;
  readonly columnDefault?: string;
}

/** What columns have besides their type, by relation and name. */
async function detailsOf(connection: EngineConnection): Promise<ReadonlyMap<string, Details>> {
  const { rows } = await connection.query(DETAILS);
  return new Map(
    rows.map(([relation, column, notNull, columnDefault]) => [
      `${relation} ${column}`,
      { notNull: notNull === "t", ...(columnDefault === null || columnDefault === undefined ? {} : { columnDefault }) },
    ]),
  );
}
