/** How each service says that there is nothing of a name. */
const NOT_FOUND = new Set([
  "ResourceNotFoundException",
  "StateMachineDoesNotExist",
  "NoSuchEntityException",
  "NotFoundException",
  "QueueDoesNotExist",
  "ResourceNotFound",
  "DashboardNotFoundError",
]);

/** Whether an SDK's error says that what was asked for does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Error && NOT_FOUND.has(error.name);
}
