import { afterAll, beforeAll, expect, test } from "vitest";
import { choosePassword } from "../../../src-server/http/administration/choose-password.ts";
import { passwordAgain } from "../../../src-server/http/administration/password-again.ts";
import { passwords, type Passwords } from "../../../src-server/http/session/passwords.ts";
import { sessionDesk } from "../../../src-server/http/session/session-desk.ts";
import { tokens } from "../../../src-server/http/session/tokens.ts";
import { changeUser, findUser } from "../../../src-server/store/user-store.ts";
import { newKey } from "../../../src-server/sync/own-device.ts";
import { refuse } from "../../../src-shared/kernel/result.ts";
import type { SignInRequest } from "../../../src-shared/protocol/session.ts";
import { cheap, startProvince, type TestProvince } from "../support/province.ts";
import { deskOf } from "../support/story.ts";

let home: TestProvince;
beforeAll(async () => {
  home = await startProvince();
});
afterAll(() => home.close());

test("[SN-7] a password that is replaced while it is compared opens nothing and changes nothing", async () => {
  const { province, store } = home;
  const daiyue = await deskOf(home, "daiyue");
  const id = daiyue.profile.userId;
  const before = await findUser(store.db, id);
  const kept = passwords(cheap);
  const body = daiyue.signInBody() as SignInRequest;
  for (const meanwhile of [{ passwordHash: "another" }, { disabledAt: home.clock.at }]) {
    const verify: Passwords["verify"] = async (...asked) => {
      const answer = await kept.verify(...asked);
      await changeUser(store.db, id, meanwhile);
      return answer;
    };
    const sessions = sessionDesk({ province, passwords: { ...kept, verify }, tokens: tokens(newKey(), "refresh") });
    const undo = (): Promise<void> =>
      changeUser(store.db, id, { passwordHash: before?.passwordHash ?? "", disabledAt: null });
    expect(await sessions.signIn(body, "10.0.0.7")).toEqual(refuse({ name: "wrong-credentials" }));
    await undo();
    const services = { province, sessions, hashPassword: kept.hash };
    const choosing = { username: "daiyue", password: body.password, newPassword: "七月流火九月授衣春日载阳" };
    expect(await choosePassword(services, choosing, "10.0.0.7")).toEqual(refuse({ name: "wrong-credentials" }));
    await undo();
  }
  expect((await daiyue.ask("POST", "/api/session", body)).status).toBe(200);
});

test("[HE-2] whoever is asked for a password again and finds it busy is told when to come back", async () => {
  const busy = { name: "busy", retryAfterMs: 7_000 } as const;
  const sessions = { authenticate: async () => refuse(busy) };
  const request = { account: { username: "sd-anquan" }, ip: "127.0.0.1" };
  expect(await passwordAgain({ sessions } as never, request as never, "a password")).toEqual(busy);
});
