import { Type } from "typebox";

import type { ReferenceKind } from "../../src-shared/domain/reference/reference-kind.ts";
import type { Proposal } from "../../src-shared/domain/reference/proposal.ts";
import {
  auditCheckSchema,
  auditPageSchema,
  previewSchema,
  publishAnswerSchema,
  userAnswerSchema,
  userListSchema,
  versionListSchema,
  type AdministeredUser,
  type AuditCheck,
  type AuditPage,
  type OwnPasswordRequest,
  type Preview,
  type PublishAnswer,
  type PublishRequest,
  type UserAnswer,
  type UserRequest,
  type Version,
} from "../../src-shared/protocol/administration.ts";
import type { SetupRequest } from "../../src-shared/protocol/courier.ts";
import { groupedCode, newSetupCode } from "../../src-shared/sync/courier/setup-code.ts";
import { apiPath } from "./api-path.ts";
import type { PacketFile } from "./courier/courier-api.ts";
import type { Http, HttpAnswer } from "./http.ts";
import type { Session } from "./session.ts";

/** An answer of the province, or why there is none: the name of a problem, or of the trouble with the line. */
export type Asked<Value> = Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; trouble: string }>;

/** What administrators ask of the province. Nothing of it is queued: without a line there is no answer. */
export type Administration = Readonly<{
  users: () => Promise<Asked<readonly AdministeredUser[]>>;
  changeUser: (request: UserRequest) => Promise<Asked<UserAnswer>>;
  /** Makes the setup packet (安装包) of an account and a code for it; the code is told here and kept nowhere. */
  makeSetup: (user: AdministeredUser, password: string) => Promise<Asked<MadeSetup>>;
  /** Makes the setup packet of an account that nobody has used yet worth nothing. */
  revokeSetup: (user: AdministeredUser) => Promise<Asked<null>>;
  /** the versions of a kind, the latest first */
  versions: (kind: ReferenceKind) => Promise<Asked<readonly Version[]>>;
  preview: (proposal: Proposal) => Promise<Asked<Preview>>;
  publish: (request: PublishRequest) => Promise<Asked<PublishAnswer>>;
  audit: (before: number | null) => Promise<Asked<AuditPage>>;
  checkAudit: () => Promise<Asked<AuditCheck>>;
}>;

/** A setup packet that was made: its file, and the code that opens it, in groups as it is read aloud. */
export type MadeSetup = Readonly<{ code: string; file: PacketFile }>;

async function makeSetup(session: Session, user: AdministeredUser, password: string): Promise<Asked<MadeSetup>> {
  const code = newSetupCode(crypto.getRandomValues(new Uint8Array(16)));
  const body: SetupRequest = { user: user.id, password, code };
  const answer = askedOf(await session.bytes({ method: "POST", path: apiPath.setups, body, silenceMs: 60_000 }));
  if (!answer.ok) return answer;
  const file = { name: `安装包-${user.name}（${user.username}）.lxqpack`, blob: answer.value };
  return { ok: true, value: { code: groupedCode(code), file } };
}

/** @param onPublished told when something new was published, so that this desk fetches it at once */
export function administration(session: Session, onPublished: () => void): Administration {
  const get = (path: string) => ({ method: "GET", path }) as const;
  const post = (path: string, body: unknown) => ({ method: "POST", path, body }) as const;
  return {
    users: async () => {
      const answer = askedOf(await session.json(get(apiPath.users), userListSchema));
      return answer.ok ? { ok: true, value: answer.value.users } : answer;
    },
    changeUser: async (request) => askedOf(await session.json(post(apiPath.users, request), userAnswerSchema)),
    makeSetup: (user, password) => makeSetup(session, user, password),
    revokeSetup: async (user) => askedOf(await session.json(post(apiPath.revokeSetup, { user: user.id }), Type.Null())),
    versions: async (kind) => {
      const answer = askedOf(await session.json(get(`${apiPath.versions}?kind=${kind}`), versionListSchema));
      return answer.ok ? { ok: true, value: answer.value.versions } : answer;
    },
    preview: async (proposal) => askedOf(await session.json(post(apiPath.preview, { proposal }), previewSchema)),
    publish: async (request) => {
      const answer = askedOf(await session.json(post(apiPath.publish, request), publishAnswerSchema));
      if (answer.ok) onPublished();
      return answer;
    },
    audit: async (before) => {
      const query = before === null ? "" : `?before=${before}`;
      return askedOf(await session.json(get(apiPath.audit + query), auditPageSchema));
    },
    checkAudit: async () => askedOf(await session.json(get(apiPath.auditCheck), auditCheckSchema)),
  };
}

/** Chooses one's own password, before there is a session: with the one that was given, or the old one. */
export async function choosePassword(http: Http, body: OwnPasswordRequest): Promise<Asked<null>> {
  return askedOf(await http.json({ method: "POST", path: apiPath.ownPassword, body, token: null }, Type.Null()));
}

function askedOf<Value>(answer: HttpAnswer<Value>): Asked<Value> {
  if (answer.ok) return answer;
  return { ok: false, trouble: answer.fault.kind === "problem" ? answer.fault.name : answer.fault.kind };
}
