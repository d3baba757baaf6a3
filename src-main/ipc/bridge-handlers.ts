import type {
  AppFacts,
  BridgeAnswer,
  BridgeArgument,
  BridgeCall,
  BridgeResults,
  ClockReading,
  LineLook,
} from "../../src-shared/ipc/desk-bridge.ts";
import type { DiskSpace } from "../../src-shared/ipc/disk-space.ts";
import type { Result } from "../../src-shared/kernel/result.ts";
import type { BlobStore } from "../blobs/blob-store.ts";
import type { AccountJournals } from "../journal/account-journals.ts";
import type { Keychain } from "../services/keychain.ts";
import { refused, type BridgeHandlers } from "./answer-call.ts";

/** The parts behind the bridge. Printing needs windows and is handed in by the whole (src-main/main.ts). */
export type BridgeParts = Readonly<{
  journals: AccountJournals;
  blobs: BlobStore;
  keychain: Keychain;
  readClock: () => Promise<ClockReading>;
  printPdf: (document: BridgeArgument<"print.pdf">) => Promise<BridgeResults["print.pdf"]>;
  printPaper: (document: BridgeArgument<"print.paper">) => Promise<void>;
  /** Shows a file in its folder; false for a path that we did not save. */
  showFile: (path: string) => boolean;
  facts: () => Promise<AppFacts>;
  space: () => Promise<DiskSpace>;
  lookAtLine: () => Promise<LineLook>;
}>;

export function bridgeHandlers(parts: BridgeParts): BridgeHandlers {
  return {
    ...journalHandlers(parts),
    ...blobHandlers(parts),
    ...secretHandlers(parts),
    "clock.read": async () => done(await parts.readClock()),
    "print.pdf": async (document) => done(await parts.printPdf(document)),
    "print.paper": async (document) => done(await parts.printPaper(document)),
    "file.show": async ({ path }) => (parts.showFile(path) ? done(undefined) : refused("not-saved-here")),
    "app.facts": async () => done(await parts.facts()),
    "disk.space": async () => done(await parts.space()),
    "line.look": async () => done(await parts.lookAtLine()),
  };
}

type Some<Prefix extends string> = Pick<BridgeHandlers, Extract<BridgeCall, `${Prefix}.${string}`>>;

function journalHandlers({ journals }: BridgeParts): Some<"journal"> {
  return {
    "journal.open": async ({ account }) => done(await journals.open(account)),
    "journal.append": async ({ account, lines }) => {
      const journal = journals.opened(account);
      return journal ? done(await journal.append(lines)) : refused("journal-not-open");
    },
    "journal.compact": async ({ account, lines }) => {
      const journal = journals.opened(account);
      return journal ? done(await journal.compact(lines)) : refused("journal-not-open");
    },
  };
}

function blobHandlers({ blobs }: BridgeParts): Some<"blob"> {
  return {
    "blob.begin": async ({ size, ...name }) => ended(await blobs.begin(name, size)),
    "blob.write": async ({ offset, bytes, ...name }) => ended(await blobs.write(name, offset, bytes)),
    "blob.finish": async (name) => ended(await blobs.finish(name)),
    "blob.read": async ({ offset, length, ...name }) => {
      const result = await blobs.read(name, { offset, length });
      return result.ok ? done(result.value) : refused(result.refusal);
    },
    "blob.size": async (name) => done(await blobs.size(name)),
    "blob.delete": async (name) => done(await blobs.delete(name)),
    "blob.names": async ({ account }) => done(await blobs.names(account)),
  };
}

function secretHandlers({ keychain }: BridgeParts): Some<"secret"> {
  return {
    "secret.get": async ({ name }) => done(await keychain.get(name)),
    "secret.set": async ({ name, value }) => done(await keychain.set(name, value)),
    "secret.delete": async ({ name }) => done(await keychain.delete(name)),
  };
}

function done<V>(value: V): Readonly<{ ok: true; value: V }> {
  return { ok: true, value };
}

function ended(result: Result<null, string>): BridgeAnswer<"blob.begin"> {
  return result.ok ? done(undefined) : refused(result.refusal);
}
