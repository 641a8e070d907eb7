import type { RunningService, ServiceContext } from "../../service.ts";
import { assumeRole } from "./operations/assume-role.ts";
import { getCallerIdentity } from "./operations/get-caller-identity.ts";

/** AWS Security Token Service: who am I, and sessions of roles. See SUPPORT.md. */
export function createStsService({ identity, clock }: ServiceContext): RunningService {
  return {
    service: {
      signingName: "sts",
      iamPrefix: "sts",
      protocols: ["query"],
      xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
      operations: {
        AssumeRole: assumeRole(identity, clock),
        GetCallerIdentity: getCallerIdentity(),
      },
    },
    close: async () => {},
  };
}
