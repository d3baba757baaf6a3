/**
 * Who must do something about steps that have not arrived or were not accepted, by the name of the sentence that says so:
 * the person (`me…`), their administrator, the province, or nobody, because it goes by itself.
 */
export type WhoActs =
  | "meDecide"
  | "meRegister"
  | "meSignIn"
  | "meRoom"
  | "meCarry"
  | "administratorRights"
  | "administratorLine"
  | "province"
  | "provinceLater"
  | "nobody";

// What a person cannot put right by deciding anew: rights, accounts, devices and keys are looked after by somebody else.
const beyondMe: ReadonlySet<string> = new Set(["no-right", "bad-signature", "id-reused", "account-disabled"]);

type Unapplied = Readonly<{
  receipt: Readonly<{ verdict: string; code: string | null }> | null;
  step: Readonly<{ type: string }>;
}>;

/** Whether the province keeps a step for its update. */
export function isParked({ receipt }: Pick<Unapplied, "receipt">): boolean {
  return receipt?.verdict === "parked";
}

/** Who must act on a step that the province has not applied. */
export function whoActsOn({ receipt, step }: Unapplied): WhoActs {
  if (isParked({ receipt })) return "provinceLater";
  if (beyondMe.has(receipt?.code ?? "")) return "administratorRights";
  return step.type === "register" ? "meRegister" : "meDecide";
}

const byTrouble: ReadonlyMap<string, WhoActs> = new Map([
  ...["unreachable", "busy", "too-many-requests"].map((one) => [one, "nobody"] as const),
  ...["signed-out", "device-copied"].map((one) => [one, "meSignIn"] as const),
  ...["no-room", "local-store"].map((one) => [one, "meRoom"] as const),
  ["never-online", "meCarry"],
  ["not-the-province", "administratorLine"],
  ["account-disabled", "administratorRights"],
]);

/**
 * Who must act so that what waits is sent.
 * @see docs/spec/receipts.md RC-22
 */
export function whoActsFor({ trouble }: Readonly<{ trouble: string | null }>): WhoActs {
  return trouble === null ? "nobody" : (byTrouble.get(trouble) ?? "province");
}
