import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import { codeOfPaper, versionHashes } from "../../../../src-shared/domain/paper/paper-hash.ts";
import type { PaperName } from "../../../../src-shared/domain/paper/paper-kind.ts";
import { paperText } from "../../../../src-shared/domain/paper/paper-text.ts";
import type { WorkOrder } from "../../../../src-shared/domain/work-order/work-order.ts";
import type { FakeDesk } from "../../../support/fake-desk.ts";
import { noteIt } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { wagesInHandling } from "../../../support/fake-world.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

afterEach(putAway);

function printed(
  order: WorkOrder,
  paper: PaperName = { kind: "ORDER", n: null },
): Readonly<{ qr: string; typed: string }> {
  const { number, version } = order;
  if (number === null) throw new Error("a paper with a code has a number");
  const hash = versionHashes(order.id, order.timeline).at(-1) ?? "";
  const code = codeOfPaper({ number, version, hash, paper });
  return { qr: paperText({ number, version, paper, code }), typed: `${number} ${code}` };
}

async function openSearch(order: WorkOrder, line: "online" | "offline"): Promise<FakeDesk> {
  const desk = showDesk(people.hub, [order], "");
  if (line === "offline") desk.cut();
  await expect.element(page.getByRole("navigation").first()).toBeVisible();
  await userEvent.keyboard("{Control>}k{/Control}");
  await expect.element(page.getByRole("combobox", { name: /编号、标题/ })).toHaveFocus();
  return desk;
}

/** What a scanner does: it types, and ends with Enter. */
async function scan(text: string): Promise<void> {
  await userEvent.keyboard(`${text}{Enter}`);
}

const verdict = page.getByRole("region", { name: "核验纸质件" }).getByRole("status");

test("[PC-26] [PC-20] scans follow each other, each with its answer, without a line; Enter leads nowhere", async () => {
  const made = wagesInHandling();
  const { qr } = printed(made.order);
  await openSearch(made.order, "offline");
  await scan(qr);
  await expect.element(verdict).toMatchTextContent("真实，而且是最新的。");
  const section = page.getByRole("region", { name: "核验纸质件" });
  await expect
    .element(section)
    .toMatchTextContent(/转派工作单.*37-2026-000123.*焦化厂拖欠农民工工资.*泰安某焦化有限公司/);
  await expect.element(section).not.toMatchTextContent("张建国");
  await scan(printed(made.order, { kind: "ATTACHMENT", n: 1 }).qr);
  await expect.element(section).toMatchTextContent("附件（第 1 份）");
  await scan(qr.replace(/.$/, "?"));
  await expect.element(verdict).toMatchTextContent("没有扫全。");
  await scan(qr.replace(":ORDER:", ":CONTACT:"));
  await expect.element(verdict).toMatchTextContent("不符：与工单的第 6 版对不上。");
  await userEvent.tab();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => location.hash).toContain(made.order.id);
});

test("[PC-26] the search takes the very next key: a scan right after Ctrl+K loses no character", async () => {
  showDesk(people.hub, [wagesInHandling().order], "");
  await expect.element(page.getByRole("navigation").first()).toBeVisible();
  const keys = { key: "k", code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new KeyboardEvent("keydown", keys));
  // Between two keys of a scanner lies one turn of the event loop at least.
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.activeElement?.getAttribute("role")).toBe("combobox");
});

test("[PC-21] [PC-23] an older paper is told with what happened since; a newer one when its version has come", async () => {
  const made = wagesInHandling();
  const before = made.order;
  const old = printed(before);
  const now = made.by(people.county, 1, noteIt("又联系一次。")).order;
  const desk = await openSearch(before, "online");
  await scan(printed(now).qr);
  await expect.element(verdict).toMatchTextContent("还不能核验：纸质件是第 7 版，本机只到第 6 版。");
  desk.put(now);
  await expect.element(verdict).toMatchTextContent("真实，而且是最新的。");
  await scan(old.typed);
  await expect.element(verdict).toMatchTextContent("真实，但工单后来又有变化。");
  await expect.element(page.getByText("此后的 1 步")).toBeVisible();
});

test("[PC-24] [PC-12] an order that is not here, and half a code, say what to do", async () => {
  const desk = await openSearch(wagesInHandling().order, "online");
  await scan("37-2026-000999 2222-2222-2222-2222");
  await expect.element(verdict).toMatchTextContent(/本机没有工单 37-2026-000999.*请拨打 12351/);
  desk.cut();
  await expect.element(verdict).toMatchTextContent(/还不能核验：本机没有工单.*请联网同步后再核验/);
  await scan("37-2026-000123 2222-2222-2222");
  await expect.element(verdict).toMatchTextContent("核验码没有输完，或者有错字。");
});
