import { startTestAws } from "../../wire/test-aws.ts";
import { createKinesisService } from "./index.ts";

// For kill.test.ts: a Kinesis in a process of its own, which can be killed. Its folder is the first argument.
const [folder] = process.argv.slice(2);
const aws = await startTestAws({ services: [(context) => createKinesisService(context)], folder });
process.stdout.write(`${aws.url}\n`);
