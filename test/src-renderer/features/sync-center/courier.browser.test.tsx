import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import { relayedPacket } from "../../../support/fake-courier.ts";
import type { FakeDesk } from "../../../support/fake-desk.ts";
import { fakeNow } from "../../../support/fake-orders.ts";
import { people } from "../../../support/fake-reference.ts";
import { pageFaults } from "../../../support/page-faults.ts";
import { putAway, showDesk } from "../../../support/show-desk.tsx";

beforeEach(() => page.viewport(1366, 768));
afterEach(putAway);

const panel = () => page.getByRole("region", { name: "离线包" });
const file = new File(["packet"], "a.lxqpack");

function showCounty(): FakeDesk {
  const desk = showDesk(people.county, [], "/sync");
  desk.courier.holds({ steps: 3, files: 1, bytes: 2_200_000, since: fakeNow - 3_600_000 });
  return desk;
}

async function choose(): Promise<void> {
  await userEvent.upload(page.getByLabelText("选择离线包或回执包"), file);
}

test("[CP-25] before: what would leave by hand, how large, since when, and that it cannot be withdrawn after", async () => {
  const desk = showCounty();
  await expect.element(panel()).toMatchTextContent(/可带走 3 步、1 份附件（2\.1 MB），最早一步存于/);
  await expect.element(panel()).toMatchTextContent("导出后，这些步骤不能再撤回。");
  desk.courier.holds({ files: 0, bytes: 0 });
  await expect.element(panel()).toMatchTextContent(/可带走 3 步，最早一步存于/);
  desk.courier.holds({ steps: 0, files: 0, bytes: 0, since: null });
  await expect.element(panel()).toMatchTextContent("没有待发的步骤和附件。");
  expect(await pageFaults()).toEqual([]);
});

test("[CP-25] after an export: what is in the file, where it goes, and that it waits for its receipt", async () => {
  showCounty();
  await panel().getByRole("button", { name: "导出离线包" }).click();
  await expect.element(panel().getByRole("status")).toMatchTextContent(/离线包已写好：3 步、1 份附件.*U 盘/);
  await expect.element(panel()).toMatchTextContent("还没有回执");
  await expect.element(panel().getByRole("button", { name: "再存一次" })).toBeVisible();
});

test("[CP-25] a packet whose steps have arrived over a line meanwhile need not be carried, and nothing says so", async () => {
  const desk = showCounty();
  await panel().getByRole("button", { name: "导出离线包" }).click();
  await expect.element(panel().getByRole("status")).toMatchTextContent(/离线包已写好/);
  desk.courier.holds({ steps: 0, files: 0, bytes: 0, since: null });
  await expect.element(panel()).not.toMatchTextContent(/离线包已写好|还没有回执/);
  desk.courier.holds({ steps: 1, files: 0, bytes: 0, since: fakeNow + 3_600_000 });
  await expect.element(panel()).toMatchTextContent(/可带走 1 步/);
  await expect.element(panel()).not.toMatchTextContent(/还没有回执/);
});

test("[CP-25] after a relay: whose it was, what arrived, what was refused, and the way back", async () => {
  const desk = showCounty();
  desk.courier.answers({ opened: relayedPacket });
  await choose();
  const status = panel().getByRole("status");
  await expect.element(status).toMatchTextContent(/岱岳区总 秦若谷 的离线包（.* 导出，共 4 步）已送达省平台：3 步收下/);
  await expect.element(status).toMatchTextContent("有 1 步未被接受，回执包里写明了理由。");
  await expect.element(status.getByRole("button", { name: "保存回执包" })).toBeVisible();
});

test("[CP-25] after a return packet: how many receipts, files and orders it brought", async () => {
  const desk = showCounty();
  const counts = { receipts: 3, refused: 1, orders: 12, files: 1, at: fakeNow, asksAgain: true };
  desk.courier.answers({ opened: { ok: true, kind: "returned", answers: null, ...counts } });
  await choose();
  const status = panel().getByRole("status");
  await expect.element(status).toMatchTextContent(/3 步有了回执，1 份附件已到达，更新工单 12 件。/);
  await expect.element(status).toMatchTextContent("其中 1 步未被接受，请在下面处理。");
  await expect.element(status).toMatchTextContent("请再导出一个离线包带去。");
});

const troubles = {
  "packet-unreadable": "这不是离线包。",
  "packet-damaged": "一步也没有收下。请从原处重新复制一份",
  "packet-foreign": "给另一个省或另一台电脑的",
  "packet-too-large": "离线包超过 1 GB。",
  "packet-too-old": "比这里已有的还旧",
  "packet-too-new": "请先更新这边的系统",
  unreachable: "省平台暂时连不上，这个离线包没有送出去，一步也没有丢。请在有网络的电脑上导入它",
};

test("[CP-25] a refused packet says what happened, what is safe and what to do", async () => {
  const desk = showCounty();
  for (const [trouble, words] of Object.entries(troubles)) {
    desk.courier.answers({ opened: { ok: false, trouble } });
    await choose();
    await expect.element(panel().getByRole("alert")).toMatchTextContent(words);
  }
  desk.courier.answers({ written: { ok: false, trouble: "courier-not-ready" } });
  await panel().getByRole("button", { name: "导出离线包" }).click();
  await expect.element(panel().getByRole("alert")).toMatchTextContent("请先联网登录一次");
});
