declare module "kinesalite" {
  import type { Server } from "node:http";

  /** A Kinesis that is not ours: HTTP/1 only, in memory. */
  const kinesalite: (options?: {
    readonly createStreamMs?: number;
    readonly deleteStreamMs?: number;
    readonly updateStreamMs?: number;
    readonly shardLimit?: number;
  }) => Server;

  export = kinesalite;
}
