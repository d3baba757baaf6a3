/** The members of the province's answers that this client reads: it ignores all others. */
export type Receipt = Readonly<{
  actionId: string;
  seq: number;
  verdict: string;
  code: string | null;
  orderVersion: number | null;
  number: number;
  grade: string;
  effectiveAt: number;
  hash: string;
}>;
export type Order = Readonly<{
  id: string;
  version: number;
  state: string;
  holder: string;
  classification: Readonly<{ flags: readonly string[] }>;
  assignments: readonly Readonly<{ id: string; office: string; stage: string }>[];
  attachments: readonly Readonly<{ sha256: string; stored: boolean }>[];
  timeline: readonly Readonly<{ id: string; type: string }>[];
}>;
export type Cursor = Readonly<{ epoch: string; scopeHash: string; versions: Readonly<Record<string, number>> }>;
export type Row = Readonly<{ orderId: string; version: number; gone: boolean; order: Order | null }>;
type Clock = Readonly<{ serverTime: number; clockToken: string }>;
export type Pushed = Clock &
  Readonly<{ epoch: string; receipts: readonly Receipt[]; expected: number | null; lastHash?: string }>;
export type Pulled = Clock & Readonly<{ rows: readonly Row[]; cursor: Cursor; more: boolean }>;
export type Page = Clock & Readonly<{ rows: readonly Row[]; cursor: Cursor; next: string | null; total: number }>;
export type Audited = Clock &
  Readonly<{
    cursor: Cursor;
    current: boolean;
    digests: readonly Readonly<{ count: number; xor: string }>[];
    orders: readonly (readonly [string, number])[];
  }>;
export type Tokens = Readonly<{ accessToken: string; refreshToken: string }>;
export type Profile = Readonly<{ userId: string; office: string; scope: string }>;
export type SignedIn = Tokens & Clock & Readonly<{ profile: Profile; lastSeq: number; lastHash: string }>;

/** Why the province refused a request: the one shape of its errors. */
export class Refused extends Error {
  readonly problem: string;
  readonly status: number;
  readonly waitMs: number;
  constructor(problem: string, status: number, waitMs: number) {
    super(`${status} ${problem}`);
    this.problem = problem;
    this.status = status;
    this.waitMs = waitMs;
  }
}

/** No answer, or one that is not the province's. */
export class NoAnswer extends Error {}

export type Line = (address: string, request: RequestInit) => Promise<Response>;

/** Asks once. Throws `Refused` with the province's own word, `NoAnswer` when there was none. */
export async function ask(line: Line, address: string, request: RequestInit): Promise<unknown> {
  const answer = await line(address, request).catch((cause: unknown) => {
    throw new NoAnswer(String(cause));
  });
  const body = await bodyOf(answer);
  if (answer.ok) return body;
  const name = body?.["name"];
  if (typeof name !== "string") throw new NoAnswer(`an answer ${answer.status} that is not the province's`);
  const seconds = Number(answer.headers.get("retry-after") ?? "0");
  throw new Refused(name, answer.status, seconds * 1000);
}

async function bodyOf(answer: Response): Promise<Record<string, unknown> | null> {
  const text = await answer.text().catch((cause: unknown) => {
    throw new NoAnswer(String(cause));
  });
  try {
    return text === "" ? null : (JSON.parse(text) as Record<string, unknown>);
  } catch {
    throw new NoAnswer(`an answer ${answer.status} that is not JSON`);
  }
}
