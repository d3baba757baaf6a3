import { eq } from "drizzle-orm";

import { meta } from "./schema.ts";
import type { Executor } from "./store.ts";

/** Reads a fact about the province; makes and keeps it when there is none. Two processes get the same one. */
export async function readOrMake(db: Executor, key: string, make: () => string): Promise<string> {
  const known = await readMeta(db, key);
  if (known !== null) return known;
  await db.insert(meta).values({ key, value: make() }).onConflictDoNothing();
  const made = await readMeta(db, key);
  if (made === null) throw new Error(`the province cannot keep ${key}`);
  return made;
}

export async function readMeta(db: Executor, key: string): Promise<string | null> {
  const [row] = await db.select().from(meta).where(eq(meta.key, key));
  return row?.value ?? null;
}

export async function writeMeta(db: Executor, key: string, value: string): Promise<void> {
  await db.insert(meta).values({ key, value }).onConflictDoUpdate({ target: meta.key, set: { value } });
}
