import { afterEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "@testing-library/react";
import { AppFrame } from "../../../src-renderer/app/app-frame.tsx";
import type { WatchedDoor } from "../../../src-renderer/data/door.ts";
import { startI18n } from "../../../src-renderer/text/start-i18n.ts";
import { fakeDesk } from "../../support/fake-desk.ts";
import { people } from "../../support/fake-reference.ts";
import { fakeDoor, putAway, showDoor } from "../../support/show-desk.tsx";

afterEach(putAway);

async function signIn(): Promise<void> {
  await page.getByLabelText("用户名").fill("taishan");
  await page.getByLabelText("密码", { exact: true }).fill("secret");
  await page.getByRole("button", { name: "登录" }).click();
}

test.each([
  ["wrong-credentials", null, /用户名或密码不对.*LXQ-1001/],
  ["too-many-attempts", 120_000, /账号暂时锁定.*请在 2 分钟后再试/],
  ["unreachable", null, /省平台暂时连不上/],
  ["not-the-province", null, /应答的不是省平台/],
] as const)("[DE-18] sign-in says what went wrong: %s", async (trouble, retryAfterMs, words) => {
  showDoor(fakeDoor(null, { signIn: async () => ({ ok: false, trouble, retryAfterMs }) }));
  await signIn();
  await expect.element(page.getByRole("alert")).toMatchTextContent(words);
  await expect.element(page.getByLabelText("用户名")).toHaveValue("taishan");
});

test("[WK-8] who cannot sign in looks at the line, and finds what was typed again", async () => {
  await page.viewport(1366, 768);
  const ask = vi.fn<WatchedDoor["signIn"]>(async () => ({ ok: false, trouble: "unreachable", retryAfterMs: null }));
  ask.mockResolvedValueOnce({ ok: false, trouble: "wrong-credentials", retryAfterMs: null });
  showDoor(fakeDoor(null, { signIn: ask }));
  await signIn();
  await expect.element(page.getByRole("alert")).toMatchTextContent(/用户名或密码不对/);
  expect(page.getByRole("button", { name: "诊断网络" }).elements()).toEqual([]);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("button", { name: "诊断网络" }).click();
  await expect.element(page.getByRole("heading", { name: "诊断网络" })).toBeVisible();
  await expect.element(page.getByRole("link", { name: "存为文件" })).toBeVisible();
  expect(page.getByRole("listitem").elements()).toHaveLength(11);
  await page.getByRole("button", { name: "回到登录" }).click();
  await expect.element(page.getByLabelText("用户名")).toHaveValue("taishan");
  await expect.element(page.getByLabelText("密码", { exact: true })).toHaveValue("secret");
});

test("[DE-18] a sign-in that takes long explains itself", async () => {
  let answer = (): void => undefined;
  const waiting = new Promise<void>((done) => (answer = done));
  const trouble = { ok: false, trouble: "unreachable", retryAfterMs: null } as const;
  showDoor(fakeDoor(null, { signIn: () => waiting.then(() => trouble) }));
  await signIn();
  await expect.element(page.getByRole("status"), { timeout: 6000 }).toMatchTextContent(/网络较慢，正在登录/);
  answer();
  await expect.element(page.getByRole("alert")).toMatchTextContent(/现在不能登录/);
  await expect.element(page.getByText(/网络较慢/)).not.toBeInTheDocument();
});

test("[DE-18] an empty form is not sent, and the demonstration's accounts fill it in", async () => {
  const ask = vi.fn(async () => ({ ok: false, trouble: "unreachable", retryAfterMs: null }) as const);
  const county = { name: "秦若谷", office: "泰山区总", level: "county", roles: ["handler", "leader"] } as const;
  const demo = { password: "demo-password", accounts: [{ username: "taishan", ...county }] };
  showDoor(fakeDoor(null, { signIn: ask }), demo);
  await page.getByRole("button", { name: "登录" }).click();
  await expect.element(page.getByText("请输入用户名。")).toBeVisible();
  expect(ask).not.toHaveBeenCalled();
  await page
    .getByRole("group", { name: "县（市、区）总工会" })
    .getByRole("button", { name: "泰山区总 · 秦若谷 承办、审核" })
    .click();
  await page.getByRole("button", { name: "登录" }).click();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledWith("taishan", "demo-password"), { timeout: 15_000 });
});

test("[DE-19] a desk that is open elsewhere says so and can be taken over", async () => {
  const desk = fakeDesk(people.county, []);
  showDoor(fakeDoor(desk, { elsewhere: async () => true }));
  await expect.element(page.getByText("工作台已在另一个页面打开")).toBeVisible();
  await page.getByRole("button", { name: "在这里继续" }).click();
  await expect.element(page.getByText("泰山区总工会")).toBeVisible();
});

function Broken(): never {
  throw new Error("a secret detail");
}

test("[DE-21] a bug shows a sentence and a number, and no detail of the program", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  render(
    <AppFrame words={startI18n("zh-CN")} onBug={() => "deadbeef"}>
      <Broken />
    </AppFrame>,
  );
  await expect.element(page.getByText("这个页面出了差错")).toBeVisible();
  await expect.element(page.getByText("编号 deadbeef")).toBeVisible();
  expect(document.body.textContent).not.toMatch(/secret|Broken|\.tsx/);
  quiet.mockRestore();
});
