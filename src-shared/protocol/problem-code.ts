import { Type, type Static } from "typebox";

import type { Refusal } from "../domain/refusal.ts";
import { besideProblems } from "./beside-problems.ts";
import { courierProblems } from "./courier-problems.ts";
import { fileProblems } from "./file-problems.ts";
import { cardProblems } from "./card-problems.ts";
import { supervisionProblems } from "./supervision-problems.ts";
import { administrationProblems } from "./administration-problems.ts";
import { requestProblems } from "./request-problems.ts";

/** One entry of the list of problems: a number that is never reused, an HTTP status, and what to do next. */
export type ProblemKind = Readonly<{ number: number; status: number; meaning: string; next: string }>;

/** Numbers that once stood for something else and may never be given again. */
export const retiredProblemNumbers: readonly number[] = [2008, 2014];

// 1xxx who you are · 2xxx the order does not allow it · 3xxx sync · 4xxx files · 5xxx the province itself
export const problemKinds = {
  ...administrationProblems,
  "wrong-credentials": {
    number: 1001,
    status: 401,
    meaning: "User name or password is wrong.",
    next: "Type them again; after five failures wait as told.",
  },
  "too-many-attempts": {
    number: 1002,
    status: 429,
    meaning: "Too many failed sign-ins.",
    next: "Wait for the time in Retry-After.",
  },
  "signed-out": {
    number: 1003,
    status: 401,
    meaning: "The session has ended.",
    next: "Sign in again; queued steps stay on the computer.",
  },
  "session-reused": {
    number: 1004,
    status: 401,
    meaning: "A refresh token was used twice; all sessions of it were ended.",
    next: "Sign in again; if it was not you, change the password.",
  },
  "account-disabled": {
    number: 1005,
    status: 403,
    meaning: "The account or the device was disabled.",
    next: "Ask the administrator of the office.",
  },
  "device-taken": {
    number: 1006,
    status: 409,
    meaning: "The device is registered to another account.",
    next: "Register this computer again for this account.",
  },
  "no-right": {
    number: 2001,
    status: 403,
    meaning: "Your roles do not include this step.",
    next: "Ask a colleague with the role, or the administrator.",
  },
  "other-office": {
    number: 2002,
    status: 409,
    meaning: "Another office must act now.",
    next: "Look at who holds the order; leave a note if it is urgent.",
  },
  "state-moved": {
    number: 2003,
    status: 409,
    meaning: "The order has moved on since.",
    next: "Look at the order as it is now, then decide again.",
  },
  "order-ended": {
    number: 2004,
    status: 409,
    meaning: "The order has ended.",
    next: "Ask the hotline office to reopen it.",
  },
  "no-such-order": {
    number: 2005,
    status: 404,
    meaning: "There is no such order in your scope.",
    next: "Look it up by its number.",
  },
  "order-exists": {
    number: 2006,
    status: 409,
    meaning: "This order has been registered already.",
    next: "Nothing: the first registration stands.",
  },
  "unknown-office": {
    number: 2007,
    status: 422,
    meaning: "The office is not in the office tree.",
    next: "Choose an office from the list.",
  },
  "not-below": {
    number: 2009,
    status: 422,
    meaning: "The office is not below yours.",
    next: "Choose an office of your own branch, or return the order.",
  },
  "assignment-moved": {
    number: 2010,
    status: 409,
    meaning: "This turn is no longer open.",
    next: "Look at the order as it is now, then decide again.",
  },
  "reason-missing": {
    number: 2013,
    status: 422,
    meaning: "A reason is needed.",
    next: "Write the reason and send again.",
  },
  "rating-missing": {
    number: 2015,
    status: 422,
    meaning: "A worker who was reached must be asked for both answers.",
    next: "Enter whether it is solved, and the rating.",
  },
  "ruling-missing": {
    number: 2016,
    status: 422,
    meaning: "A ruling needs its reason.",
    next: "Write why the demand is unreasonable.",
  },
  "nothing-changed": {
    number: 2017,
    status: 422,
    meaning: "Nothing was changed.",
    next: "Change something, or leave it.",
  },
  "file-known": {
    number: 2018,
    status: 409,
    meaning: "The file is on the order already.",
    next: "Nothing: it is there.",
  },
  "merge-with-itself": {
    number: 2019,
    status: 422,
    meaning: "An order cannot be merged into itself.",
    next: "Choose the other order.",
  },
  "review-too-far": {
    number: 2020,
    status: 422,
    meaning: "A suspension is looked at again within 30 days.",
    next: "Choose a date within 30 days.",
  },
  malformed: {
    number: 2021,
    status: 422,
    meaning: "The step could not be read.",
    next: "Open the form again and check every field.",
  },
  "unknown-code": {
    number: 2098,
    status: 422,
    meaning: "A code is in no dictionary.",
    next: "Choose it from the list again; sync first if the list is old.",
  },
  "unknown-action": {
    number: 2022,
    status: 422,
    meaning: "The province does not know this kind of step.",
    next: "Update the desk or wait for the province to be updated; the step is kept.",
  },
  "retention-too-short": {
    number: 2023,
    status: 422,
    meaning: "The policy asks for a longer retention.",
    next: "Choose at least 10 years, 30 for a collective case.",
  },
  ...supervisionProblems,
  ...besideProblems,
  ...requestProblems,
  ...cardProblems,
  gap: {
    number: 3001,
    status: 409,
    meaning: "An earlier step of this device is missing.",
    next: "The desk sends it by itself.",
  },
  "epoch-changed": {
    number: 3002,
    status: 409,
    meaning: "The province was restored from a backup.",
    next: "The desk offers its steps again by itself.",
  },
  rebase: {
    number: 3003,
    status: 409,
    meaning: "What this account may see has changed.",
    next: "The desk fetches its orders anew by itself.",
  },
  "protocol-too-old": {
    number: 3004,
    status: 426,
    meaning: "This desk is too old to receive orders.",
    next: "Update the desk; its steps are still accepted.",
  },
  busy: {
    number: 3005,
    status: 503,
    meaning: "The province has too much to do.",
    next: "The desk tries again after Retry-After.",
  },
  "bad-signature": {
    number: 3006,
    status: 422,
    meaning: "The step was not signed by this device.",
    next: "Register this computer again; the step is kept.",
  },
  "device-copied": {
    number: 3008,
    status: 409,
    meaning: "Another computer has sent another step under this number: one of the two has the other's data.",
    next: "Sign in again: this computer gets a name of its own, and its unsent steps go on.",
  },
  "id-reused": {
    number: 3007,
    status: 409,
    meaning: "Two different steps carry one number.",
    next: "Call support: this computer may be a copy of another.",
  },
  ...fileProblems,
  ...courierProblems,
  "bad-request": {
    number: 5001,
    status: 400,
    meaning: "The request could not be read.",
    next: "Update the desk; if it stays, call support with the request's number.",
  },
  "not-found": { number: 5002, status: 404, meaning: "There is nothing at this address.", next: "Check the address." },
  "too-many-requests": {
    number: 5003,
    status: 429,
    meaning: "Too many requests.",
    next: "Wait for the time in Retry-After.",
  },
  "start-unreadable": {
    number: 5005,
    status: 422,
    meaning: "The start is neither a day nor a moment with its zone.",
    next: "Write it like 2026-03-02 or 2026-03-02T09:00:00+08:00.",
  },
  "limit-unreadable": {
    number: 5006,
    status: 422,
    meaning: "The limit is not an amount with its unit.",
    next: "Write it like 3wd (working days), 15d (calendar days), 24h or 30min.",
  },
  "disk-full": {
    number: 5004,
    status: 507,
    meaning: "The province's disk is full.",
    next: "Steps stay on the computer and are sent when there is room; tell the province.",
  },
  unexpected: {
    number: 5999,
    status: 500,
    meaning: "The province made a mistake.",
    next: "Try again; if it stays, call support with the request's number.",
  },
} as const satisfies Readonly<Record<Refusal, ProblemKind>> & Readonly<Record<string, ProblemKind>>;

export type ProblemName = keyof typeof problemKinds;

/** The number as people read it aloud: `LXQ-2003`. */
export function problemCode(name: ProblemName): string {
  return `LXQ-${problemKinds[name].number}`;
}

export function isProblemName(text: string): text is ProblemName {
  return Object.hasOwn(problemKinds, text);
}

/** The one shape of every error answer (RFC 9457, with our members). */
export const problemSchema = Type.Object({
  name: Type.String(),
  code: Type.String(),
  status: Type.Integer(),
  title: Type.String(),
  next: Type.String(),
  requestId: Type.String(),
  retryAfterMs: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type Problem = Readonly<Static<typeof problemSchema>>;
