import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A version that no bootstrap step of the CLI is newer than, so that it creates nothing. */
const BOOTSTRAP_VERSION = 99;

export interface BootstrapAws {
  readonly url: string;
  close(): void;
}

/**
 * Answers what the SST CLI asks of AWS before it hands over to pulumi: the account's bootstrap record and the app's
 * passphrase (SSM), and the state of earlier deployments (S3), of which there is none. Anything else is a 501.
 */
export async function startBootstrapAws(): Promise<BootstrapAws> {
  const parameters = new Map([
    [
      "/sst/bootstrap",
      JSON.stringify({ version: BOOTSTRAP_VERSION, asset: "sst-asset-local", state: "sst-state-local" }),
    ],
  ]);
  const objects = new Map<string, Buffer>();
  const operations: Record<string, (input: { Name: string; Value?: string }) => [number, object]> = {
    "AmazonSSM.GetParameter": ({ Name }) => {
      const Value = parameters.get(Name);
      return Value === undefined
        ? [400, { __type: "ParameterNotFound" }]
        : [200, { Parameter: { Name, Type: "String", Value } }];
    },
    "AmazonSSM.PutParameter": ({ Name, Value = "" }) => {
      parameters.set(Name, Value);
      return [200, { Version: 1 }];
    },
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const target = String(request.headers["x-amz-target"] ?? "");
      const operation = operations[target];
      if (operation) {
        const [status, answer] = operation(JSON.parse(body.toString()));
        response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(answer));
        return;
      }
      const key = (request.url ?? "").split("?")[0] ?? "";
      if (target === "" && request.method === "GET") {
        const object = objects.get(key);
        if (object) response.writeHead(200).end(object);
        else
          response.writeHead(404, { "content-type": "application/xml" }).end("<Error><Code>NoSuchKey</Code></Error>");
      } else if (target === "" && request.method === "PUT") {
        objects.set(key, body);
        response.writeHead(200).end();
      } else {
        response
          .writeHead(501)
          .end(`${request.method} ${request.url} ${target} is not needed to evaluate a configuration`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
