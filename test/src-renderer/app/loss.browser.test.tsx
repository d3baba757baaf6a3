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
