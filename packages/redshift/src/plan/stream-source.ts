import type { FromItem, Query, QueryBody, TableItem } from "../sql/tree.ts";
import type { Catalog, CatalogRelation } from "./catalog.ts";

/** The stream an item of FROM names, if it names one. */
export function streamOf(item: TableItem, catalog: Catalog): CatalogRelation | undefined {
  const [schema, name] = item.parts.slice(-2);
  if (schema === undefined || name === undefined) return undefined;
  // A stream's name keeps its case only under a setting this Redshift does not have: quoted or not, it is folded.
  const relation = catalog.relation(schema.text, name.text);
  return relation?.kind === "stream" ? relation : undefined;
}

/** True when any FROM of the query, at any depth, names a stream. */
export function isStreamQuery(query: Query, catalog: Catalog): boolean {
  return query.with.some((common) => isStreamQuery(common.query, catalog)) || bodyReads(query.body, catalog);
}

function bodyReads(body: QueryBody | Query, catalog: Catalog): boolean {
  if (body.kind === "query") return isStreamQuery(body, catalog);
  if (body.kind === "set operation") return bodyReads(body.left, catalog) || bodyReads(body.right, catalog);
  return body.from.some((item) => itemReads(item, catalog));
}

function itemReads(item: FromItem, catalog: Catalog): boolean {
  switch (item.kind) {
    case "table":
      return streamOf(item, catalog) !== undefined;
    case "subquery":
      return isStreamQuery(item.query, catalog);
    case "join":
      return itemReads(item.left, catalog) || itemReads(item.right, catalog);
    case "pivot":
    case "unpivot":
      return itemReads(item.source, catalog);
    case "unnest":
    case "unpivot object":
      return false;
  }
}
