import { gunzipSync } from "node:zlib";
import { Type } from "typebox";
import { expect, test, vi } from "vitest";
import { createHttp, type Http } from "../../../src-renderer/data/http.ts";
import { provinceApi } from "../../../src-renderer/data/province-api.ts";
import { openSession } from "../../../src-renderer/data/session.ts";
import { deviceId } from "../../../src-shared/kernel/ids.ts";
import { newAccount } from "./desk-parts.ts";
import { emptyDisk, memoryPlatform } from "./memory-platform.ts";

const shape = Type.Object({ fine: Type.Boolean() });
const ask = { method: "GET", path: "/api/x" } as const;
const place = (account: string): string => `session.${account}`;

/** A province that renews everything, told apart by the count; what came with which token stands in `came`. */
function renewingProvince() {
  const came: (string | null)[] = [];
  let renewals = 0;
  const answer = (body: object): Response => Response.json(body);
  const http = createHttp("http://province.test/", async (input, init) => {
    const request = new Request(input, init);
    if (request.url.endsWith("/api/session/refresh")) {
      renewals += 1;
      const accessToken = `access-${renewals}`;
      return answer({ accessToken, accessExpiresInMs: 600_000, refreshToken: `refresh-${renewals}` });
    }
    came.push(`${request.method} ${request.headers.get("authorization")}`);
    return request.method === "DELETE" ? new Response(null, { status: 204 }) : answer({ fine: true });
  });
  return { http, came };
}

/** A desk whose secrets are kept only when the test says so. */
async function slowDesk() {
  const disk = emptyDisk();
  const account = newAccount();
  disk.secrets.set(place(account), "refresh-0");
  const { secrets, clock } = memoryPlatform(disk, "");
  let answerKeeping: ((fault?: Error) => void) | null = null;
  const slow: typeof secrets = {
    ...secrets,
    set: async (name, value) => {
      await new Promise<void>((resolve, reject) => {
        answerKeeping = (fault) => (fault ? reject(fault) : resolve());
      });
      await secrets.set(name, value);
    },
  };
  const { http, came } = renewingProvince();
  const session = await openSession({ http, secrets: slow, clock, account, device: deviceId("d") });
  const keeping = () =>
    vi.waitFor(() => answerKeeping ?? expect.unreachable("the refresh token is being kept"), { timeout: 15_000 });
  return { session, came, keeping, kept: () => disk.secrets.get(place(account)) };
}

test("[SN-19] nothing uses an access token before the refresh token beside it is kept", async () => {
  const { session, came, keeping, kept } = await slowDesk();
  const one = session.json(ask, shape);
  const answerKeeping = await keeping();
  const two = session.json(ask, shape);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([came, kept()]).toEqual([[], "refresh-0"]);
  answerKeeping();
  expect([(await one).ok, (await two).ok]).toEqual([true, true]);
  expect([came, kept()]).toEqual([["GET Bearer access-1", "GET Bearer access-1"], "refresh-1"]);
});

test("[SN-19] a token that cannot be kept is used all the same", async () => {
  const { session, came, keeping } = await slowDesk();
  const one = session.json(ask, shape);
  (await keeping())(new Error("the disk is full"));
  await expect(one).rejects.toThrow("the disk is full");
  expect((await session.json(ask, shape)).ok).toBe(true);
  expect(came).toEqual(["GET Bearer access-1"]);
});

test("[OB-18] somebody signs out while the new token is being kept", async () => {
  const { session, came, keeping } = await slowDesk();
  const one = session.json(ask, shape);
  const answerKeeping = await keeping();
  await session.end();
  answerKeeping();
  expect((await one).ok).toBe(false);
  await expect.poll(() => came).toEqual(["DELETE Bearer access-1"]);
  expect(session.isSignedIn()).toBe(false);
});

/** A province whose tokens come with `gzip`, or without; `spoils` what is compressed on the way. What came stands in `came`. */
function packingProvince(gzip: boolean | undefined, spoils = false) {
  const came: { encoding: string | null; bytes: number; body: unknown }[] = [];
  const tokens = {
    accessToken: "a",
    accessExpiresInMs: 600_000,
    refreshToken: "b",
    ...(gzip === undefined ? {} : { gzip }),
  };
  const http = createHttp("http://province.test/", async (input, init) => {
    const request = new Request(input, init);
    if (request.url.endsWith("/api/session/refresh")) return Response.json(tokens);
    const encoding = request.headers.get("content-encoding");
    const bytes = Buffer.from(await request.arrayBuffer());
    const body: unknown = JSON.parse((encoding === "gzip" ? gunzipSync(bytes) : bytes).toString());
    came.push({ encoding, bytes: bytes.length, body });
    const isRefused = spoils && encoding !== null;
    const refusal = { name: "bad-request", code: "LXQ-1", status: 400, title: "", next: "", requestId: "r" };
    if (isRefused)
      return Response.json(refusal, { status: 400, headers: { "content-type": "application/problem+json" } });
    return Response.json({ epoch: "e", receipts: [], expected: null, serverTime: 1, clockToken: "" });
  });
  return { http, came };
}

async function apiOf(http: Http) {
  const disk = emptyDisk();
  const account = newAccount();
  disk.secrets.set(place(account), "refresh-0");
  const { secrets, clock } = memoryPlatform(disk, "");
  const device = deviceId("d");
  return provinceApi(await openSession({ http, secrets, clock, account, device }), device);
}

/** What travels is all that matters here: not what it says. */
const steps = (length: number): never[] => Array.from({ length }, () => ({ text: "已联系职工".repeat(40) })) as never[];

test("[WP-22] a long push goes compressed to a province that takes it so, a short one plain", async () => {
  const { http, came } = packingProvince(true);
  const api = await apiOf(http);
  expect((await api.push("e", steps(20))).ok).toBe(true);
  expect((await api.push("e", steps(1))).ok).toBe(true);
  expect(came).toMatchObject([
    { encoding: "gzip", body: { actions: steps(20) } },
    { encoding: null, body: { actions: steps(1) } },
  ]);
  expect(came[0]?.bytes).toBeLessThan(1000);
});

test("[WP-22] to a province that does not say so every push goes plain", async () => {
  for (const gzip of [undefined, false]) {
    const { http, came } = packingProvince(gzip);
    expect((await (await apiOf(http)).push("e", steps(20))).ok).toBe(true);
    expect(came).toMatchObject([{ encoding: null, body: { actions: steps(20) } }]);
  }
});

test("[WP-22] where something on the way spoils it the same push goes plain, and the next at once", async () => {
  const { http, came } = packingProvince(true, true);
  const api = await apiOf(http);
  expect((await api.push("e", steps(20))).ok).toBe(true);
  expect((await api.push("e", steps(20))).ok).toBe(true);
  expect(came.map(({ encoding }) => encoding)).toEqual(["gzip", null, null]);
  expect(came.map(({ body }) => body)).toEqual([came[0]?.body, came[0]?.body, came[0]?.body]);
});
