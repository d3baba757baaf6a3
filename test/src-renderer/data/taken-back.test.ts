import "fake-indexeddb/auto";
import { afterEach, expect, test } from "vitest";

import { deviceId, type ActionId } from "../../../src-shared/kernel/ids.ts";
import type { JournalEntry } from "../../../src-shared/sync/journal-entry.ts";
import { fullPace } from "../../../src-shared/sync/push-pace.ts";
import { outboxRows, readOutboxRows } from "../../../src-renderer/data/box-outbox.ts";
import { compacted, movedBehind } from "../../../src-renderer/data/ledger.ts";
import { createOutbox, readLedger } from "../../../src-renderer/data/outbox.ts";
import { sealBatch } from "../../../src-renderer/data/seal.ts";
import { submit, withdraw } from "../../../src-renderer/data/submit.ts";
import { storyAt } from "../../support/order-steps.ts";
import { deskParts, newId, noteOn, row, type Parts } from "./desk-parts.ts";
import { memoryPlatform } from "./memory-platform.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

const order = storyAt("handling").now;

async function withNotes(...texts: readonly string[]): Promise<Readonly<{ desk: Parts; ids: readonly ActionId[] }>> {
  const desk = await deskParts();
  parts = desk;
  await desk.mirror.store([row(order)], desk.standpoint(), 1);
  return { desk, ids: await noted(desk, texts) };
}

async function noted(desk: Parts, texts: readonly string[]): Promise<readonly ActionId[]> {
  const said = [];
  for (const text of texts) said.push(await submit(desk.submit, noteOn(order.id, text)));
  return said.flatMap((one) => (one.ok ? [one.actionId] : []));
}

type Breaking = (desk: Parts, id: ActionId) => readonly JournalEntry[];
const broken: Readonly<Record<string, Breaking>> = {
  "its seal was broken behind a hole in the chain": () => [{ kind: "rechained", seq: 0, hash: "", at: 1 }],
  "it was taken over from a former device": (_, actionId) => [
    { kind: "taken-over", actionId, deviceId: deviceId(newId()), at: 1 },
  ],
  "another device is to send it": ({ outbox }, id) => {
    const entry = outbox.ledger().entries.get(id);
    return entry ? movedBehind(entry, deviceId(newId())) : [];
  },
};

test.each(Object.keys(broken))(
  "[OB-42] a step that the province may have is not taken back: %s, over a compacted journal too",
  async (how) => {
    const { desk, ids } = await withNotes("一");
    const [id] = ids;
    if (!id) throw new Error("one note");
    await sealBatch(desk.outbox, { key: desk.device.key, at: 1, pace: fullPace });
    await desk.outbox.append(broken[how]?.(desk, id) ?? []);
    expect(desk.outbox.ledger().entries.get(id)?.sealed).toBeNull();
    expect(await withdraw(desk.submit, id)).toBe(false);
    const journal = await memoryPlatform(desk.disk, "").openJournal(desk.account);
    const lines = compacted(readLedger(journal.contents.lines), 1).map((line) => JSON.stringify(line));
    const outbox = createOutbox(journal, desk.box, readLedger(lines));
    expect(await withdraw({ ...desk.submit, outbox }, id)).toBe(false);
    expect(outbox.ledger().entries.has(id)).toBe(true);
  },
);

test("[OB-42] a step that was never sealed can be taken back by whichever device has it", async () => {
  const { desk, ids } = await withNotes("一");
  const [id] = ids;
  const entry = id && desk.outbox.ledger().entries.get(id);
  if (!entry) throw new Error("one note");
  await desk.outbox.append(movedBehind(entry, deviceId(newId())));
  expect(await withdraw(desk.submit, entry.step.id)).toBe(true);
});

test("[OB-43] the box keeps the order of making when steps before were taken back", async () => {
  const { desk, ids } = await withNotes("一", "二", "三");
  await desk.outbox.projected();
  for (const id of ids.slice(0, 2)) expect(await withdraw(desk.submit, id)).toBe(true);
  await desk.outbox.projected();
  await noted(desk, ["四", "五"]);
  await desk.outbox.projected();
  const rows = await readOutboxRows(desk.box);
  const made = [...desk.outbox.ledger().entries.keys()];
  expect(rows.map(({ id }) => id)).toEqual(made);
  expect(rows).toEqual(outboxRows(desk.outbox.ledger()));
});
