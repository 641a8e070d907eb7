import { passwordHash } from "@sensor-pipeline/redshift/psql/authentication";
import type { PsqlDatabases } from "@sensor-pipeline/redshift/psql/psql-session";
import { arnOf } from "../account.ts";
import type { Warehouses } from "../services/redshift-serverless/index.ts";

/**
 * The databases of the account's workgroups, as psql asks for them by name.
 *
 * With `superuser` every user is let in with any password, and made when there is none of that name; the admin is the superuser.
 * With `iam` the admin has the password of its secret.
 */
export function psqlDatabases(warehouses: () => Promise<Warehouses>, signIn: "iam" | "superuser"): PsqlDatabases {
  return async (name) => {
    const warehouse = await (await warehouses()).ofDatabase(name);
    if (warehouse === undefined) return undefined;
    const { namespace, redshift } = warehouse;
    const isSuperuser = (user: string) => user === namespace.adminUsername;
    return {
      isSuperuser,
      authentication: async (user) => {
        if (signIn === "superuser") return { method: "trust" };
        return { method: "md5", hash: isSuperuser(user) ? passwordHash(namespace.adminPassword, user) : undefined };
      },
      openSession: (user) =>
        redshift.openSession({
          databaseUser: user,
          superuser: isSuperuser(user),
          roles: [],
          principal: arnOf("redshift", "", `dbuser:${namespace.name}/${user}`),
        }),
    };
  };
}
