import { SYSTEM_PRIVILEGES } from "../sql/parse-grant.ts";

/**
 * Who may do what, beyond what PostgreSQL keeps with its roles and objects: options of users, system permissions of roles,
 * permissions PostgreSQL does not know. The engine's alone, as all of `redshift_internal`.
 */
const TABLES = `
CREATE TABLE redshift_internal.user_option (
  id oid PRIMARY KEY,
  -- SYSLOG ACCESS UNRESTRICTED.
  syslog_access boolean NOT NULL DEFAULT false,
  -- Seconds; 0 for none.
  session_timeout integer NOT NULL DEFAULT 0,
  -- Its hash; NULL for a user without one.
  password text
);

-- What a user's sessions begin with.
CREATE TABLE redshift_internal.user_parameter (id oid, name text, value text NOT NULL, PRIMARY KEY (id, name));

CREATE TABLE redshift_internal.system_privilege (role_id oid, privilege text, PRIMARY KEY (role_id, privilege));

-- DROP and ALTER of tables, views and schemas. Grantee 0 is PUBLIC.
CREATE TABLE redshift_internal.object_privilege (
  id oid, grantee oid, privilege text, grant_option boolean NOT NULL, PRIMARY KEY (id, grantee, privilege)
);

-- Whether a relation or schema is still there.
CREATE FUNCTION redshift_internal.exists(object oid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = object) OR EXISTS (SELECT 1 FROM pg_namespace n WHERE n.oid = object);
END;

-- Membership through any number of roles; a superuser is a member of what it was granted only.
CREATE FUNCTION redshift_internal.is_member(member oid, role oid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH RECURSIVE held (id) AS (
    SELECT m.roleid FROM pg_auth_members m WHERE m.member = is_member.member
    UNION SELECT m.roleid FROM pg_auth_members m JOIN held ON m.member = held.id)
  SELECT EXISTS (SELECT 1 FROM held WHERE held.id = is_member.role);
END;

-- Whether a user has a system permission through its roles; a superuser needs none.
CREATE FUNCTION redshift_internal.holds(who name, privilege text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT r.rolsuper OR EXISTS (
    SELECT 1 FROM redshift_internal.system_privilege s
    WHERE s.privilege = holds.privilege AND redshift_internal.is_member(r.oid, s.role_id))
  FROM pg_roles r WHERE r.rolname = who;
END;

-- Whether a user has DROP or ALTER on an object, of its own, through a group or role, or as everybody.
CREATE FUNCTION redshift_internal.holds_on(who name, object oid, privilege text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT EXISTS (
    SELECT 1 FROM redshift_internal.object_privilege o, pg_roles r
    WHERE o.id = object AND o.privilege = holds_on.privilege AND r.rolname = who
      AND (o.grantee IN (0, r.oid) OR redshift_internal.is_member(r.oid, o.grantee)));
END;

-- Whether a user sees everybody's rows of the logs: https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html
CREATE FUNCTION redshift_internal.sees_all(who name) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT redshift_internal.holds(who, 'ACCESS SYSTEM TABLE') OR EXISTS (
    SELECT 1 FROM redshift_internal.user_option u JOIN pg_roles r ON r.oid = u.id WHERE r.rolname = who AND u.syslog_access);
END;
`;

/** https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html */
const MONITOR = ["access catalog", "access system table"];
const OPERATOR = [...MONITOR, "analyze", "vacuum", "cancel"];
const DBA = [
  ...OPERATOR,
  "create schema",
  "create table",
  "drop schema",
  "drop table",
  "truncate table",
  "create or replace procedure",
  "drop procedure",
  "create or replace function",
  "create or replace external function",
  "create or replace view",
  "drop view",
];
const SECADMIN = [
  "create user",
  "alter user",
  "drop user",
  "create role",
  "drop role",
  "explain rls",
  "ignore rls",
  "explain masking",
];

const SYSTEM_ROLES: Readonly<Record<string, readonly string[]>> = {
  "sys:monitor": MONITOR,
  "sys:operator": OPERATOR,
  "sys:dba": DBA,
  "sys:superuser": SYSTEM_PRIVILEGES,
  "sys:secadmin": SECADMIN,
};

/** After `INTERNAL_TABLES`. */
export const ACCESS_TABLES = `${TABLES}
${Object.entries(SYSTEM_ROLES)
  .map(
    ([role, privileges]) => `
CREATE ROLE "role:${role}";
INSERT INTO redshift_internal.principal (id, kind, name) SELECT oid, 'role', '${role}' FROM pg_roles WHERE rolname = 'role:${role}';
INSERT INTO redshift_internal.system_privilege
SELECT oid, unnest(ARRAY[${privileges.map((privilege) => `'${privilege.toUpperCase()}'`).join(", ")}]) FROM pg_roles WHERE rolname = 'role:${role}';`,
  )
  .join("\n")}
`;
