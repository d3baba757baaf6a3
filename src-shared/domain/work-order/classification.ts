import { Type, type Static } from "typebox";

import { optionalText, requiredText } from "../../kernel/text.ts";

export const orderClasses = ["consultation", "request", "suggestion"] as const;
export type OrderClass = (typeof orderClasses)[number];

export const urgencies = ["critical", "urgent", "normal"] as const;
export type Urgency = (typeof urgencies)[number];

export const difficulties = ["ordinary", "difficult", "complex"] as const;
export const orderFlags = ["collective", "anonymous", "confidential", "reply-wanted"] as const;
export const genders = ["female", "male", "unknown"] as const;
export const yesNo = ["yes", "no", "unknown"] as const;
/** The legal ways that a matter may have taken already (法律途径). */
export const legalRoutes = ["none", "inspection", "arbitration", "litigation", "petition"] as const;

/** A code of a dictionary. Unknown codes are kept and shown as "update to see": an old desk must not lose a new code. */
export const dictionaryCode = Type.String({ maxLength: 60, pattern: "^[A-Za-z0-9._-]*$" });

/** How an order is classified (分类). `problem` is a code of the dictionary `problem-type`. */
export const classificationSchema = Type.Object(
  {
    title: requiredText(120),
    class: Type.Enum([...orderClasses]),
    problem: dictionaryCode,
    urgency: Type.Enum([...urgencies]),
    difficulty: Type.Enum([...difficulties]),
    flags: Type.Array(Type.Enum([...orderFlags]), { maxItems: orderFlags.length }),
  },
  { additionalProperties: false },
);
export type Classification = Readonly<Static<typeof classificationSchema>>;

/** The worker (职工) an order is about. Phones and the ID number are personal data: masked unless revealed. */
export const workerSchema = Type.Object(
  {
    name: optionalText(100),
    gender: Type.Enum([...genders]),
    idNumber: Type.String({ pattern: "^([0-9]{17}[0-9X])?$" }),
    phones: Type.Array(Type.String({ pattern: "^[0-9+() -]{3,24}$" }), { maxItems: 5 }),
    identity: dictionaryCode,
    unionMember: Type.Enum([...yesNo]),
    address: optionalText(200),
    persons: Type.Integer({ minimum: 1, maximum: 100_000 }),
    coClaimants: Type.Array(requiredText(100), { maxItems: 500 }),
  },
  { additionalProperties: false },
);
export type Worker = Readonly<Static<typeof workerSchema>>;

/** The employer (用人单位) the appeal is about. `region` is a GB/T 2260 or local code, empty when unknown. */
export const employerSchema = Type.Object(
  {
    name: optionalText(200),
    creditCode: Type.String({ pattern: "^([0-9A-HJ-NPQRTUWXY]{18})?$" }),
    nature: dictionaryCode,
    industry: dictionaryCode,
    size: dictionaryCode,
    region: Type.String({ pattern: "^([0-9]{6})?$" }),
    address: optionalText(200),
    contact: optionalText(100),
    hasUnion: Type.Enum([...yesNo]),
    project: optionalText(200),
    generalContractor: optionalText(200),
    subcontractor: optionalText(200),
  },
  { additionalProperties: false },
);
export type Employer = Readonly<Static<typeof employerSchema>>;

/** Money: whole cents of yuan. */
export const cents = Type.Integer({ minimum: 0, maximum: 10_000_000_000_000 });

/** What is asked for (诉求). */
export const claimSchema = Type.Object(
  {
    facts: requiredText(8000),
    period: optionalText(100),
    claimedCents: cents,
    evidence: optionalText(2000),
    legalRoute: Type.Enum([...legalRoutes]),
  },
  { additionalProperties: false },
);
export type Claim = Readonly<Static<typeof claimSchema>>;
