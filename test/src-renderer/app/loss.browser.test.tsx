import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";

import type { DeskDoor } from "../../../src-renderer/data/desk-api.ts";
import { fakeDesk } from "../../support/fake-desk.ts";
import { people } from "../../support/fake-reference.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { fakeDoor, putAway, showDesk, showDoor } from "../../support/show-desk.tsx";

afterEach(putAway);

test("[LO-1] a copied computer stops, says so, and goes on as a computer of its own with the password", async () => {
  location.hash = "/list/in-handling";
  const [desk, renamed] = [fakeDesk(people.county, fakeWorld()), fakeDesk(people.county, fakeWorld())];
  const refused = { ok: false, trouble: "device-copied", retryAfterMs: null } as const;
  const copy = Object.assign(desk, { signInAgain: async () => refused, close: vi.fn(async () => {}) });
  const signIn = vi.fn<DeskDoor["signIn"]>(async () => ({ ok: true, desk: renamed }));
  showDoor(fakeDoor(copy, { signIn }));
  await expect.element(page.getByText(/已同步/)).toBeVisible();
  copy.say({ trouble: "device-copied", unsent: 2, line: "offline" });
  await expect.element(page.getByText(/未发送的 2 步接着发送/)).toBeVisible();
  await page.getByLabelText("赵敏 的密码").fill("secret");
  await page.getByRole("button", { name: "继续" }).click();
  await expect.poll(() => signIn.mock.calls).toEqual([[copy.profile.username, "secret"]]);
  expect(copy.close).toHaveBeenCalled();
  renamed.say({ happened: [{ what: "device-renamed", n: 2, at: 0 }] });
  await expect.element(page.getByText(/本机已登记为新电脑/)).toBeVisible();
});

test("[LO-3] each thing that happened is told in one sentence and put away by itself", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  desk.say({
    happened: [
      { what: "journal-torn", n: 17, at: 0 },
      { what: "province-restored", n: 4, at: 0 },
    ],
  });
  await expect.element(page.getByText(/已自动补报 4 步/)).toBeVisible();
  await page.getByRole("button", { name: "知道了" }).first().click();
  await expect.element(page.getByText(/没有正常关机/)).not.toBeInTheDocument();
  await expect.element(page.getByText(/已自动补报 4 步/)).toBeVisible();
});

test("[FI-25] a disk that fills up is told on every page, with what is still taken", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  await expect.element(page.getByText(/已同步/)).toBeVisible();
  desk.say({ space: "low" });
  await expect.element(page.getByText("本机剩余空间不足 2 GB，请尽早清理磁盘。")).toBeVisible();
  desk.say({ space: "no-new-files" });
  await expect.element(page.getByText(/不足 500 MB：不能再添加附件，步骤照常保存/)).toBeVisible();
  desk.say({ space: "journal-only" });
  await expect.element(page.getByText(/不足 100 MB：只保存步骤，不再接收工单/)).toBeVisible();
  desk.say({ space: "roomy" });
  await expect.element(page.getByText(/剩余空间不足/)).not.toBeInTheDocument();
});

type Status = Parameters<ReturnType<typeof showDesk>["say"]>[0];

const told: readonly (readonly [what: string, status: Status, words: RegExp])[] = [
  ["a lost database", { recovered: { steps: 4, at: 0 } }, /工单资料曾损坏.*待发送的 4 步已找回.*不用操作/],
  ["a full disk", { trouble: "no-room" }, /磁盘空间已满.*已保存的步骤不受影响/],
  ["a copied profile", { happened: [{ what: "device-renamed", n: 2, at: 0 }] }, /登记为新电脑.*2 步接着发送/],
  ["a torn journal", { happened: [{ what: "journal-torn", n: 9, at: 0 }] }, /没有正常关机.*不用重做/],
  ["a flipped byte", { journalDamage: { records: 1, at: 0 } }, /存的步骤有 1 处读不出.*缺的重做一遍/],
  ["a journal that is gone", { journalDamage: { records: null, at: 0 } }, /存步骤的文件丢失.*已用另一份补回/],
  ["a restored province", { happened: [{ what: "province-restored", n: 4, at: 0 }] }, /从备份恢复过.*补报 4 步/],
  ["a slow clock", { clockOffMinutes: -365 * 24 * 60 }, /比省平台慢 365 天.*请校准/],
  ["a fast clock", { clockOffMinutes: 365 * 24 * 60 }, /比省平台快 365 天.*请校准/],
  ["an update", { happened: [{ what: "app-updated", n: 3, at: 0 }] }, /程序已更新.*3 步都在.*不用操作/],
  ["a program that is too old", { trouble: "protocol-too-old" }, /版本过旧.*照常发送.*请更新/],
];

test.each(told)("[LO-9] %s is told in one strip", async (_what, status, words) => {
  await page.viewport(1366, 768);
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  await expect.element(page.getByText(/已同步/)).toBeVisible();
  const before = page.getByRole("status").elements().length;
  desk.say(status);
  await expect.element(page.getByRole("status").filter({ hasText: words })).toBeVisible();
  await expect.poll(() => page.getByRole("status").elements()).toHaveLength(before + 1);
});

test("[LS-63] a change of office or roles is told in one strip with what is safe, and put away", async () => {
  await page.viewport(1366, 768);
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  desk.say({ happened: [{ what: "account-changed", n: 2, at: 0 }] });
  await expect.element(page.getByText(/单位或岗位有变化.*未发送的步骤照常发送/)).toBeVisible();
  await page.getByRole("button", { name: "知道了" }).click();
  await expect.element(page.getByText(/单位或岗位有变化/)).not.toBeInTheDocument();
});
