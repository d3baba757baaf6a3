import { Type, type Static } from "typebox";

import type { Intent } from "../../src-shared/actions/action.ts";
import type { OrderId } from "../../src-shared/kernel/ids.ts";
import type { SubmitResult } from "./desk-api.ts";
import { useDesk } from "./use-desk.ts";
import { useDraft, type Draft } from "./use-draft.ts";

const schema = Type.Object({ choice: Type.String(), reason: Type.String() });

type Reasoned = Readonly<{
  draft: Draft<Static<typeof schema>> | "loading";
  submit: (intent: Intent) => Promise<SubmitResult>;
}>;

/**
 * What the form of a step needs that says why, and at most chooses one thing: its draft and the way to send it.
 * @param choice what is chosen to begin with
 */
export function useReasoned(order: OrderId, step: string, choice = ""): Reasoned {
  const desk = useDesk();
  const draft = useDraft(`${order}/${step}`, schema, { choice, reason: "" });
  return { draft, submit: (intent) => desk.submit(intent) };
}
