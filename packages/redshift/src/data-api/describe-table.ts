import type { SignIn } from "../sign-in.ts";
import { type ColumnMetadata, columnMetadataOf } from "./field.ts";
import type { DataApiContext } from "./run-statement.ts";

/** DescribeTable: no columns where there is no such table. https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeTable.html */
export async function describeTable(
  { database }: DataApiContext,
  signIn: SignIn,
  { schema, table }: { readonly schema?: string; readonly table: string },
): Promise<readonly ColumnMetadata[]> {
  const relation = await database.inspect(signIn, async (_, catalog) => catalog.relation(schema, table));
  if (relation === undefined) return [];
  return relation.columns.map(({ name, type }) =>
    columnMetadataOf({ name, type, schema: relation.schema, table: relation.name }),
  );
}
