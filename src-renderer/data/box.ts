import type { RxCollection, RxJsonSchema } from "rxdb";

import type { UserId } from "../../src-shared/kernel/ids.ts";
import { openRxStore, type RxStore } from "./rx-store.ts";

// [Note: frozen envelopes] These four shapes never change: what they carry is an opaque text, so that no migration ever
// touches unsent work. A new need is a new collection or a new member inside the text.
type OutboxDoc = { id: string; place: number; payload: string };
type UploadDoc = { sha256: string; payload: string };
type ValueDoc = { key: string; value: string };
type DraftDoc = { key: string; at: number; value: string };

export type BoxCollections = {
  outbox: RxCollection<OutboxDoc>;
  uploads: RxCollection<UploadDoc>;
  kv: RxCollection<ValueDoc>;
  drafts: RxCollection<DraftDoc>;
};

/** What must not be lost with the page: written with strict durability, and rebuilt from the journal when it is gone. */
export type Box = RxStore<BoxCollections>;

const text = { type: "string" } as const;
const moment = { type: "number" } as const;
const key = { type: "string", maxLength: 200 } as const;

const outbox: RxJsonSchema<OutboxDoc> = {
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: { id: { type: "string", maxLength: 36 }, place: moment, payload: text },
  required: ["id", "place", "payload"],
};
const uploads: RxJsonSchema<UploadDoc> = {
  version: 0,
  primaryKey: "sha256",
  type: "object",
  properties: { sha256: { type: "string", maxLength: 64 }, payload: text },
  required: ["sha256", "payload"],
};
const kv: RxJsonSchema<ValueDoc> = {
  version: 0,
  primaryKey: "key",
  type: "object",
  properties: { key, value: text },
  required: ["key", "value"],
};
const drafts: RxJsonSchema<DraftDoc> = {
  version: 0,
  primaryKey: "key",
  type: "object",
  properties: { key, at: moment, value: text },
  required: ["key", "at", "value"],
};

/** Opens the box of an account. */
export function openBox(account: UserId): Promise<Box> {
  const collections = {
    outbox: { schema: outbox },
    uploads: { schema: uploads },
    kv: { schema: kv },
    drafts: { schema: drafts },
  };
  return openRxStore<BoxCollections>({ name: `box-${account}`, durability: "strict", collections });
}

/** Reads a value of the box as text; null when there is none. */
export async function readValue(box: Box, name: string): Promise<string | null> {
  return box.use(async ({ kv: values }) => (await values.findOne(name).exec())?.value ?? null);
}

export async function writeValue(box: Box, name: string, value: string): Promise<void> {
  await box.use(({ kv: values }) => values.upsert({ key: name, value }));
}

export async function dropValue(box: Box, name: string): Promise<void> {
  await box.use(async ({ kv: values }) => void (await values.findOne(name).remove()));
}
