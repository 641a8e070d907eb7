import { listenPsql, type PsqlOptions, type PsqlPort } from "@sensor-pipeline/redshift/psql/listen-psql";
import { PortInUseError } from "../wire/listen.ts";

/** Redshift's own: https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-refer-to-cluster.html */
const DEFAULT_PG_PORT = 5439;

/** A port to listen on, 0 for any free one; `default` is Redshift's, or any free one where that is taken. */
export type PgPort = number | "default";

/** @throws {PortInUseError} when another program has the port that was asked for */
export async function startPsqlPort(options: Omit<PsqlOptions, "port">, wanted: PgPort): Promise<PsqlPort> {
  const port = wanted === "default" ? DEFAULT_PG_PORT : wanted;
  try {
    return await listenPsql({ ...options, port });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EADDRINUSE") throw cause;
    if (wanted === "default") return listenPsql({ ...options, port: 0 });
    throw new PortInUseError(port, "--pg-port", { cause });
  }
}
