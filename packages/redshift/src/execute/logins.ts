import type { EngineConnection } from "../engine/engine.ts";

/** Epoch of a VALID UNTIL, in milliseconds; `infinity` is none. */
const LOGINS = `
SELECT p.name, r.rolsuper, o.password, (EXTRACT(epoch FROM nullif(r.rolvaliduntil, 'infinity')) * 1000)::int8,
  r.rolconnlimit, coalesce(o.session_timeout, 0),
  (SELECT json_object_agg(u.name, u.value) FROM redshift_internal.user_parameter u WHERE u.id = p.id)
FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id
  LEFT JOIN redshift_internal.user_option o ON o.id = p.id
WHERE p.kind = 'user'`;

/** What a user of the database signs in with, and how. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html */
export interface Login {
  readonly superuser: boolean;
  /** `md5` and a hash, or `sha256|<digest>|<salt>`; undefined where no password will do. */
  readonly password?: string;
  /** Milliseconds since the epoch from which the password is good no more. */
  readonly validUntil?: number;
  /** Connections the user may have open at once; a superuser any number. */
  readonly connectionLimit?: number;
  /** Its sessions end when they idle so long. */
  readonly sessionTimeoutSeconds?: number;
  /** Parameters its sessions begin with, by name. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Every user by name. The connection must be the engine's own. */
export async function loadLogins(connection: EngineConnection): Promise<ReadonlyMap<string, Login>> {
  const { rows } = await connection.query(LOGINS);
  return new Map(rows.map((row) => [row[0] ?? "", loginOf(row)]));
}

function loginOf([, superuser, password, validUntil, limit, timeout, parameters]: readonly (string | null)[]): Login {
  return {
    superuser: superuser === "t",
    ...(password === null || password === undefined ? {} : { password }),
    ...(validUntil === null ? {} : { validUntil: Number(validUntil) }),
    ...(superuser === "t" || Number(limit) < 0 ? {} : { connectionLimit: Number(limit) }),
    ...(Number(timeout) === 0 ? {} : { sessionTimeoutSeconds: Number(timeout) }),
    parameters: new Map(Object.entries(JSON.parse(parameters ?? "{}") as Record<string, string>)),
  };
}
