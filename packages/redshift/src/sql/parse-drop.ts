import type { DropGroup, DropRole, DropUser } from "./access-tree.ts";
import type { DropRelation, DropSchema } from "./definition-tree.ts";
import { parseRoleName } from "./parse-grant.ts";
import type { TokenReader } from "./token-reader.ts";

/** What Redshift can drop and this one has not. */
const NOT_DONE = [
  "datashare",
  "external view",
  "function",
  "identity provider",
  "library",
  "masking policy",
  "model",
  "procedure",
  "rls policy",
] as const;

const RELATIONS = ["table", "view", "materialized view"] as const;

/** DROP TABLE, VIEW, MATERIALIZED VIEW, SCHEMA, ROLE, USER, GROUP. */
export function parseDrop(reader: TokenReader): DropRelation | DropSchema | DropRole | DropUser | DropGroup {
  const start = reader.peek().start;
  reader.expectWords("drop");
  const relation = reader.acceptOneOf(RELATIONS);
  if (relation !== undefined) {
    const ifExists = reader.acceptWords("if exists");
    const names =
      relation === "materialized view"
        ? [reader.expectQualifiedName()]
        : reader.commaSeparated(() => reader.expectQualifiedName());
    const cascade = reader.acceptOneOf(["cascade", "restrict"]) === "cascade";
    return { kind: `drop ${relation}`, names, ifExists, cascade, span: reader.spanFrom(start) };
  }
  if (reader.acceptWords("schema")) {
    const ifExists = reader.acceptWords("if exists");
    const names = reader.commaSeparated(() => reader.expectName());
    const dropExternalDatabase = reader.acceptWords("drop external database");
    const cascade = reader.acceptOneOf(["cascade", "restrict"]) === "cascade";
    return { kind: "drop schema", names, ifExists, cascade, dropExternalDatabase, span: reader.spanFrom(start) };
  }
  if (reader.acceptWords("role")) {
    const name = parseRoleName(reader);
    const force = reader.acceptOneOf(["force", "restrict"]) === "force";
    return { kind: "drop role", name, force, span: reader.spanFrom(start) };
  }
  if (reader.acceptWords("user")) {
    const ifExists = reader.acceptWords("if exists");
    const names = reader.commaSeparated(() => reader.expectName());
    return { kind: "drop user", names, ifExists, span: reader.spanFrom(start) };
  }
  if (reader.acceptWords("group")) {
    const name = reader.expectName();
    return { kind: "drop group", name, span: reader.spanFrom(start) };
  }
  const known = NOT_DONE.find((words) => reader.atWords(words));
  if (known !== undefined) throw reader.notSupported(`DROP ${known.toUpperCase()}`);
  throw reader.syntaxError();
}
