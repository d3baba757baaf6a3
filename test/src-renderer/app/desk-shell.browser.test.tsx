import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { fakeWorld } from "../../support/fake-world.ts";
import { people } from "../../support/fake-reference.ts";
import { putAway, showDesk } from "../../support/show-desk.tsx";

afterEach(putAway);

test("[DE-5] a line says what, whose and until when, and never the worker's full name", async () => {
  await page.viewport(1366, 768);
  showDesk(people.county, fakeWorld(), "/list/in-handling");
  const line = page.getByRole("link", { name: /焦化厂拖欠农民工工资/ });
  await expect.element(line).toMatchTextContent(/泰安某焦化有限公司/);
  await expect.element(line).toMatchTextContent(/张\* · 农民工 · 泰安某焦化有限公司/);
  await expect.element(line).toMatchTextContent(/剩 11 工作日/);
  expect(document.body.textContent).not.toContain("张建国");
});

test("[DE-6] an empty list says what would appear in it", async () => {
  showDesk(people.county, [], "/list/to-accept");
  await expect.element(page.getByText("没有等待受理的工单。上级派来的工单会出现在这里。")).toBeVisible();
});

test("[DE-7] J and K walk the list, but not while somebody types or composes", async () => {
  await page.viewport(1366, 768);
  showDesk(people.county, fakeWorld(), "/list/in-handling");
  await expect.element(page.getByRole("link", { name: /焦化厂/ })).toBeVisible();
  await userEvent.keyboard("j");
  await expect.poll(() => location.hash).toMatch(/in-handling\/.+/);
  const first = location.hash;
  await userEvent.keyboard("j");
  await expect.poll(() => location.hash).not.toBe(first);
  await userEvent.keyboard("k");
  await expect.poll(() => location.hash).toBe(first);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "j", isComposing: true, bubbles: true }));
  expect(location.hash).toBe(first);
  await page.getByLabelText("在列表中筛选").click();
  await userEvent.keyboard("j");
  expect(location.hash).toBe(first);
});

test("[DE-11] the sync state is in words: synced, offline with the number of steps, not accepted", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  await expect.element(page.getByText("已同步 10:00")).toBeVisible();
  desk.cut();
  await expect.element(page.getByText("离线 · 自 10:00")).toBeVisible();
  desk.say({ unsent: 3 });
  await expect.element(page.getByText("离线 · 3 步待发 · 自 10:00")).toBeVisible();
  desk.say({ line: "online", sending: true, trouble: null });
  await expect.element(page.getByText("正在发送 3 步")).toBeVisible();
  desk.say({ sending: false, unsent: 0, refused: 2 });
  await expect.element(page.getByText("2 步未被接受")).toBeVisible();
});

test("[DE-20] a session that ends in the middle of work asks for the password in place", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  desk.say({ trouble: "signed-out", unsent: 5, line: "offline" });
  await expect.element(page.getByText(/未发送的 5 步都在本机。输入密码后继续发送。/)).toBeVisible();
  await page.getByLabelText("赵敏 的密码").fill("wrong");
  await page.getByRole("button", { name: "继续" }).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent(/用户名或密码不对/);
  await expect.element(page.getByRole("link", { name: /焦化厂/ })).toBeVisible();
});

test("[DE-23] the language changes while one works, and is remembered", async () => {
  showDesk(people.county, fakeWorld(), "/list/in-handling");
  await page.getByRole("button", { name: /用户菜单/ }).click();
  await page.getByRole("menuitemradio", { name: /English/ }).click();
  await expect.element(page.getByRole("heading", { name: "In handling" })).toBeVisible();
  expect(localStorage.getItem("lxq.language")).toBe('"en"');
  expect(document.documentElement.lang).toBe("en");
});

test("[DE-11] a clock that is wrong and a store that was rebuilt are told once, in words", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  desk.say({ clockOffMinutes: -365 * 24 * 60, recovered: { steps: 4, at: 0 } });
  await expect.element(page.getByText(/本机时间比省平台慢 365 天/)).toBeVisible();
  await page.getByRole("button", { name: "知道了" }).click();
  await expect.element(page.getByText(/已找回/)).not.toBeInTheDocument();
});

test("[DE-11] a journal that was damaged or gone is told until it is put away, and says what to do", async () => {
  const desk = showDesk(people.county, fakeWorld(), "/list/in-handling");
  desk.say({ journalDamage: { records: 2, at: 0 } });
  await expect.element(page.getByText(/存的步骤有 2 处读不出/)).toMatchTextContent(/请到同步中心核对/);
  desk.say({ journalDamage: { records: null, at: 0 } });
  await expect.element(page.getByText(/本机存步骤的文件丢失/)).toMatchTextContent(/缺的重做一遍/);
  await page.getByRole("button", { name: "知道了" }).click();
  await expect.element(page.getByText(/本机存步骤的文件/)).not.toBeInTheDocument();
});
