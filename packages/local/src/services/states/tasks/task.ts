import type { Caller, ServiceContext } from "../../../service.ts";
import type { Json } from "../definition.ts";

/** Does what a Task's Resource says with its parameters. @throws {StatesError} the service's error by its States name. */
export type RunTask = (resource: string, parameters: Json, signal: AbortSignal) => Promise<Json>;

/** One kind of service integration. */
export type TaskHandler = (context: ServiceContext, caller: Caller, parameters: Json) => Promise<Json>;
