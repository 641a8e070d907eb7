import { z } from "zod";
import type { Identity } from "../../../identity/identity.ts";
import type { Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { describeRole } from "./get-role.ts";

const input = z.strictObject({
  PathPrefix: z.literal("/", "all roles here have the path /").optional(),
  Marker: z.string().optional(),
  MaxItems: z.coerce.number().int().min(1).max(1000).default(100),
});

/** In the order of names. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export function listRoles(identity: Identity, createdAt: Date): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: () => ["*"],
    run: ({ Marker, MaxItems }) => {
      const roles = identity.roles().toSorted((a, b) => (a.name < b.name ? -1 : 1));
      const { page, next } = pageOf(roles, Marker, MaxItems, "InvalidInput");
      // As on AWS, tags are told of one role alone.
      const Roles = page.map((role) => ({ ...describeRole(role, createdAt), Tags: undefined }));
      return { Roles, IsTruncated: next !== undefined, ...(next === undefined ? {} : { Marker: next }) };
    },
  };
}
