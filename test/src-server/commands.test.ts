import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { afterAll, expect, inject, test } from "vitest";
import { fullCost, passwords } from "../../src-server/http/session/passwords.ts";
import { readOrMake } from "../../src-server/store/meta-store.ts";
import { lockFolder } from "../../src-server/store/folder-lock.ts";
import { openStore } from "../../src-server/store/open-store.ts";
import { findUserByName } from "../../src-server/store/user-store.ts";
import { createDatabase } from "../support/postgres.ts";
import { onPostgres } from "./support/province.ts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "lxq-commands-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = Readonly<{ code: number | null; words: string }>;
type Call = Readonly<{ args: readonly string[]; input: string; url: string | null }>;

function command(name: string, { args, input, url }: Call): Promise<Ended> {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, LXQ_DATA: folder, ...(url === null ? {} : { DATABASE_URL: url }) };
  const child = spawn(process.execPath, [path.join(root, "src-server", name), ...args], { env });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString("utf8")));
  child.stdin.on("error", () => undefined); // it may end without having read
  child.stdin.end(input);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, words })));
}

test("[SN-30, SV-17] an operator adds an account and begins an epoch from the command line", async () => {
  const url = onPostgres ? await createDatabase(inject("postgresUrl"), `commands_${randomUUID()}`) : null;
  const args = ["--username", "qin-ruogu", "--name", "秦若谷", "--office", "x370902", "--roles", "handler,leader"];
  const password = "七月流火九月授衣春日载阳";
  const add = () => command("add-account.ts", { args, input: `${password}\n`, url });
  const [added, again] = [await add(), await add()];
  expect([added.code, again.code]).toEqual([0, 1]);
  expect(added.words).toContain("qin-ruogu");
  expect(again.words).toContain("taken");
  const begun = await command("new-epoch.ts", { args: [], input: "", url });
  expect(begun.code).toBe(0);
  const store = await openStore({ databaseUrl: url, folder }, pino({ level: "silent" }));
  const user = await findUserByName(store.db, "qin-ruogu");
  expect(user).toMatchObject({ name: "秦若谷", office: "x370902", roles: ["handler", "leader"], disabledAt: null });
  expect(await passwords(fullCost).verify(password, user?.passwordHash ?? null)).toEqual({ ok: true, value: true });
  expect(begun.words).toContain(await readOrMake(store.db, "epoch", () => "none"));
  await store.close();
}, 180_000);

test("[SN-30] what cannot be an account is refused in plain words, without a stack", async () => {
  const unlock = lockFolder(folder);
  const asked = await command("add-account.ts", { args: ["--nonsense"], input: "", url: null });
  const silent = await command("add-account.ts", { args: [], input: "", url: null });
  const taken = await command("new-epoch.ts", { args: [], input: "", url: null });
  unlock();
  expect([asked.code, silent.code, taken.code]).toEqual([1, 1, 3]);
  expect(asked.words).toContain("--username");
  expect(silent.words).toContain("no password");
  expect(asked.words + silent.words + taken.words).not.toMatch(/\bat .*\.ts:\d+/);
}, 90_000);
