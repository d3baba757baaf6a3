import { BehaviorSubject, type Observable } from "rxjs";

import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Box } from "./box.ts";

export type DraftMark = Readonly<{ key: string; at: Instant }>;

/** What a person has begun to write and not yet saved, by the form's key. Survives a closed page. */
export type Drafts = Readonly<{
  read: (key: string) => Promise<unknown>;
  write: (key: string, value: unknown) => Promise<void>;
  clear: (key: string) => Promise<void>;
  list$: Observable<readonly DraftMark[]>;
}>;

/** Opens the drafts of a box, newest first in the list. */
export async function openDrafts(box: Box, now: () => Instant): Promise<Drafts> {
  const docs = await box.use(({ drafts }) => drafts.find().exec());
  const list$ = new BehaviorSubject<readonly DraftMark[]>(newestFirst(docs.map(({ key, at }) => ({ key, at }))));
  const others = (key: string): readonly DraftMark[] => list$.value.filter((mark) => mark.key !== key);
  return {
    list$,
    read: async (key) => {
      const doc = await box.use(({ drafts }) => drafts.findOne(key).exec());
      const value: unknown = doc ? JSON.parse(doc.value) : null;
      return value;
    },
    write: async (key, value) => {
      const at = now();
      await box.use(({ drafts }) => drafts.upsert({ key, at, value: JSON.stringify(value) }));
      list$.next(newestFirst([...others(key), { key, at }]));
    },
    clear: async (key) => {
      await box.use(async ({ drafts }) => {
        // The database keeps a deleted document's last content, so the content goes first.
        if (await drafts.findOne(key).exec()) await drafts.upsert({ key, at: 0, value: "null" });
        await drafts.bulkRemove([key]);
      });
      list$.next(others(key));
    },
  };
}

function newestFirst(marks: readonly DraftMark[]): readonly DraftMark[] {
  return marks.toSorted((a, b) => b.at - a.at);
}
