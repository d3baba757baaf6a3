import { Type } from "typebox";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type ActionId = Branded<"ActionId">;
export type OrderId = Branded<"OrderId">;
export type AssignmentId = Branded<"AssignmentId">;
export type ContactId = Branded<"ContactId">;
export type DeviceId = Branded<"DeviceId">;
export type UserId = Branded<"UserId">;
export type OfficeId = Branded<"OfficeId">;
/** SHA-256 of a file's bytes, 64 lower-case hex digits: the file's name everywhere. */
export type Sha256 = Branded<"Sha256">;

const uuidPattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
const sha256Pattern = "^[0-9a-f]{64}$";
const officePattern = "^[A-Za-z0-9_]{1,40}$";

export const actionIdSchema = Type.Unsafe<ActionId>({ type: "string", pattern: uuidPattern });
export const orderIdSchema = Type.Unsafe<OrderId>({ type: "string", pattern: uuidPattern });
export const assignmentIdSchema = Type.Unsafe<AssignmentId>({ type: "string", pattern: uuidPattern });
export const contactIdSchema = Type.Unsafe<ContactId>({ type: "string", pattern: uuidPattern });
export const deviceIdSchema = Type.Unsafe<DeviceId>({ type: "string", pattern: uuidPattern });
export const userIdSchema = Type.Unsafe<UserId>({ type: "string", pattern: uuidPattern });
export const officeIdSchema = Type.Unsafe<OfficeId>({ type: "string", pattern: officePattern });
export const sha256Schema = Type.Unsafe<Sha256>({ type: "string", pattern: sha256Pattern });

// The one place where text becomes an id. Each trusts a caller that got the text from a typed column, a schema-checked
// message or newUuid; text from outside is checked by the schemas above.
export const actionId = (text: string): ActionId => text as ActionId;
export const orderId = (text: string): OrderId => text as OrderId;
export const assignmentId = (text: string): AssignmentId => text as AssignmentId;
export const contactId = (text: string): ContactId => text as ContactId;
export const deviceId = (text: string): DeviceId => text as DeviceId;
export const userId = (text: string): UserId => text as UserId;
export const officeId = (text: string): OfficeId => text as OfficeId;
export const sha256 = (text: string): Sha256 => text as Sha256;
