import decodeQR from "qr/decode.js";
import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";

import { pathToPrint } from "../../../../src-renderer/app/routes.ts";
import { checkPaper } from "../../../../src-shared/domain/paper/check-paper.ts";
import { paperNameText } from "../../../../src-shared/domain/paper/paper-kind.ts";
import { readPaperText } from "../../../../src-shared/domain/paper/paper-text.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import { cardedOrder } from "../../../support/fake-cards.ts";
import { answerIt, superviseIt } from "../../../support/fake-notices.ts";
import { OrderMaker, dispatchTo, fakeNow, noteIt, returnIt, someWages } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { closed, wagesInHandling, busyWages } from "../../../support/fake-world.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

afterEach(putAway);

const pixel = 8;
const millimetre = 96 / 25.4;

/** Reads a QR code off the screen as a scanner does: drawn on white, with nothing known of how it was made. */
async function scanned(mark: Element): Promise<string> {
  const svg = mark.querySelector("svg");
  const path = mark.querySelector("path")?.getAttribute("d") ?? "";
  const modules = svg?.viewBox.baseVal.width ?? 0;
  const size = (modules + 8) * pixel;
  const canvas = new OffscreenCanvas(size, size).getContext("2d");
  if (!canvas) throw new Error("no canvas");
  canvas.fillStyle = "#fff";
  canvas.fillRect(0, 0, size, size);
  canvas.fillStyle = "#000";
  canvas.setTransform(pixel, 0, 0, pixel, 4 * pixel, 4 * pixel);
  canvas.fill(new Path2D(path));
  return decodeQR({ width: size, height: size, data: canvas.getImageData(0, 0, size, size).data });
}

async function marksOf(order: WorkOrder, sheet: "case-file" | "paper", part?: string): Promise<readonly Element[]> {
  showDesk(people.county, [order], pathToPrint(order.id, sheet, part));
  await vi.waitFor(() => expect(document.querySelector("[data-print-ready=true]")).not.toBeNull(), { timeout: 15_000 });
  return [...document.querySelectorAll(".paper-part")].map((one) => {
    const marks = [...one.querySelectorAll(".paper-mark")];
    expect(marks).toHaveLength(1);
    return marks[0] ?? one;
  });
}

/** The papers that a case file's or a paper's codes were scanned as; each is genuine, newest, and says so in characters. */
async function papersOn(order: WorkOrder, marks: readonly Element[]): Promise<readonly string[]> {
  return Promise.all(
    marks.map(async (mark) => {
      const text = await scanned(mark);
      expect(text).toMatch(/^12351:37-2026-\d{6}:\d+:[A-Z.\d-]+:[2-9A-Z]{16}$/);
      const claim = readPaperText(text);
      if (claim === null || typeof claim === "string") throw new Error(`read as ${String(claim)}: ${text}`);
      const finding = checkPaper(order, claim);
      if (finding.result !== "genuine") throw new Error(`${finding.result}: ${text}`);
      expect(finding).toMatchObject({ version: order.version, since: [] });
      expect(mark.querySelector(".paper-code")?.textContent).toBe(`${claim.code.slice(0, 9)}${claim.code.slice(10)}`);
      return paperNameText(finding.paper);
    }),
  );
}

async function caseFile(order: WorkOrder): Promise<readonly string[]> {
  const papers = await papersOn(order, await marksOf(order, "case-file"));
  putAway();
  return papers;
}

test("[PC-5] every document of a case file bears its own code, which a scanner reads and the hub finds genuine", async () => {
  const busy = busyWages().by(people.hub, 1, superviseIt).by(people.county, 1, answerIt).order;
  const returned = new OrderMaker(someWages, fakeNow - 86_400_000, "37-2026-000301")
    .by(people.hub, 1, dispatchTo("x370902"))
    .by(people.county, 1, returnIt).order;
  expect(await caseFile(busy)).toEqual([
    ...["COVER", "CATALOGUE", "ORDER", "CONTACT", "ACCEPTANCE", "TIMELINE", "EXTENSION.1", "REQUESTS", "CUSTODY"],
    ...["HELP.1", "NOTICE.1", "INCIDENT.1", "ATTACHMENT.1", "NOTES"],
  ]);
  expect(await caseFile(returned)).toContain("RETURN.1");
  expect(await caseFile(cardedOrder().order)).toContain("CARDS");
  expect(await caseFile(closed(1).order)).toEqual(
    expect.arrayContaining(["FEEDBACK.1", "CALLBACK", "INSPECTION", "CLOSING"]),
  );
});

test("[PC-5] letters bear theirs, large enough for a scanner and an old eye, and nothing of a person", async () => {
  const { order } = wagesInHandling();
  for (const kind of ["employer", "notice", "opinion", "proposal"]) {
    const marks = await marksOf(order, "paper", `letter.${kind}`);
    expect(await papersOn(order, marks)).toEqual([`LETTER-${kind.toUpperCase()}`]);
    const size = marks[0]?.querySelector("svg")?.getBoundingClientRect();
    expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(15 * millimetre);
    const code = marks[0]?.querySelector(".paper-code");
    expect(Number.parseFloat(code ? getComputedStyle(code).fontSize : "0")).toBeGreaterThanOrEqual(
      (11 * 96) / 72 - 0.1,
    );
    putAway();
  }
});

test("[PC-7] the mark overlaps neither the title nor 密, however long the title is", async () => {
  const confidential = { ...someWages.classification, flags: ["confidential" as const] };
  const made = new OrderMaker({ ...someWages, classification: confidential }, fakeNow, "37-2026-000302");
  const long = `${"工资表与考勤记录".repeat(8)}.png`;
  made.by(people.hub, 1, dispatchTo("x370902")).by(people.county, 1, (order) => ({
    type: "attach",
    orderId: order.id,
    payload: {
      attachment: {
        ...{ sha256: wagesInHandling().order.attachments[0]?.sha256 ?? expect.fail(), name: long, type: "image/png" },
        ...{ size: 245_760, evidence: "wage-slip", caption: "工资条照片" },
      },
    },
  }));
  const marks = await marksOf(made.order, "case-file");
  for (const mark of marks) {
    const box = mark.getBoundingClientRect();
    const others = mark
      .closest(".paper-part")
      ?.querySelectorAll("h1, h2, .paper-organisation, .paper-secret, .paper-top, table");
    for (const other of others ?? []) {
      const words = new Range();
      words.selectNodeContents(other);
      for (const { left, right, top, bottom } of words.getClientRects()) {
        const apart = right <= box.left || left >= box.right || bottom <= box.top || top >= box.bottom;
        expect(apart, other.textContent).toBe(true);
      }
    }
  }
});

test("[PC-7] in a letter the mark stands beside date and seal, and takes no line of its own", async () => {
  const [mark] = await marksOf(wagesInHandling().order, "paper", "letter.opinion");
  const end = mark?.closest(".paper-letter-end")?.getBoundingClientRect();
  const from = document.querySelector(".paper-letter-from")?.getBoundingClientRect();
  expect(end?.height).toBeCloseTo(from?.height ?? 0, 0);
  expect(mark?.getBoundingClientRect().bottom).toBeLessThan(
    document.querySelector(".paper-signatures")?.getBoundingClientRect().top ?? 0,
  );
});

test("[PC-6] a paper with a step that the province does not have says so in place of its code", async () => {
  const { order } = wagesInHandling();
  const desk = showDesk(people.county, [order], pathToPrint(order.id, "order-sheet"));
  await expect.element(page.getByRole("img", { name: "核验二维码" })).toBeVisible();
  desk.cut();
  await desk.submit(noteIt("又联系一次。")(order));
  await expect.element(page.getByText("含省平台还没有的内容，暂不能核验")).toBeVisible();
  expect(document.querySelector(".paper-qr, .paper-code")).toBeNull();
  desk.restore();
  await expect.element(page.getByRole("img", { name: "核验二维码" })).toBeVisible();
});
