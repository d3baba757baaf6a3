import "fake-indexeddb/auto";
import fc from "fast-check";
import { verify, createPublicKey } from "node:crypto";
import { afterEach, expect, test } from "vitest";

import type { Intent } from "../../../src-shared/actions/action.ts";
import { actionId, deviceId, orderId } from "../../../src-shared/kernel/ids.ts";
import { signedText } from "../../../src-shared/protocol/action-envelope.ts";
import type { JournalEntry } from "../../../src-shared/sync/journal-entry.ts";
import { outboxRows, readOutboxRows, rebuildOutbox } from "../../../src-renderer/data/box-outbox.ts";
import {
  compacted,
  emptyLedger,
  isRefused,
  record,
  unsentEntries,
  type Ledger,
} from "../../../src-renderer/data/ledger.ts";
import { readLedger } from "../../../src-renderer/data/outbox.ts";
import { sealBatch, sha256Of } from "../../../src-renderer/data/seal.ts";
import { fullPace } from "../../../src-shared/sync/push-pace.ts";
import { sendAgain, setAside } from "../../../src-renderer/data/settle.ts";
import { submit, withdraw } from "../../../src-renderer/data/submit.ts";
import { storyAt, wagesCase } from "../../support/order-steps.ts";
import { deskParts, newId, noteOn, receiptFor, row, type Parts } from "./desk-parts.ts";
import { emptyDisk } from "./memory-platform.ts";

let parts: Parts | null = null;
afterEach(async () => {
  await parts?.close();
  parts = null;
});

async function open(): Promise<Parts> {
  parts = await deskParts({ disk: emptyDisk() });
  return parts;
}

/** A desk that has the wages case at the county, being handled. */
async function withOrder(): Promise<Readonly<{ desk: Parts; order: ReturnType<typeof orderId> }>> {
  const desk = await open();
  const { now } = storyAt("handling");
  await desk.mirror.store([row(now)], desk.standpoint(), 1);
  return { desk, order: now.id };
}

const registration = (): Intent => ({ type: "register", orderId: orderId(newId()), payload: wagesCase });
const linesOf = (desk: Parts): readonly string[] => desk.disk.journals.get(desk.account) ?? [];
const texts = (ledger: Ledger): unknown[] => unsentEntries(ledger).map((entry) => entry.step.payload["text"]);

test("[OB-1] nothing is said and nothing is shown before the journal has the step", async () => {
  const { desk, order } = await withOrder();
  let isOnDisk = false;
  desk.disk.beforeAppend = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(desk.outbox.ledger().entries.size).toBe(0);
    isOnDisk = true;
  };
  const said = await submit(desk.submit, noteOn(order, "已联系"));
  expect(said).toMatchObject({ ok: true, orderId: order });
  expect(isOnDisk).toBe(true);
  expect(linesOf(desk)).toHaveLength(1);
});

test("[OB-1] a full disk refuses the step, says so, and the next one goes through", async () => {
  const { desk, order } = await withOrder();
  desk.disk.isFull = true;
  expect(await submit(desk.submit, noteOn(order, "一"))).toEqual({ ok: false, refusal: "no-room" });
  expect(desk.outbox.ledger().entries.size).toBe(0);
  desk.disk.isFull = false;
  expect(await submit(desk.submit, noteOn(order, "二"))).toMatchObject({ ok: true });
  expect(texts(desk.outbox.ledger())).toEqual(["二"]);
});

test("[OB-2] a step that the judge refuses is not saved", async () => {
  const { desk, order } = await withOrder();
  const dispatch: Intent = { type: "archive", orderId: order, payload: { retentionYears: 10 } };
  expect(await submit(desk.submit, dispatch)).toMatchObject({ ok: false });
  expect(await submit(desk.submit, noteOn(orderId(newId()), "?"))).toEqual({ ok: false, refusal: "no-such-order" });
  expect(await submit(desk.submit, noteOn(order, "   "))).toEqual({ ok: false, refusal: "malformed" });
  expect(linesOf(desk)).toEqual([]);
});

test("[OB-6] control characters, half characters and Windows line ends are tidied before they are judged", async () => {
  const { desk, order } = await withOrder();
  expect(await submit(desk.submit, noteOn(order, "  a\r\nb\u0000\ud800c​<script>  "))).toMatchObject({ ok: true });
  const [entry] = desk.outbox.ledger().entries.values();
  expect(entry?.step.payload["text"]).toBe("a\nb\ufffdc​<script>");
});

test("[OB-3] many steps at once are judged and saved in the order made", async () => {
  const { desk, order } = await withOrder();
  const wanted = Array.from({ length: 20 }, (_, at) => `第${at}条`);
  const said = await Promise.all(wanted.map((text) => submit(desk.submit, noteOn(order, text))));
  expect(said.every((one) => one.ok)).toBe(true);
  expect(texts(desk.outbox.ledger())).toEqual(wanted);
  expect(texts(readLedger(linesOf(desk)))).toEqual(wanted);
});

test("[OB-3] a second press of the same button is judged on top of the first", async () => {
  const desk = await open();
  const { now } = storyAt("awaiting-acceptance");
  await desk.mirror.store([row(now)], desk.standpoint(), 1);
  const assignment = now.assignments.at(-1)?.id;
  if (!assignment) throw new Error("no turn");
  const accept: Intent = { type: "accept", orderId: now.id, payload: { assignment } };
  const [first, second] = await Promise.all([submit(desk.submit, accept), submit(desk.submit, accept)]);
  expect([first, second]).toMatchObject([{ ok: true }, { ok: false, refusal: "nothing-changed" }]);
});

test("[OB-4] a step is taken back until it is sealed, and leaves no hole", async () => {
  const { desk, order } = await withOrder();
  const said = [];
  for (const text of ["一", "二", "三"]) said.push(await submit(desk.submit, noteOn(order, text)));
  const [, second, third] = said.map((one) => (one.ok ? one.actionId : actionId("")));
  expect(await withdraw(desk.submit, second ?? actionId(""))).toBe(true);
  const sealed = await sealBatch(desk.outbox, { key: desk.device.key, at: 1, pace: fullPace });
  expect(sealed.map((action) => action.seq)).toEqual([1, 2]);
  expect(await withdraw(desk.submit, third ?? actionId(""))).toBe(false);
  expect(texts(desk.outbox.ledger())).toEqual(["一", "三"]);
});

test("[OB-5] seals are dense, chained and signed, in one append before anything is sent", async () => {
  const { desk, order } = await withOrder();
  for (const text of ["一", "二"]) await submit(desk.submit, noteOn(order, text));
  let appends = 0;
  desk.disk.beforeAppend = async () => void (appends += 1);
  const first = await sealBatch(desk.outbox, { key: desk.device.key, at: 1, pace: fullPace });
  expect(appends).toBe(1);
  await submit(desk.submit, noteOn(order, "三"));
  const batch = await sealBatch(desk.outbox, { key: desk.device.key, at: 1, pace: fullPace });
  expect(batch.slice(0, 2)).toEqual(first);
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: desk.device.publicKey }, format: "jwk" });
  let hash = "";
  for (const [at, action] of batch.entries()) {
    expect(action).toMatchObject({ seq: at + 1, previousHash: hash });
    const text = Buffer.from(signedText(action));
    expect(verify(null, text, key, Buffer.from(action.signature, "base64url"))).toBe(true);
    hash = await sha256Of(text);
  }
  expect(readLedger(linesOf(desk)).last).toEqual({ seq: 3, hash });
});

test("[OB-5] a first batch holds at most 50 actions and 128 KB, and always one", async () => {
  const { desk, order } = await withOrder();
  for (let at = 0; at < 60; at += 1) await submit(desk.submit, noteOn(order, `${at}`));
  expect(await sealBatch(desk.outbox, { key: desk.device.key, at: 1, pace: fullPace })).toHaveLength(50);
  const long = "长".repeat(3990);
  for (let at = 0; at < 20; at += 1) await submit(desk.submit, noteOn(order, long + at));
  await desk.outbox.exclusive(() => desk.outbox.append(receipts(desk.outbox.ledger(), 60)));
  const batch = await sealBatch(desk.outbox, { key: desk.device.key, at: 1, pace: fullPace });
  expect(batch.length).toBeGreaterThan(5);
  expect(new TextEncoder().encode(JSON.stringify(batch)).length).toBeLessThan(128 * 1024);
});

function receipts(ledger: Ledger, count: number): JournalEntry[] {
  const first = unsentEntries(ledger).slice(0, count);
  return first.map(({ step }) => ({ kind: "receipt", receipt: receiptFor(step), at: 1 }));
}

test("[OB-13] a refused step is sent again as a new one; old and new go in one write", async () => {
  const { desk, order } = await withOrder();
  await submit(desk.submit, noteOn(order, "再试"));
  await sealBatch(desk.outbox, { key: desk.device.key, at: 1, pace: fullPace });
  const [refused] = desk.outbox.ledger().entries.values();
  if (!refused) throw new Error("no step");
  const receipt = receiptFor(refused.step, { verdict: "rejected", code: "state-moved" });
  await desk.outbox.exclusive(() => desk.outbox.append([{ kind: "receipt", receipt, at: 1 }]));
  let appends = 0;
  desk.disk.beforeAppend = async () => void (appends += 1);
  expect(await sendAgain(desk.submit, refused.step.id)).toMatchObject({ ok: true });
  expect(appends).toBe(1);
  expect(texts(desk.outbox.ledger())).toEqual(["再试"]);
  expect([...desk.outbox.ledger().entries.values()].filter(isRefused)).toEqual([]);
  expect(await sendAgain(desk.submit, refused.step.id)).toMatchObject({ ok: false });
});

test("[OB-12] a refused registration is set aside where no order came of it", async () => {
  const desk = await open();
  await submit(desk.submit, registration());
  const [entry] = desk.outbox.ledger().entries.values();
  if (!entry) throw new Error("no step");
  const receipt = receiptFor(entry.step, { verdict: "rejected", code: "no-right" });
  await desk.outbox.exclusive(() => desk.outbox.append([{ kind: "receipt", receipt, at: 1 }]));
  expect([...readLedger(linesOf(desk)).entries.values()].filter(isRefused)).toHaveLength(1);
  expect(await setAside(desk.submit, entry.step.id, "登记有误")).toMatchObject({ ok: true });
  expect([...desk.outbox.ledger().entries.values()].filter(isRefused)).toEqual([]);
  expect(unsentEntries(desk.outbox.ledger())).toEqual([]);
});

test("[LS-17] the box is what the journal says, and so it is after it was emptied and built again", async () => {
  const { desk, order } = await withOrder();
  const said = [];
  for (const text of ["一", "二", "三", "四"]) said.push(await submit(desk.submit, noteOn(order, text)));
  const last = said.at(-1);
  if (last?.ok) await withdraw(desk.submit, last.actionId);
  await sealBatch(desk.outbox, { key: desk.device.key, at: 1, pace: fullPace });
  await desk.outbox.exclusive(() => desk.outbox.append(receipts(desk.outbox.ledger(), 1)));
  await desk.outbox.projected();
  const lived = await readOutboxRows(desk.box);
  const rebuilt = readLedger(linesOf(desk));
  expect(outboxRows(rebuilt)).toEqual(lived);
  await desk.box.use(async ({ outbox }) => void (await outbox.bulkRemove(lived.map((one) => one.id))));
  expect(await readOutboxRows(desk.box)).toEqual([]);
  await rebuildOutbox(desk.box, rebuilt, []);
  expect(await readOutboxRows(desk.box)).toEqual(lived);
});

test("[OB-22] compacting keeps what is unsent or refused, thirty days from the receipt, and the end of the chain", () => {
  const day = 86_400_000;
  const now = 100 * day;
  fc.assert(
    fc.property(
      fc.array(fc.record({ age: fc.nat(90), wait: fc.nat(60), fate: fc.constantFrom("unsent", "refused", "applied") })),
      (made) => {
        const device: JournalEntry = { kind: "device", deviceId: deviceId("d"), at: 0 };
        const steps = made.flatMap((one, at) =>
          lived(at, { savedAt: now - one.age * day, wait: one.wait * day }, one.fate),
        );
        const ledger = record(emptyLedger, [device, ...steps]);
        const kept = record(emptyLedger, compacted(ledger, now));
        const wanted = made.flatMap(({ age, wait, fate }, at) => {
          const isEnd = at + 1 === ledger.last.seq;
          return fate !== "applied" || age - wait < 30 || isEnd ? [at] : [];
        });
        expect([...kept.entries.keys()]).toEqual(wanted.map((at) => [...ledger.entries.keys()][at]));
        expect(kept.last).toEqual(ledger.last);
        expect(compacted(kept, now)).toEqual(compacted(ledger, now));
      },
    ),
  );
});

type Saved = Readonly<{ savedAt: number; wait: number }>;

function lived(at: number, { savedAt, wait }: Saved, fate: "unsent" | "refused" | "applied"): JournalEntry[] {
  const id = actionId(`00000000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`);
  const order = orderId(id);
  const evidence = {
    token: "",
    bootId: "",
    uptimeMs: 0,
    tokenUptimeMs: 0,
    tokenBootId: "",
    wallClock: 0,
    tokenWallClock: 0,
    counter: "page",
  } as const;
  const step = { id, deviceId: "d", userId: "u", orderId: order, type: "note", baseVersion: 0, actionVersion: 1 };
  const made = { ...step, payload: {}, attachments: [], evidence } as unknown as Extract<
    JournalEntry,
    { kind: "step" }
  >["step"];
  const entries: JournalEntry[] = [{ kind: "step", step: made, at: savedAt }];
  const seal = { seq: at + 1, previousHash: "", signature: "" };
  if (fate !== "unsent") entries.push({ kind: "sealed", actionId: id, seal, hash: `hash ${at}`, at: savedAt });
  const verdict = fate === "refused" ? "rejected" : "applied";
  if (fate !== "unsent")
    entries.push({ kind: "receipt", receipt: receiptFor(made, { verdict, receivedAt: savedAt + wait }), at: savedAt });
  return entries;
}
