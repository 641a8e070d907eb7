import type { RunningService, ServiceContext } from "../../service.ts";
import { getRole } from "./operations/get-role.ts";
import { listRoles } from "./operations/list-roles.ts";
import { deleteRolePolicy, getRolePolicy, listRolePolicies, putRolePolicy } from "./operations/role-policies.ts";
import { simulatePrincipalPolicy } from "./operations/simulate-principal-policy.ts";
import { updateAssumeRolePolicy } from "./operations/update-assume-role-policy.ts";

/** AWS Identity and Access Management: looking at the roles of the graph, and changing their policies. See SUPPORT.md. */
export function createIamService({ identity, clock }: ServiceContext): RunningService {
  return {
    service: {
      signingName: "iam",
      iamPrefix: "iam",
      protocols: ["query"],
      xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
      query: {
        errorCodes: {
          NoSuchEntityException: "NoSuchEntity",
          MalformedPolicyDocumentException: "MalformedPolicyDocument",
        },
      },
      operations: {
        GetRole: getRole(identity, clock.date()),
        ListRoles: listRoles(identity, clock.date()),
        ListRolePolicies: listRolePolicies(identity),
        GetRolePolicy: getRolePolicy(identity),
        PutRolePolicy: putRolePolicy(identity),
        DeleteRolePolicy: deleteRolePolicy(identity),
        UpdateAssumeRolePolicy: updateAssumeRolePolicy(identity),
        SimulatePrincipalPolicy: simulatePrincipalPolicy(identity),
      },
    },
    close: async () => {},
  };
}
