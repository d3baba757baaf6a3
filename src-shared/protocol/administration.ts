import { Type, type Static } from "typebox";

import { proposalSchema } from "../domain/reference/proposal.ts";
import { referenceKinds } from "../domain/reference/reference-kind.ts";
import { movableClocks } from "../domain/supervision/moved-deadlines.ts";
import { roleSchema } from "../domain/permission/role.ts";
import { officeIdSchema, orderIdSchema, userIdSchema } from "../kernel/ids.ts";
import { instantSchema } from "../kernel/instant.ts";
import { requiredText } from "../kernel/text.ts";
import { heardRoleSchema } from "./session.ts";

const closed = { additionalProperties: false };
const password = Type.String({ minLength: 1, maxLength: 256 });
const nullableInstant = Type.Union([Type.Integer(), Type.Null()]);

/**
 * An account as its administrators see it. `oneTimeUntil` is set while its password is one that was given, `setupUntil`
 * while there is a setup packet that nobody has used yet.
 */
export const administeredUserSchema = Type.Object({
  id: userIdSchema,
  username: Type.String(),
  name: Type.String(),
  office: officeIdSchema,
  roles: Type.Array(heardRoleSchema),
  disabledAt: nullableInstant,
  oneTimeUntil: nullableInstant,
  setupUntil: Type.Optional(nullableInstant),
});
export type AdministeredUser = Readonly<Static<typeof administeredUserSchema>>;
export const userListSchema = Type.Object({ users: Type.Array(administeredUserSchema) });

const roles = Type.Array(roleSchema, { maxItems: 20, uniqueItems: true });

/** What is done to an account. `password` is the administrator's own, asked again. */
export const userRequestSchema = Type.Object(
  {
    password,
    change: Type.Union([
      Type.Object(
        {
          type: Type.Literal("create"),
          username: Type.String({ pattern: "^[a-z0-9][a-z0-9._-]{1,39}$" }),
          name: requiredText(40),
          office: officeIdSchema,
          roles,
        },
        closed,
      ),
      Type.Object({ type: Type.Literal("roles"), id: userIdSchema, roles }, closed),
      Type.Object({ type: Type.Literal("move"), id: userIdSchema, office: officeIdSchema }, closed),
      Type.Object({ type: Type.Literal("disable"), id: userIdSchema }, closed),
      Type.Object({ type: Type.Literal("enable"), id: userIdSchema }, closed),
      Type.Object({ type: Type.Literal("reset"), id: userIdSchema }, closed),
    ]),
  },
  closed,
);
export type UserRequest = Readonly<Static<typeof userRequestSchema>>;
export type UserChangeAsked = UserRequest["change"];

/** `oneTimePassword` is told once, here, and kept nowhere. */
export const userAnswerSchema = Type.Object({
  user: administeredUserSchema,
  oneTimePassword: Type.Union([Type.String(), Type.Null()]),
});
export type UserAnswer = Readonly<Static<typeof userAnswerSchema>>;

/** A published version. `publishedBy` is a name; the program's own versions have one too. */
export const versionSchema = Type.Object({
  number: Type.Integer(),
  version: Type.String(),
  effectiveFrom: Type.Integer(),
  publishedAt: Type.Integer(),
  publishedBy: Type.String(),
  reason: Type.String(),
  hash: Type.String(),
});
export type Version = Readonly<Static<typeof versionSchema>>;
export const versionListSchema = Type.Object({ versions: Type.Array(versionSchema) });
export const versionQuerySchema = Type.Object({ kind: Type.Enum([...referenceKinds]) });

/** `basedOn` is the version that the administrator saw. */
export const publishRequestSchema = Type.Object(
  { proposal: proposalSchema, basedOn: Type.String({ minLength: 1, maxLength: 40 }), reason: requiredText(500) },
  closed,
);
export type PublishRequest = Readonly<Static<typeof publishRequestSchema>>;
export const publishAnswerSchema = Type.Object({ version: Type.String(), effectiveFrom: Type.Integer() });
export type PublishAnswer = Readonly<Static<typeof publishAnswerSchema>>;

export const previewRequestSchema = Type.Object({ proposal: proposalSchema }, closed);
const shownCard = Type.Union([Type.Literal("yellow"), Type.Literal("red"), Type.Null()]);
const orderNumber = Type.Union([Type.String(), Type.Null()]);

/** What a proposal would do to what is open. Lists are cut at 100; counts are not. */
export const previewSchema = Type.Object({
  moved: Type.Array(
    Type.Object({
      order: orderIdSchema,
      number: orderNumber,
      office: officeIdSchema,
      clock: Type.Enum([...movableClocks]),
      before: instantSchema,
      after: instantSchema,
      cardBefore: shownCard,
      cardAfter: shownCard,
      withdrawn: Type.Integer(),
    }),
  ),
  movedCount: Type.Integer(),
  /** how many of them end earlier than before */
  earlierCount: Type.Integer(),
  withdrawnCount: Type.Integer(),
  /** open orders that stand in the way of closing an office */
  held: Type.Array(Type.Object({ order: orderIdSchema, number: orderNumber, state: Type.String() })),
  heldCount: Type.Integer(),
  /** open offices below it, and accounts that can sign in */
  below: Type.Array(Type.String()),
  accounts: Type.Array(Type.String()),
  openOrders: Type.Integer(),
});
export type Preview = Readonly<Static<typeof previewSchema>>;

export const auditEntrySchema = Type.Object({
  number: Type.Integer(),
  at: Type.Integer(),
  userName: Type.String(),
  office: Type.String(),
  address: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  detail: Type.String(),
  beforeHash: Type.String(),
  afterHash: Type.String(),
  hash: Type.String(),
});
export type AuditEntry = Readonly<Static<typeof auditEntrySchema>>;
export const auditPageSchema = Type.Object({
  entries: Type.Array(auditEntrySchema),
  next: Type.Union([Type.Integer(), Type.Null()]),
});
export type AuditPage = Readonly<Static<typeof auditPageSchema>>;
export const auditQuerySchema = Type.Object({
  before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
});
/** `brokenAt` is the first line that does not follow on the one before. */
export const auditCheckSchema = Type.Object({
  lines: Type.Integer(),
  brokenAt: Type.Union([Type.Integer(), Type.Null()]),
});
export type AuditCheck = Readonly<Static<typeof auditCheckSchema>>;

/** Choosing a password of one's own, with the one that was given or the old one. */
export const ownPasswordRequestSchema = Type.Object(
  { username: Type.String({ minLength: 1, maxLength: 64 }), password, newPassword: password },
  closed,
);
export type OwnPasswordRequest = Readonly<Static<typeof ownPasswordRequestSchema>>;
