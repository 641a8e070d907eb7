import { principalEngineName } from "../catalog/principal-name.ts";
import { EngineError } from "../engine/engine-error.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Name } from "../sql/tree.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { positionOf, principalNameOf } from "./names.ts";
import { createPrincipal, dropPrincipal, existingPrincipal, findPrincipal, renamePrincipal } from "./principals.ts";
import { requireSuperuser } from "./role-executors.ts";

const CHANGED: Outcome = { ...DONE, changed: ["principals"] };

/** CREATE GROUP: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_GROUP.html */
export const createGroup: Executor<"create group"> = async ({ name, users }, execution) => {
  const { connection } = execution;
  requireSuperuser(execution, "permission denied to create group");
  await execution.asEngine(async () => createPrincipal(connection, "group", await newName(name, execution)));
  await changeMembers(name, "add", users, execution);
  return CHANGED;
};

/** ALTER GROUP: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_GROUP.html */
export const alterGroup: Executor<"alter group"> = async ({ name, action }, execution) => {
  const { connection } = execution;
  requireSuperuser(execution, "permission denied to alter group");
  await existingPrincipal(execution, "group", name);
  if (action.kind !== "rename") await changeMembers(name, action.kind, action.users, execution);
  else {
    await execution.asEngine(async () =>
      renamePrincipal(connection, "group", principalNameOf(name), await newName(action.to, execution)),
    );
  }
  return CHANGED;
};

/** DROP GROUP, whose users stay: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_GROUP.html */
export const dropGroup: Executor<"drop group"> = async ({ name }, execution) => {
  const { connection } = execution;
  requireSuperuser(execution, "permission denied to drop group");
  await existingPrincipal(execution, "group", name);
  const given = principalNameOf(name);
  await execution.asEngine(async () => {
    const id = (await findPrincipal(connection, "group", given)) ?? "";
    const message = `group "${given}" can't be dropped because the group has a privilege on some object`;
    const held = await connection.query(
      "SELECT 1 FROM redshift_internal.object_privilege WHERE grantee = $1::oid AND redshift_internal.exists(id)",
      [id],
    );
    if (held.rowCount > 0) throw new SqlError("55006", message, positionOf(name));
    await dropPrincipal(connection, "group", given, id).catch((cause: unknown) => {
      if (!(cause instanceof EngineError) || cause.sqlState !== "2BP01") throw cause;
      throw new SqlError("55006", message, positionOf(name), { cause });
    });
  });
  return CHANGED;
};

/** Puts users into a group or takes them out. @throws {SqlError} 42704 when one does not exist */
export async function changeMembers(
  group: Name,
  change: "add" | "drop",
  users: readonly Name[],
  execution: Execution,
): Promise<void> {
  const groupName = quoteIdentifier(principalEngineName("group", principalNameOf(group)));
  for (const user of users) {
    const member = await existingPrincipal(execution, "user", user);
    await execution.asEngine(() =>
      execution.connection.execute(
        change === "add" ? `GRANT ${groupName} TO ${member}` : `REVOKE ${groupName} FROM ${member}`,
      ),
    );
  }
}

/** @throws {SqlError} 42710, 42939 */
async function newName(name: Name, { connection }: Execution): Promise<string> {
  const given = principalNameOf(name);
  if (given === "public" || given.startsWith("__"))
    throw new SqlError("42939", `group name "${given}" is reserved`, positionOf(name));
  if ((await findPrincipal(connection, "group", given)) !== undefined)
    throw new SqlError("42710", `group "${given}" already exists`, positionOf(name));
  return given;
}
