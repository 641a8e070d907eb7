import type { Catalog, CatalogColumn, CatalogRelation } from "../plan/catalog.ts";
import { STREAM_COLUMNS } from "../plan/streaming-view.ts";
import type { QualifiedName } from "../sql/tree.ts";

/** What a statement reads was itself refused: there is nothing to say of it. */
export class BrokenReference extends Error {
  override readonly name = "BrokenReference";
}

/** The relations that statements define, by their texts alone. */
export class LintCatalog {
  readonly #relations = new Map<string, CatalogRelation | "broken">();
  readonly #streamSchemas = new Set<string>();
  readonly #schemas = new Set<string>(["public", "pg_catalog"]);

  /** @param system Redshift's own relations */
  constructor(system: readonly CatalogRelation[]) {
    for (const relation of system) this.#relations.set(keyOf("pg_catalog", relation.name), relation);
  }

  addStreamSchema(name: string): void {
    this.#streamSchemas.add(name);
  }

  add(name: QualifiedName, kind: CatalogRelation["kind"], columns: readonly CatalogColumn[]): void {
    const schema = name.schema?.text ?? "public";
    const engineName = `"${schema}"."${name.name.text}"`;
    this.#schemas.add(schema);
    this.#relations.set(keyOf(schema, name.name.text), { schema, name: name.name.text, kind, columns, engineName });
  }

  /** Marks what was refused, so that nobody else is blamed for reading it. */
  addBroken(name: QualifiedName): void {
    const key = keyOf(name.schema?.text ?? "public", name.name.text);
    if (!this.#relations.has(key)) this.#relations.set(key, "broken");
  }

  /** @param assumeStreams a schema that no statement makes is taken for one of streams, as in a materialized view it may be */
  seen(assumeStreams = false): Catalog {
    return { relation: (schema, name) => this.#relation(schema, name, assumeStreams) };
  }

  #relation(schema: string | undefined, name: string, assumeStreams: boolean): CatalogRelation | undefined {
    const unknown = schema !== undefined && !this.#schemas.has(schema);
    if (schema !== undefined && (this.#streamSchemas.has(schema) || (assumeStreams && unknown))) {
      return { schema, name, kind: "stream", columns: STREAM_COLUMNS, engineName: `"${schema}"."${name}"` };
    }
    const found = (schema === undefined ? ["public", "pg_catalog"] : [schema])
      .map((candidate) => this.#relations.get(keyOf(candidate, name)))
      .find((relation) => relation !== undefined);
    if (found === "broken") throw new BrokenReference(name);
    return found;
  }
}

function keyOf(schema: string, name: string): string {
  return `${schema}.${name}`;
}
