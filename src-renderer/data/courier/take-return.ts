import { filter, firstValueFrom } from "rxjs";
import Value from "typebox/value";

import { cursorSchema, type Cursor } from "../../../src-shared/protocol/sync.ts";
import type { DeskCore } from "../desk-core.ts";
import { beginAnew, dropSent, letGo, storeRows } from "../errand-ends.ts";
import { filesOfEpoch } from "../files-of-epoch.ts";
import { isOwn, unsentEntries } from "../ledger.ts";
import { keepEpoch, meetEpoch } from "../meet-epoch.ts";
import type { PacketOpened } from "./courier-api.ts";
import { lastHeard } from "../lease.ts";
import { writeHeardByHand } from "./heard-by-hand.ts";
import { joins } from "./joins.ts";
import type { ReturnFacts } from "./read-return.ts";

/**
 * Takes in what the province sent back: orders, then receipts, which clear the queue. Nothing at all is taken from a
 * packet whose orders do not join those here; the same packet again changes nothing.
 * @throws Unavailable when this computer cannot store it
 * @see docs/spec/courier.md CP-23, CP-24, docs/spec/files.md FI-14
 */
export async function takeReturn(core: DeskCore, facts: ReturnFacts): Promise<PacketOpened> {
  if (facts.head.profile.userId !== core.parts.account.userId) return { ok: false, trouble: "packet-foreign" };
  await untilNothingIsPulled(core);
  const cursor = await readCursor(core);
  const joining = joins(facts, { cursor, heardAt: await heardAt(core) });
  if (joining === "out-of-step") return { ok: false, trouble: "packet-out-of-step" };
  const news = newsIn(core, facts);
  if (joining === "known" && news.receipts.length === 0 && news.files.length === 0) {
    return { ok: false, trouble: "packet-too-old" };
  }
  const orders = joining === "apply" ? await takeOrders(core, facts) : 0;
  await core.openings.settle();
  await takeReceipts(core, facts, news);
  return {
    ok: true,
    kind: "returned",
    receipts: news.receipts.length,
    refused: news.receipts.filter((receipt) => receipt.verdict === "rejected").length,
    orders,
    files: news.files.length,
    answers: facts.head.answers,
    at: facts.madeAt,
    asksAgain: facts.head.expected !== null,
  };
}

/** The engine's own pulling and ours must not cross; what it has begun ends by itself, with or without a line. */
async function untilNothingIsPulled({ driver }: DeskCore): Promise<void> {
  const isFree = filter((state: Readonly<{ inFlight: string | null }>) => {
    return state.inFlight !== "pull" && state.inFlight !== "bootstrap";
  });
  await firstValueFrom(driver.state$.pipe(isFree));
}

async function readCursor({ mirror }: DeskCore): Promise<Cursor | null> {
  const cursor: unknown = JSON.parse((await mirror.readFact("cursor")) ?? "null");
  return Value.Check(cursorSchema, cursor) ? cursor : null;
}

async function heardAt({ heardByHand$, sync$ }: DeskCore): Promise<number | null> {
  return lastHeard(await firstValueFrom(sync$), heardByHand$.value).lastContactAt;
}

type News = Pick<ReturnFacts, "receipts"> & Readonly<{ files: ReturnFacts["stored"] }>;

function newsIn({ stores }: DeskCore, facts: ReturnFacts): News {
  const { entries } = stores.outbox.ledger();
  const waiting = new Set(stores.uploads.all().flatMap((job) => (job.isDone === true ? [] : [job.sha256])));
  return {
    receipts: facts.receipts.filter((receipt) => {
      const entry = entries.get(receipt.actionId);
      return entry !== undefined && entry.receipt?.verdict !== receipt.verdict;
    }),
    files: facts.stored.filter((sha256) => waiting.has(sha256)),
  };
}

/** Rules and rights first, then documents, then the cursor: a crash in between costs taking the packet in again. */
async function takeOrders(core: DeskCore, facts: ReturnFacts): Promise<number> {
  const { mirror, clock, stores } = core;
  if (facts.reference) await core.reference.adopt(facts.reference);
  if (JSON.stringify(facts.head.profile) !== JSON.stringify(core.profile$.value)) {
    await core.adoptProfile(facts.head.profile);
  }
  const files = { ...stores, mirror, clock, standpoint: core.standpoint, blobs: core.partials.blobs };
  if (facts.since === null) {
    await beginAnew(mirror);
    await mirror.beginPass();
  }
  let orders = 0;
  for await (const rows of facts.rows()) {
    orders += rows.length;
    await storeRows(files, rows);
  }
  if (facts.since === null) {
    // What the sweep takes out of the copy must not take files along that a restored province may have lost.
    await filesOfEpoch({ mirror, uploads: stores.uploads, ledger: stores.outbox.ledger() }, facts.cursor.epoch);
    await letGo(files, () => mirror.sweep(clock.now()));
  }
  await mirror.relist(core.standpoint());
  await mirror.writeFact("cursor", JSON.stringify(facts.cursor));
  await mirror.writeFact("bootstrap", "");
  await writeHeardByHand(stores.box, facts.madeAt);
  core.heardByHand$.next(facts.madeAt);
  return orders;
}

async function takeReceipts(core: DeskCore, facts: ReturnFacts, news: News): Promise<void> {
  const { outbox, uploads } = core.stores;
  const at = core.clock.now();
  // Another epoch: the province was restored from a backup, and may have lost what it confirmed.
  await meetEpoch({ epoch: core.epoch, outbox, clock: core.clock }, facts.head.epoch);
  await outbox.exclusive(async () => {
    await outbox.append(news.receipts.map((receipt) => ({ kind: "receipt", receipt, at })));
    const { expected } = facts.head;
    if (expected !== null && hasSealed(core, expected)) outbox.offerAgain(expected);
  });
  await keepEpoch({ epoch: core.epoch, outbox }, facts.head.epoch);
  for (const sha256 of news.files) await uploads.done(sha256);
  const carried = uploads.all().filter((job) => news.files.includes(job.sha256));
  await dropSent({ ...core.stores, mirror: core.mirror, blobs: core.partials.blobs }, carried);
  await tellEngine(core);
}

function hasSealed({ stores }: DeskCore, seq: number): boolean {
  const ledger = stores.outbox.ledger();
  return [...ledger.entries.values()].some((entry) => isOwn(ledger, entry) && entry.sealed?.seal.seq === seq);
}

/** The engine looks at the stores anew, as at a start. */
async function tellEngine(core: DeskCore): Promise<void> {
  const { stores, driver, reference, parts } = core;
  driver.tell({
    type: "opened",
    signedIn: parts.session.isSignedIn(),
    unsent: unsentEntries(stores.outbox.ledger()).length,
    files: stores.uploads.jobs().length,
    cursor: await readCursor(core),
    bootstrap: null,
    referenceVersion: reference.current().version,
  });
}
