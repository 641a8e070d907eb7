import { Console } from "node:console";
import { Writable } from "node:stream";
import { Logger } from "@aws-lambda-powertools/logger";

/** For tests: a real logger whose lines are kept as objects. */
export class LogCapture {
  readonly lines: Record<string, unknown>[] = [];
  readonly logger: Logger;

  constructor() {
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        this.lines.push(JSON.parse(String(chunk)));
        done();
      },
    });
    this.logger = new Logger({ serviceName: "test", logLevel: "DEBUG" });
    Object.assign(this.logger, { console: new Console(sink) });
  }

  line(message: string): Record<string, unknown> | undefined {
    return this.lines.find((line) => line.message === message);
  }
}
