import { passwordAuthentication, passwordHash } from "@sensor-pipeline/redshift/psql/authentication";
import type { PsqlDatabases } from "@sensor-pipeline/redshift/psql/psql-session";
import { arnOf } from "../account.ts";
import type { Warehouses } from "../services/redshift-serverless/index.ts";

/**
 * The databases of the account's workgroups, as psql asks for them by name.
 *
 * With `superuser` every user is let in with any password, and made when there is none of that name; the admin is the superuser.
 * With `iam` the admin has the password of its secret, and others the one CREATE USER gave them.
 * @param now milliseconds since the epoch
 */
export function psqlDatabases(
  warehouses: () => Promise<Warehouses>,
  signIn: "iam" | "superuser",
  now: () => number,
): PsqlDatabases {
  return async (database, user) => {
    const warehouse = await (await warehouses()).ofDatabase(database);
    if (warehouse === undefined) return undefined;
    const { namespace, redshift } = warehouse;
    const isAdmin = user === namespace.adminUsername;
    const login = redshift.login(user);
    const superuser = isAdmin || login?.superuser === true;
    const password = isAdmin ? `md5${passwordHash(namespace.adminPassword, user)}` : login?.password;
    const kept = { ...login, ...(password === undefined ? {} : { password }) };
    const { connectionLimit, sessionTimeoutSeconds } = login ?? {};
    return {
      authentication: signIn === "superuser" ? { method: "trust" } : passwordAuthentication(kept, now()),
      superuser,
      ...(connectionLimit === undefined ? {} : { connectionLimit }),
      ...(sessionTimeoutSeconds === undefined ? {} : { idleTimeoutMs: sessionTimeoutSeconds * 1000 }),
      openSession: () =>
        redshift.openSession({
          databaseUser: user,
          superuser,
          roles: [],
          principal: arnOf("redshift", "", `dbuser:${namespace.name}/${user}`),
        }),
    };
  };
}
