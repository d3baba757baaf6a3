import path from "node:path";

import type { UserId } from "../../src-shared/kernel/ids.ts";
import { accountFolder, accountKey } from "../services/account-place.ts";
import type { Disk } from "../services/disk.ts";
import type { Keychain } from "../services/keychain.ts";
import { oneAtATime } from "../services/one-at-a-time.ts";
import { openJournal, type Journal, type JournalContent } from "./journal.ts";
import { lineCipher } from "./line-cipher.ts";

/** The journals of this machine, one folder per account. `null` where a journal has not been opened. */
export type AccountJournals = Readonly<{
  /** Opens and reads; a journal that was open (the page was loaded anew) is closed first. */
  open: (account: UserId) => Promise<JournalContent>;
  opened: (account: UserId) => Journal | null;
  closeAll: () => Promise<void>;
}>;

export type JournalParts = Readonly<{ disk: Disk; root: string; keychain: Keychain }>;

export function accountJournals({ disk, root, keychain }: JournalParts): AccountJournals {
  const journals = new Map<UserId, Journal>();
  const inTurn = oneAtATime();
  const open = async (account: UserId): Promise<JournalContent> => {
    await journals.get(account)?.close();
    journals.delete(account);
    const cipher = lineCipher(await accountKey(keychain, account, "journal"), account);
    const journal = await openJournal({ disk, folder: path.join(accountFolder(root, account), "journal"), cipher });
    journals.set(account, journal);
    return journal.content;
  };
  return {
    open: (account) => inTurn(() => open(account)),
    opened: (account) => journals.get(account) ?? null,
    closeAll: () =>
      inTurn(async () => {
        for (const journal of journals.values()) await journal.close();
        journals.clear();
      }),
  };
}
