import { describe, expect, test } from "vitest";

import { checkPaper } from "../../../../src-shared/domain/paper/check-paper.ts";
import { codeOfPaper, versionHashes } from "../../../../src-shared/domain/paper/paper-hash.ts";
import { papersOf, type PaperName } from "../../../../src-shared/domain/paper/paper-kind.ts";
import type { PaperClaim } from "../../../../src-shared/domain/paper/paper-text.ts";
import { orderFor } from "../../../../src-shared/domain/permission/withhold-worker.ts";
import type { OrderEvent } from "../../../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { officeId } from "../../../../src-shared/kernel/ids.ts";
import { closed, wagesInHandling } from "../../../support/fake-world.ts";
import { OrderMaker, acceptIt, dispatchTo, noteIt, someWages } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";

const sheet: PaperName = { kind: "ORDER", n: null };

/** What a sheet of a version says of itself. */
function printed(order: WorkOrder, version = order.version, paper = sheet): PaperClaim & { version: number } {
  const number = order.number ?? "";
  const hash = versionHashes(order.id, order.timeline)[version - 1] ?? "";
  return { number, version, paper, code: codeOfPaper({ number, version, hash, paper }) };
}

function typed(claim: PaperClaim): PaperClaim {
  return { ...claim, version: null, paper: null };
}

/** The history of an order with one step said otherwise. */
function altered(order: WorkOrder, at: number, change: (event: OrderEvent) => OrderEvent): WorkOrder {
  return { ...order, timeline: order.timeline.map((event, place) => (place === at ? change(event) : event)) };
}

describe("what is hashed", () => {
  test("[PC-1] the code stands for every word of the history up to its version, and for nothing after it", () => {
    const { order } = closed(1);
    for (const [at] of order.timeline.entries()) {
      const other = altered(order, at, (event) => ({ ...event, at: event.at + 1 }));
      const same = order.timeline.map((_, n) => printed(order, n + 1).code === printed(other, n + 1).code);
      expect(same).toEqual(order.timeline.map((_, n) => n < at));
    }
  });

  test("[PC-1] every paper, version, number and order has a code of its own", () => {
    const { order } = closed(1);
    const all = order.timeline.flatMap((_, at) =>
      papersOf(order.timeline.slice(0, at + 1)).map((paper) => printed(order, at + 1, paper).code),
    );
    const more = [
      printed({ ...order, number: "37-2026-999999" }),
      printed({ ...order, id: wagesInHandling().order.id }),
    ];
    const codes = [...all, ...more.map(({ code }) => code)];
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("[PC-2] a copy without the worker makes the same code as the whole order, and the worker is in neither", () => {
    const facts = { ...someWages, classification: { ...someWages.classification, flags: ["confidential" as const] } };
    const { order } = new OrderMaker(facts, Date.parse("2026-03-01T02:00:00Z"), "37-2026-000300")
      .by(people.hub, 1, dispatchTo("x370902"))
      .by(people.county, 1, acceptIt)
      .by(people.county, 1, noteIt("已联系。"))
      .by(people.county, 1, (now) => ({
        type: "amend",
        orderId: now.id,
        payload: { reason: "补正", amendment: { worker: { ...now.worker, name: "张建国", phones: ["13900000000"] } } },
      }));
    const withheld = orderFor(officeId("c3709"), officeId("p37"), order);
    expect(withheld.workerWithheld).toBe(true);
    expect(versionHashes(withheld.id, withheld.timeline)).toEqual(versionHashes(order.id, order.timeline));
  });

  test("[PC-2] the same words in another order, whose steps have other ids, make another code", () => {
    const [one, other] = [wagesInHandling().order, wagesInHandling().order];
    expect(printed({ ...one, id: other.id }).code).not.toBe(printed(other).code);
  });

  test("[PC-1] a paper printed years ago is still what it was: codes of a fixed history", () => {
    const timeline = JSON.parse(fixedHistory) as readonly OrderEvent[];
    const [first = "", second = ""] = versionHashes(
      "00000000-0000-7000-9000-000000000001" as WorkOrder["id"],
      timeline,
    );
    const number = "37-2026-000123";
    const codes = [
      codeOfPaper({ number, version: 1, hash: first, paper: sheet }),
      codeOfPaper({ number, version: 2, hash: second, paper: sheet }),
      codeOfPaper({ number, version: 2, hash: second, paper: { kind: "ATTACHMENT", n: 1 } }),
    ];
    expect([first, ...codes]).toMatchInlineSnapshot(`
      [
        "e4369ba1dc01fb28e91ea7f83bd119d0c46ef178946c5c97dde36b617ce6ea29",
        "AK2C-3QQ8-R2CN-7QFC",
        "DZYT-8CJ5-XWQ7-4DV5",
        "DVDK-86RB-EGSN-XMSV",
      ]
    `);
  });
});

const fixedHistory = JSON.stringify([
  { type: "set-aside", id: "a", at: 1_772_000_000_000, office: "x370902", words: "焦化厂拖欠农民工工资", absent: null },
  { type: "noted", id: "b", at: 1_772_000_060_000, office: "x370902", note: { text: "𠮷 ·\n", n: 0.5 } },
]);

describe("what a check finds", () => {
  test("[PC-20] a sheet of the newest version is genuine and the newest, scanned or typed", () => {
    const { order } = closed(1);
    const claim = printed(order);
    const genuine = { result: "genuine", paper: sheet, version: order.version, since: [] };
    expect(checkPaper(order, claim)).toEqual(genuine);
    expect(checkPaper(order, typed(claim))).toEqual(genuine);
  });

  test("[PC-21] a sheet of an older version is genuine, with what happened since", () => {
    const { order } = closed(1);
    for (const [at] of order.timeline.entries()) {
      const claim = printed(order, at + 1);
      const genuine = { result: "genuine", paper: sheet, version: at + 1, since: order.timeline.slice(at + 1) };
      expect(checkPaper(order, typed(claim))).toEqual(genuine);
      expect(checkPaper(order, claim)).toEqual(genuine);
    }
  });

  test("[PC-21] looks at personal data make no paper old", () => {
    const made = wagesInHandling();
    const claim = printed(made.order);
    made.by(people.county, 1, (order) => ({
      type: "disclose",
      orderId: order.id,
      payload: { field: "phone", reason: "联系职工" },
    }));
    expect(checkPaper(made.order, claim)).toMatchObject({ result: "genuine", since: [] });
    made.by(people.county, 1, noteIt("又联系一次。"));
    expect(checkPaper(made.order, claim)).toMatchObject({ since: [{ type: "noted" }] });
  });

  test("[PC-22] a sheet does not match when its version, paper, number or code is not what was printed", () => {
    const { order } = closed(1);
    const claim = printed(order, 5);
    const wrong: readonly PaperClaim[] = [
      { ...claim, version: 4 },
      { ...claim, paper: { kind: "CONTACT", n: null } },
      { ...claim, code: "2222-2222-2222-2222" },
      { ...claim, number: "37-2026-000999" },
    ];
    for (const one of wrong) expect(checkPaper(order, one)).toEqual({ result: "differs", upTo: null });
    expect(checkPaper(order, { ...typed(claim), code: "2222-2222-2222-2222" })).toEqual({
      result: "differs",
      upTo: order.version,
    });
  });

  test("[PC-22] a sheet of an order whose history says otherwise here does not match", () => {
    const { order } = closed(1);
    const other = altered(order, 3, (event) => ({ ...event, byName: "他人" }));
    expect(checkPaper(other, printed(order))).toEqual({ result: "differs", upTo: null });
    expect(checkPaper(other, printed(order, 3))).toMatchObject({ result: "genuine" });
  });

  test("[PC-23] a sheet of a version that this copy does not have yet is neither genuine nor false", () => {
    const made = wagesInHandling();
    const before = made.order;
    const claim = printed(made.by(people.county, 1, noteIt("又联系一次。")).order);
    expect(checkPaper(before, claim)).toEqual({ result: "newer", version: claim.version, upTo: before.version });
    expect(checkPaper(before, typed(claim))).toEqual({ result: "differs", upTo: before.version });
  });

  test("[PC-20] an order with a long history is looked through at once", () => {
    const made = wagesInHandling();
    for (let n = 0; n < 150; n += 1) made.by(people.county, 1, noteIt(`第 ${n} 次联系。`));
    expect(checkPaper(made.order, typed(printed(made.order, 1)))).toMatchObject({ result: "genuine", version: 1 });
  });
});
