import { mayAct } from "../../src-shared/actions/authorise.ts";
import type { WorkListName } from "../data/desk-api.ts";
import { useDesk } from "../data/use-desk.ts";
import { BatchArchive } from "../features/archive/batch-archive.tsx";
import { BatchDispatch } from "../features/dispatch/batch-dispatch.tsx";
import { BatchAccept } from "../features/handling/batch-accept.tsx";
import { BatchUrge } from "../features/supervision/batch-urge.tsx";

const batches = {
  "to-dispatch": { type: "dispatch", Batch: BatchDispatch },
  "to-accept": { type: "accept", Batch: BatchAccept },
  "to-archive": { type: "archive", Batch: BatchArchive },
  "to-supervise": { type: "issue-notice", Batch: BatchUrge },
} as const;

function hasBatch(list: WorkListName): list is keyof typeof batches {
  return Object.hasOwn(batches, list);
}

/**
 * What can be done to several orders of a list at once, for those who may.
 * @see docs/spec/work-lists.md WL-8
 */
export function ListBatch({ list }: { list: WorkListName }): React.JSX.Element | null {
  const { actor } = useDesk();
  if (!hasBatch(list)) return null;
  const { type, Batch } = batches[list];
  return mayAct(actor.roles, type) ? <Batch /> : null;
}
