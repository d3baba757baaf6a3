import { movedDeadlines } from "../../src-shared/domain/supervision/moved-deadlines.ts";
import { publicationOf, type Proposal } from "../../src-shared/domain/reference/proposal.ts";
import { isOpenOffice } from "../../src-shared/domain/reference/office.ts";
import type { Role } from "../../src-shared/domain/permission/role.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { officeId, userId } from "../../src-shared/kernel/ids.ts";
import { chinaDay } from "../../src-shared/kernel/instant.ts";
import type { AdministeredUser, Preview, UserRequest } from "../../src-shared/protocol/administration.ts";
import type { Administration, Asked } from "../../src-renderer/data/administration.ts";
import { fakeReference, fakeRules } from "./fake-reference.ts";

const ok = <Value>(value: Value): Asked<Value> => ({ ok: true, value });
const no = (trouble: string): { ok: false; trouble: string } => ({ ok: false, trouble });

type Person = readonly [number: number, username: string, name: string, office: string, roles: Role[]];

function person(...[number, username, name, office, roles]: Person): AdministeredUser {
  const id = userId(`00000000-0000-7000-8000-00000000020${number}`);
  return { id, username, name, office: officeId(office), roles, disabledAt: null, oneTimeUntil: null };
}

/** A province to administer: what it is asked it answers with the real rules, and it remembers what was published. */
export function fakeAdministration(
  orders: readonly WorkOrder[],
  now: () => number,
  isOffline: () => boolean,
): Administration & Readonly<{ published: readonly Proposal[]; asked: readonly UserRequest[] }> {
  const published: Proposal[] = [];
  const asked: UserRequest[] = [];
  let users: readonly AdministeredUser[] = [
    person(1, "ta-shenhe", "石立本", "c3709", ["leader", "dispatcher"]),
    person(2, "taishan", "秦若谷", "x370902", ["handler", "leader"]),
    { ...person(3, "daiyue", "宋长青", "x370911", ["handler"]), disabledAt: 1 },
    { ...person(4, "sd-admin", "管志诚", "p37", ["system-administrator"]), oneTimeUntil: 2 },
  ];
  const versionOf = (kind: Proposal["kind"]) => ({
    number: 1,
    version: kind === "offices" ? "1" : fakeReference[kind].version,
    effectiveFrom: 0,
    publishedAt: now() - 86_400_000,
    publishedBy: "程序自带",
    reason: "首次启用",
    hash: "ab".repeat(32),
  });
  const line = <Value>(answer: () => Asked<Value>): Promise<Asked<Value>> =>
    Promise.resolve(isOffline() ? no("unreachable") : answer());
  const publication = (proposal: Proposal) =>
    publicationOf(fakeReference, proposal, { version: "X-2", today: chinaDay(now()) });
  return {
    published,
    asked,
    users: () => line(() => ok(users)),
    changeUser: (request) =>
      line(() => {
        if (request.password === "wrong") return no("wrong-password");
        asked.push(request);
        const { change } = request;
        if (change.type === "create") {
          const user = person(9, change.username, change.name, change.office, [...change.roles]);
          users = [...users, { ...user, oneTimeUntil: 3 }];
          return ok({ user, oneTimePassword: "ab2cd-ef3gh-jk4mn-pq5rs" });
        }
        const user = users.find(({ id }) => id === change.id);
        if (!user) return no("no-such-user");
        const next = { ...user, disabledAt: change.type === "disable" ? now() : null };
        users = users.map((one) => (one.id === next.id ? next : one));
        return ok({ user: next, oneTimePassword: change.type === "reset" ? "ab2cd-ef3gh-jk4mn-pq5rs" : null });
      }),
    makeSetup: (user, password) =>
      line(() => {
        if (password === "wrong") return no("wrong-password");
        users = users.map((one) => (one.id === user.id ? { ...one, setupUntil: now() + 30 * 86_400_000 } : one));
        const file = { name: `安装包-${user.name}（${user.username}）.lxqpack`, blob: new Blob(["setup"]) };
        return ok({ code: "4821 0937 5562 1804 7316", file });
      }),
    revokeSetup: (user) =>
      line(() => {
        users = users.map((one) => (one.id === user.id ? { ...one, setupUntil: null } : one));
        return ok(null);
      }),
    versions: (kind) => line(() => ok([versionOf(kind)])),
    preview: (proposal) => line(() => previewOf(proposal)),
    publish: ({ proposal }) =>
      line(() => {
        const result = publication(proposal);
        if (!result.ok) return no(result.refusal);
        published.push(proposal);
        return ok({ version: "X-2", effectiveFrom: now() });
      }),
    audit: () =>
      line(() =>
        ok({
          entries: [entry(2, "published-calendar", "CN-7"), entry(1, "user-created", "秦若谷(taishan)")],
          next: null,
        }),
      ),
    checkAudit: () => line(() => ok({ lines: 2, brokenAt: null })),
  };

  function previewOf(proposal: Proposal): Asked<Preview> {
    const result = publication(proposal);
    if (!result.ok) return no(result.refusal);
    const { calendar: before } = fakeReference;
    const after = { ...fakeRules, calendar: result.value.kind === "calendar" ? result.value.content : before };
    const moved = orders.flatMap((order) => movedDeadlines(order, { before, after, now: now() }));
    const closes = proposal.kind === "offices" && proposal.change.type === "close" ? proposal.change.id : null;
    const below = fakeReference.offices.filter((office) => office.parentId === closes && isOpenOffice(office));
    return ok({
      moved: [...moved],
      movedCount: moved.length,
      earlierCount: moved.filter((one) => one.after < one.before).length,
      withdrawnCount: 0,
      held: [],
      heldCount: 0,
      below: closes === null ? [] : below.map(({ name }) => name),
      accounts: [],
      openOrders: orders.length,
    });
  }

  function entry(number: number, action: string, subject: string) {
    return {
      number,
      at: now() - 3_600_000 * (10 - number),
      userName: "管志诚",
      office: "山东省总工会",
      address: "10.1.2.3",
      action,
      subject,
      detail: "{}",
      beforeHash: "cd".repeat(32),
      afterHash: "ef".repeat(32),
      hash: String(number).repeat(64),
    };
  }
}
