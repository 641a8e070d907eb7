import { SqlError } from "../sql/sql-error.ts";
import { isMd5Answer } from "./authentication.ts";
import { CLEARTEXT_PASSWORD, md5Password } from "./backend-message.ts";
import { readFrontendMessage } from "./frontend-message.ts";
import type { MessageSink } from "./message-sink.ts";
import type { MessageSource } from "./message-source.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { PsqlDatabases, PsqlLogin, PsqlSession } from "./psql-session.ts";

const MOST_PASSWORD_BYTES = 1 << 16;
const SALT_BYTES = 4;

/** Parameters of a start-up that are no settings of the session. */
const NO_SETTINGS: ReadonlySet<string> = new Set(["user", "database", "options", "client_encoding", "replication"]);

/** Text goes both ways as UTF-8; a client in the C locale says SQL_ASCII, which is bytes as they are. */
const ENCODINGS: ReadonlySet<string> = new Set(["", "utf8", "unicode", "sqlascii"]);

export interface Client {
  readonly user: string;
  readonly login: PsqlLogin;
  readonly session: PsqlSession;
}

/**
 * Lets a client in: who it says it is, its password where one is asked for, its database, the settings it starts with.
 * @returns undefined when the client hangs up meanwhile
 * @throws {SqlError} {ProtocolError} why it is not let in
 */
export async function signInClient(
  { source, sink }: { readonly source: MessageSource; readonly sink: MessageSink },
  parameters: ReadonlyMap<string, string>,
  databases: PsqlDatabases,
  randomBytes: (length: number) => Buffer,
): Promise<Client | undefined> {
  const user = parameters.get("user") ?? "";
  if (user === "") throw new SqlError("28000", "no PostgreSQL user name specified in startup packet");
  if (parameters.has("replication")) throw new SqlError("0A000", "a replication connection is not supported");
  const encoding = parameters.get("client_encoding") ?? "";
  if (!ENCODINGS.has(encoding.toLowerCase().replaceAll(/[-_"']/g, ""))) {
    throw new SqlError("0A000", `client encoding "${encoding}" is not supported (UTF8 is)`);
  }
  const settings = settingsOf(parameters);
  const name = parameters.get("database") || user;
  const login = await databases(name, user);
  if (login === undefined) throw new SqlError("3D000", `database "${name}" does not exist`);
  const { authentication } = login;
  if (authentication.method !== "trust") {
    const salt = randomBytes(SALT_BYTES);
    await sink.send(authentication.method === "md5" ? md5Password(salt) : CLEARTEXT_PASSWORD);
    await sink.flush();
    const frame = await source.next(MOST_PASSWORD_BYTES);
    if (frame === undefined) return undefined;
    const answer = readFrontendMessage(frame.type, frame.body);
    if (answer.kind === "terminate") return undefined;
    if (answer.kind !== "password") throw new ProtocolError(`expected password response, got ${answer.kind}`);
    const accepted =
      authentication.method === "md5"
        ? isMd5Answer(answer.password, authentication.hash, salt)
        : authentication.accepts(answer.password);
    if (!accepted) throw new SqlError("28000", `password authentication failed for user "${user}"`);
  }
  const session = login.openSession();
  try {
    for (const [name, value] of settings) session.settings.set(name.toLowerCase(), value);
    return { user, login, session };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Settings of the start-up and of its `options`: `-c name=value` or `--name=value`. @throws {SqlError} for another option */
function settingsOf(parameters: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const settings = [...parameters].filter(([name]) => !NO_SETTINGS.has(name) && !name.startsWith("_pq_."));
  // A backslash keeps the space after it.
  const words = (parameters.get("options") ?? "").match(/(?:\\.|\S)+/g) ?? [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] === "-c" ? (words[++at] ?? "") : (words[at] ?? "").replace(/^(?:-c|--)/, "");
    const [, name, value] = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(word.replaceAll(/\\(.)/gs, "$1")) ?? [];
    if (name === undefined) throw new SqlError("42601", `invalid command-line argument for server process: ${word}`);
    settings.push([name.replaceAll("-", "_"), value ?? ""]);
  }
  return settings;
}
