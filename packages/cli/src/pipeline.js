#!/usr/bin/env node
// JavaScript: Node loads its compiler for TypeScript as soon as one file is not among those that it has compiled
// before, and to look among them must be asked for. It is a third of the time until a command begins.
import { enableCompileCache } from "node:module";

enableCompileCache();
const { buildProgram } = await import("./program.ts");
const program = await buildProgram(process.argv.slice(2));
await program.parseAsync();
