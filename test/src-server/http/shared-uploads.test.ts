import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { request, type ClientRequest, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { mkdtempSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { lockKinds } from "../../../src-server/store/lock-numbers.ts";
import type { Sha256 } from "../../../src-shared/kernel/ids.ts";
import { photo } from "../support/payloads.ts";
import { onPostgres, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf, dispatched } from "../support/story.ts";
import { hashOf, picture, Uploader } from "../support/uploading.ts";
import type { Desk } from "../support/desk.ts";

let first: TestProvince;
let second: TestProvince;
let hub: Desk;
let one: Uploader;
/** The same desk at the other server process; on PGlite there is no other one. */
let other: Uploader;

beforeAll(async () => {
  const filesFolder = mkdtempSync(path.join(tmpdir(), "lxq-shared-"));
  first = await startProvince({ filesFolder });
  const { databaseUrl, clock } = first;
  second = databaseUrl === null ? first : await startProvince({ filesFolder, databaseUrl, clock });
  hub = await deskOf(first, "sd-quanneng");
  one = new Uploader(await first.listen(), hub);
  other = databaseUrl === null ? one : new Uploader(await second.listen(), hub);
});
afterAll(async () => {
  await first.close();
  if (second !== first) await second.close();
});

async function begin(bytes: Buffer): Promise<string> {
  const declared = { sha256: hashOf(bytes), name: "现场.png", type: "image/png", size: bytes.length };
  return (await one.begin(declared)).headers.get("location") ?? "";
}

/** A request whose line went dead: its bytes came, no more will come, and nobody ends it. */
async function stalled(location: string, bytes: Buffer, came: number): Promise<ClientRequest> {
  const headers = one.headers({
    "upload-offset": "0",
    "content-type": "application/offset+octet-stream",
    "content-length": String(bytes.length),
  });
  const dead = request(new URL(location, one.base), { method: "PATCH", headers });
  dead.on("error", () => undefined);
  dead.write(bytes.subarray(0, came));
  // It has the upload as soon as what it brought is on the disk.
  await expect.poll(() => sizeOf(location)).toBe(came);
  return dead;
}

async function sizeOf(location: string): Promise<number> {
  return (await stat(path.join(first.filesFolder, "uploads", path.basename(location)))).size;
}

async function goOn(uploader: Uploader, location: string, bytes: Buffer): Promise<void> {
  const where = await uploader.head(location);
  const offset = Number(where.headers.get("upload-offset"));
  if (offset < bytes.length) await uploader.send(location, offset, bytes.subarray(offset));
}

/** What the province gives of a file, once an order names it. */
async function given(bytes: Buffer): Promise<Sha256> {
  const { order } = await dispatched(hub);
  await hub.act("attach", order, photo(hashOf(bytes), bytes.length));
  return hashOf(Buffer.from(await (await other.download(hashOf(bytes))).arrayBuffer()));
}

test("[FI-15] a desk that comes back while its dead request still holds the upload goes on within seconds", async () => {
  const bytes = picture(600_000, 31);
  const location = await begin(bytes);
  const dead = await stalled(location, bytes, 200_000);
  const from = performance.now();
  const where = await other.head(location);
  expect(where.headers.get("upload-offset")).toBe("200000");
  expect((await other.send(location, 200_000, bytes.subarray(200_000))).status).toBe(204);
  expect(performance.now() - from).toBeLessThan(8000);
  // What the dead line still brings is not written any more, least of all into a file that was checked.
  dead.write(Buffer.alloc(100_000, 7));
  await sleep(200);
  dead.destroy();
  expect(await given(bytes)).toBe(hashOf(bytes));
});

test("[FI-15] the same piece sent twice at once is taken once, and what comes of it hashes to its name", async () => {
  const bytes = picture(1_000_000, 32);
  const location = await begin(bytes);
  const pieceBytes = 100_000;
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    const answers = await Promise.all([one, other].map((uploader) => uploader.send(location, at, piece)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  }
  expect(await sizeOf(location)).toBe(bytes.length);
  expect(await given(bytes)).toBe(hashOf(bytes));
});

if (onPostgres) test("[FI-15] who loses the connection that holds the lock writes nothing more", losesItsConnection);

async function losesItsConnection(): Promise<void> {
  const bytes = picture(500_000, 33);
  const location = await begin(bytes);
  const dead = await stalled(location, bytes, 100_000);
  const answered = once(dead, "response").then(([answer]: IncomingMessage[]) => answer?.statusCode);
  const admin = new pg.Client({ connectionString: first.databaseUrl ?? "" });
  await admin.connect();
  const { rowCount } = await admin.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = $1
       and database = (select oid from pg_database where datname = current_database())`,
    [lockKinds.uploads],
  );
  expect(rowCount).toBe(1);
  dead.write(bytes.subarray(100_000, 150_000));
  expect(await answered).toBe(503);
  expect(await sizeOf(location)).toBe(100_000);
  // Both processes have a new connection by themselves.
  await goOn(one, location, bytes);
  await goOn(other, location, bytes);
  expect(await given(bytes)).toBe(hashOf(bytes));
  await admin.end();
}

if (onPostgres) test("[FI-15] what a killed process held is free at once", holderKilled);

async function holderKilled(): Promise<void> {
  const module = path.resolve(import.meta.dirname, "../../../src-server/store/postgres-locks.ts");
  const name = randomUUID();
  const script = `
    import { postgresLocks } from ${JSON.stringify(module)};
    const log = { warn: () => undefined };
    const locks = postgresLocks(process.env.URL_OF_IT, "uploads", log);
    const hold = await locks.take("${name}", () => console.log("asked"));
    console.log(hold ? "held" : "not held");
    setInterval(() => undefined, 1000);
  `;
  const env = { ...process.env, URL_OF_IT: first.databaseUrl ?? "" };
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script], { env, stdio: "pipe" });
  const said: string[] = [];
  holder.stdout.on("data", (text: Buffer) => said.push(String(text)));
  await expect.poll(() => said.join("")).toContain("held\n");
  const { uploadLocks } = first.store;
  expect(await uploadLocks.take(name, () => undefined)).toBeNull();
  await expect.poll(() => said.join("")).toBe("held\nasked\n");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  await expect.poll(async () => (await uploadLocks.take(name, () => undefined)) !== null).toBe(true);
}
