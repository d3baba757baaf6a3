import type { Observable } from "rxjs";

import type { Intent } from "../../src-shared/actions/action.ts";
import type { OfferedAction } from "../../src-shared/actions/available-actions.ts";
import type { Actor, Rules } from "../../src-shared/domain/decision.ts";
import type { KnownCase } from "../../src-shared/domain/contact/known-case.ts";
import type { Refusal } from "../../src-shared/domain/refusal.ts";
import type { Attachment } from "../../src-shared/domain/work-order/attachment.ts";
import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import type { ActionId, OrderId, Sha256 } from "../../src-shared/kernel/ids.ts";
import type { Instant } from "../../src-shared/kernel/instant.ts";
import type { Step } from "../../src-shared/protocol/action-envelope.ts";
import type { AppFacts } from "../../src-shared/ipc/desk-bridge.ts";
import type { DiskSpace } from "../../src-shared/ipc/disk-space.ts";
import type { ProblemName } from "../../src-shared/protocol/problem-code.ts";
import type { Reference } from "../../src-shared/protocol/reference.ts";
import type { Profile } from "../../src-shared/protocol/session.ts";
import type { Receipt } from "../../src-shared/protocol/sync.ts";
import type { AuditResult } from "./audit-result.ts";
import type { Check } from "./diagnosis.ts";
import type { DeskFiles } from "./desk-files.ts";
import type { ListFilter } from "./list-filter.ts";
import type { WorkListName } from "./list-names.ts";
import type { OrderLine } from "./order-line.ts";
import type { HandedOver } from "./stub.ts";
import type { Happened, Happening } from "./told.ts";
import type { StuckUpload } from "./uploads.ts";
import type { OwnPasswordRequest } from "../../src-shared/protocol/administration.ts";
import type { Courier } from "./courier/courier-api.ts";
import type { Administration, Asked } from "./administration.ts";

export type { WorkListName } from "./list-names.ts";
export type { OrderLine } from "./order-line.ts";

export type OrderListQuery = Readonly<{
  list: WorkListName;
  text?: string;
  filter?: ListFilter;
  sort?: "due" | "newest";
  limit: number;
}>;
export type OrderList = Readonly<{ lines: readonly OrderLine[]; total: number }>;

/**
 * Where a step stands. `saved`: in the journal, can be withdrawn. `sending`: sealed, on its way. `received`: the
 * province has it (receipt). `refused`: the province has it and did not apply it. `forecast` is what `decide` says of it
 * now, on top of the steps before it: a refusal here means "likely to be refused".
 */
export type QueuedStep = Readonly<{
  step: Step;
  savedAt: Instant;
  seq: number | null;
  stage: "saved" | "sending" | "received" | "refused";
  forecast: Refusal | null;
  receipt: Receipt | null;
}>;

/** An order as the screen shows it: the mirror folded with the steps that the mirror does not show yet. */
export type OrderView = Readonly<{
  order: WorkOrder;
  /** Steps of this computer on this order that are not in the mirror yet, oldest first. */
  queued: readonly QueuedStep[];
  /** Receipts this computer has for steps on the timeline, by action id. */
  receipts: ReadonlyMap<ActionId, Receipt>;
  offered: readonly OfferedAction[];
  /** When this computer last got the order from the province; null when it was registered here and never sent. */
  mirroredAt: Instant | null;
}>;

/**
 * A file on its way to the province. `waiting`: its turn comes by itself; `paused`: a person has stopped it; `stuck`: it
 * will not go up by itself. `isSaved`: nothing of it has left this computer, so it can be taken back with its step.
 */
export type UploadLine = Readonly<{
  sha256: Sha256;
  actionId: ActionId;
  orderId: OrderId;
  name: string;
  size: number;
  sent: number;
  stage: "sending" | "waiting" | "paused" | "stuck";
  isSaved: boolean;
}>;

export type SyncStatus = Readonly<{
  line: "online" | "offline" | "connecting";
  /** Why we are not online, when there is something to say about it. */
  trouble:
    | "unreachable"
    | "not-the-province"
    | "signed-out"
    /** set up by a packet, and never signed in over a line since */
    | "never-online"
    | "no-room"
    | "local-store"
    | ProblemName
    | null;
  unsent: number;
  sending: boolean;
  refused: number;
  /** Since when there has been no contact; null while online. */
  offlineSince: Instant | null;
  lastContactAt: Instant | null;
  lastEmptiedAt: Instant | null;
  /** `remainingMs` by the speed so far, null until that is known; `held` while the person has stopped it. */
  firstSync: Readonly<{
    done: number;
    total: number;
    bytes: number;
    remainingMs: number | null;
    held: boolean;
  }> | null;
  /** The file that goes up now, how many wait behind it, and how long they all will take, if that is known. */
  upload: Readonly<{
    sha256: Sha256;
    name: string;
    sent: number;
    size: number;
    waiting: number;
    secondsLeft: number | null;
  }> | null;
  /** Files whose bytes the province does not have yet, oldest first. */
  uploads: readonly UploadLine[];
  /** Files that will not go up by themselves, and why. */
  stuckFiles: readonly Readonly<{ name: string; why: StuckUpload }>[];
  /** Set when the wall clock differs from the province's by more than five minutes: minutes ahead (+) or behind (-). */
  clockOffMinutes: number | null;
  /** IndexedDB was lost and has been rebuilt from the journal: told once, until dismissed. */
  recovered: Readonly<{ steps: number; at: Instant }> | null;
  /** The journal was damaged (records that could not be read) or gone (null): told once, until dismissed. */
  journalDamage: Readonly<{ records: number | null; at: Instant }> | null;
  /** What else happened to this computer's data and was put right: each told until dismissed. */
  happened: readonly Happened[];
  /** The last comparison of this computer's copy with the province's orders; null before the first. */
  audit: AuditResult | null;
  /** Room on this computer's disk: told from below 2 GB on. */
  space: DiskSpace;
  /** There was no contact with the province for so long that the orders are hidden until there is. */
  locked: boolean;
}>;

export type SubmitResult =
  | Readonly<{ ok: true; actionId: ActionId; orderId: OrderId }>
  | Readonly<{ ok: false; refusal: Refusal | "no-room" | "local-store" }>;

/** What came of taking a step back: it was too late, or the disk did not take the word. */
export type Withdrawal = "done" | "too-late" | "no-room" | "local-store";

export type AttachResult =
  | Readonly<{ ok: true; attachment: Attachment }>
  | Readonly<{
      ok: false;
      refusal:
        | Refusal
        | "file-too-large"
        | "file-type"
        | "file-empty"
        | "picture-too-large"
        | "no-new-files"
        | "no-room"
        | "local-store";
    }>;

export type SignInResult =
  | Readonly<{ ok: true }>
  | Readonly<{ ok: false; trouble: ProblemName | "unreachable" | "not-the-province"; retryAfterMs: number | null }>;

/** What a registration says: its ids and its provisional number are given when it is saved. */
export type NewOrder = Omit<Extract<Intent, { type: "register" }>["payload"], "provisionalNumber">;

/**
 * One signed-in desk: all knowledge, no looks. Observables answer at once with what is local, online or not.
 * React reads it through data/use-desk.ts (`useDesk`, `useOrder`, `useOrderList`, `useCounts`, `useSyncStatus`, …).
 */
export type Desk = Readonly<{
  profile: Profile;
  actor: Actor;
  reference: Reference;
  rules: Rules;
  /** What this program is, where it runs and which province it speaks to. */
  facts: AppFacts;
  /** Now, as good as this computer knows it: the province's clock where it has been heard, else the wall clock. */
  now: () => Instant;
  newId: () => string;
  /** The write door: stamps who and when, judges locally, saves to the journal (fsync), then answers. */
  submit: (intent: Intent) => Promise<SubmitResult>;
  register: (order: NewOrder) => Promise<SubmitResult>;
  /** Takes a step back that has not been sealed. */
  withdraw: (action: ActionId) => Promise<Withdrawal>;
  /** Attaches a file: bytes to the blob store, then the step. Works offline. */
  attach: (order: OrderId, file: File, caption: string) => Promise<AttachResult>;
  files: DeskFiles;
  /** Stops uploads by hand, or lets them go on; kept over a restart. */
  pauseUploads: (files: readonly Sha256[], isPaused: boolean) => Promise<void>;
  /** Settles a refused step: sends it again as a new step, turns its words into a note, or sets it aside. */
  sendAgain: (action: ActionId) => Promise<SubmitResult>;
  asNote: (action: ActionId, text: string) => Promise<SubmitResult>;
  setAside: (action: ActionId, reason: string) => Promise<SubmitResult>;
  order$: (id: OrderId) => Observable<OrderView | null>;
  /** When and to whom an order was handed over that is no longer here; null when it was not, or more than 30 days ago. */
  handedOver: (id: OrderId) => Promise<HandedOver | null>;
  /** Says that an order is open before the person: the offices below learn that it has been seen (上级已阅). */
  opened: (id: OrderId) => void;
  orders$: (query: OrderListQuery) => Observable<OrderList>;
  /** What intake knows of the orders here: callers, employers, earlier cases. */
  knownCases: () => Promise<readonly KnownCase[]>;
  counts$: Observable<Readonly<Record<WorkListName, number>>>;
  queue$: Observable<readonly QueuedStep[]>;
  sync$: Observable<SyncStatus>;
  reference$: Observable<Reference>;
  /** Looks at the line step by step; each subscription looks anew. */
  diagnose: () => Observable<readonly Check[]>;
  /** Tries the line now, whatever the backoff says. */
  syncNow: () => void;
  /** Stops the first sync where it is, or lets it go on from there. */
  holdFirstSync: (held: boolean) => void;
  dismissRecovery: () => void;
  dismissDamage: () => void;
  dismissHappening: (what: Happening) => void;
  drafts: Readonly<{
    read: (key: string) => Promise<unknown>;
    write: (key: string, value: unknown) => Promise<void>;
    clear: (key: string) => Promise<void>;
    list$: Observable<readonly Readonly<{ key: string; at: Instant }>[]>;
  }>;
  administration: Administration;
  /** What leaves and comes by hand where there is no line (离线包). */
  courier: Courier;
  /** Asks for the password again after a session ended; unsent work stays. */
  signInAgain: (password: string) => Promise<SignInResult>;
  signOut: () => Promise<void>;
  close: () => Promise<void>;
}>;

/** A setup packet that was opened: whose desk it makes, and its beginning, for which a password is chosen. */
export type SetupOffer = Readonly<{
  profile: Profile;
  /** when the province made it */
  madeAt: Instant;
  begin: (password: string) => ReturnType<DeskDoor["signIn"]>;
}>;

/** What can be said of the line to the province, also before anybody is signed in. */
export type Line = Pick<Desk, "facts" | "now" | "diagnose">;

/** The desk before anybody is signed in. `restore` answers the last account when it may go on offline. */
export type DeskDoor = Readonly<{
  restore: () => Promise<Desk | null>;
  signIn: (
    username: string,
    password: string,
  ) => Promise<Readonly<{ ok: true; desk: Desk }> | Extract<SignInResult, { ok: false }>>;
  /** Opens a setup packet (安装包) with its code: the way in for a computer that has never had a line. */
  openSetup: (
    file: Blob,
    code: string,
  ) => Promise<Readonly<{ ok: true; setup: SetupOffer }> | Readonly<{ ok: false; trouble: string }>>;
  /** Chooses one's own password with the one that an administrator gave. */
  choosePassword: (request: OwnPasswordRequest) => Promise<Asked<null>>;
  /** Whether another tab of this browser holds the desk; `takeOver` asks it to let go. */
  elsewhere: () => Promise<boolean>;
  takeOver: () => Promise<void>;
}>;

export type FileKey = Sha256;
