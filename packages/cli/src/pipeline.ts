#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// What is stripped of its types and compiled is kept for the next run, in the system's folder for temporary files:
// it is more than half of the time until a command begins.
enableCompileCache();
const { buildProgram } = await import("./program.ts");
const program = await buildProgram(process.argv.slice(2));
await program.parseAsync();
