import { Type } from "typebox";
import { expect, test, vi } from "vitest";
import { createHttp } from "../../../src-renderer/data/http.ts";
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
