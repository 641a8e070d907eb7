/** How AWS says it, in every service. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const DENIED = /(?:User: )?(\S+) is not authorized to perform: (\S+)(?: on resource: (\S+))?/;

/** Which permission an error's text says to be missing, and for whom, as a sentence; undefined where it says none. */
export function missingPermission(text: string): string | undefined {
  const [, who, action, resource] = DENIED.exec(text) ?? [];
  if (who === undefined || action === undefined) return undefined;
  const on = resource === undefined ? "" : ` on ${bare(resource)}`;
  return `Missing is the permission ${bare(action)}${on}, for ${who}.`;
}

/** AWS puts names in quotes in some services, and a full stop or comma behind them in others. */
function bare(name: string): string {
  return name.replace(/^"|[".,]+$/g, "");
}
