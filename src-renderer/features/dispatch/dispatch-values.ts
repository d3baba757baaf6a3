import { Type, type Static } from "typebox";

import { officeId, type OfficeId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { chosen, optional, problemsOf, type Checked } from "../../ui/form/checks.ts";

export const dispatchValues = Type.Object({ to: Type.String(), instruction: Type.String() });
export type DispatchValues = Static<typeof dispatchValues>;
export const emptyDispatch: DispatchValues = { to: "", instruction: "" };

export type Destination = Readonly<{ to: OfficeId; instruction: string }>;

export function checkDispatch({ to, instruction }: DispatchValues): Checked<Destination> {
  const problems = problemsOf({ to: chosen(to), instruction: optional(instruction, 2000) });
  return problems
    ? { ok: false, problems }
    : { ok: true, payload: { to: officeId(to), instruction: tidyText(instruction) } };
}
