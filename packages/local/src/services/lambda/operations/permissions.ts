import { z } from "zod";
import type { PolicyStatement } from "../../../identity/identity.ts";
import { AwsError, type Operation, type ServiceContext } from "../../../service.ts";
import { functionArn, functionName, qualifier } from "../function-name.ts";
import type { FunctionStore } from "../function-store.ts";

const ROUTE = "/2015-03-31/functions/{FunctionName}/policy";

const named = z.strictObject({ FunctionName: functionName, Qualifier: qualifier });
const statement = { StatementId: z.string().regex(/^[\w-]{1,100}$/) };
const addInput = z.strictObject({
  ...named.shape,
  ...statement,
  Action: z.literal("lambda:InvokeFunction", "is lambda:InvokeFunction: nothing else is granted to services here"),
  Principal: z.string().min(1),
  SourceArn: z.string().startsWith("arn:").optional(),
  SourceAccount: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
});
const removeInput = z.strictObject({ ...named.shape, ...statement });

/** AddPermission: a service (or an account) may invoke the function, for the source that is named. */
export function addPermission(store: FunctionStore, { region }: ServiceContext): Operation<z.infer<typeof addInput>> {
  return {
    input: addInput,
    route: `POST ${ROUTE}`,
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName, StatementId, Action, Principal, SourceArn, SourceAccount }) => {
      const record = store.get(FunctionName, functionArn(region, FunctionName));
      if (record.permissions.some(({ Sid }) => Sid === StatementId)) {
        throw new AwsError(
          "ResourceConflictException",
          `The statement id (${StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
          409,
          { Type: "User" },
        );
      }
      const Condition = {
        ...(SourceAccount ? { StringEquals: { "AWS:SourceAccount": SourceAccount } } : {}),
        ...(SourceArn ? { ArnLike: { "AWS:SourceArn": SourceArn } } : {}),
      };
      const added: PolicyStatement = {
        Sid: StatementId,
        Effect: "Allow",
        Principal: principalOf(Principal),
        Action,
        Resource: record.arn,
        ...(Object.keys(Condition).length > 0 ? { Condition } : {}),
      };
      store.setPermissions(record, [...record.permissions, added]);
      return { Statement: JSON.stringify(added) };
    },
  };
}

export function removePermission(
  store: FunctionStore,
  { region }: ServiceContext,
): Operation<z.infer<typeof removeInput>> {
  return {
    input: removeInput,
    route: `DELETE ${ROUTE}/{StatementId}`,
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName, StatementId }) => {
      const record = store.get(FunctionName, functionArn(region, FunctionName));
      const rest = record.permissions.filter(({ Sid }) => Sid !== StatementId);
      if (rest.length === record.permissions.length) {
        throw new AwsError(
          "ResourceNotFoundException",
          `Statement ${StatementId} is not found in resource policy.`,
          404,
        );
      }
      store.setPermissions(record, rest);
      return {};
    },
  };
}

export function getPolicy(store: FunctionStore, { region }: ServiceContext): Operation<z.infer<typeof named>> {
  return {
    input: named,
    route: `GET ${ROUTE}`,
    resources: ({ FunctionName }) => [functionArn(region, FunctionName)],
    run: ({ FunctionName }) => {
      const { permissions, revision } = store.get(FunctionName, functionArn(region, FunctionName));
      if (permissions.length === 0) {
        throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404);
      }
      const Policy = JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: permissions });
      return { Policy, RevisionId: String(revision) };
    },
  };
}

/** A service's name, else an account or what of one. */
function principalOf(principal: string): PolicyStatement["Principal"] {
  if (principal === "*") return "*";
  if (principal.endsWith(".amazonaws.com")) return { Service: principal };
  return { AWS: /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal };
}
