import { orderClasses, urgencies, type Urgency } from "../work-order/classification.ts";
import type { Policy } from "./policy.ts";

/** Which limits of a policy another makes shorter or longer, named by class, urgency and limit, with both texts. */
export type ChangedLimit = Readonly<{
  orderClass: keyof Policy["limits"];
  urgency: Urgency;
  limit: (typeof limitNames)[number];
  before: Policy["limits"]["request"]["normal"]["accept"] | null;
  after: Policy["limits"]["request"]["normal"]["accept"] | null;
}>;

const limitNames = ["dispatch", "accept", "firstContact", "complete", "thenEvery"] as const;

/** Every limit that two policies have differently. Limits that run already keep their ends (AD-22). */
export function changedLimits(old: Policy, next: Policy): readonly ChangedLimit[] {
  return orderClasses.flatMap((orderClass) =>
    urgencies.flatMap((urgency) =>
      limitNames.flatMap((limit) => {
        const before = old.limits[orderClass][urgency][limit] ?? null;
        const after = next.limits[orderClass][urgency][limit] ?? null;
        const isSame = before?.amount === after?.amount && before?.unit === after?.unit;
        return isSame ? [] : [{ orderClass, urgency, limit, before, after }];
      }),
    ),
  );
}
