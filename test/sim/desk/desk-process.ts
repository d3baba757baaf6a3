import { openDesk } from "../../../src-renderer/data/desk.ts";
import type { Desk } from "../../../src-renderer/data/desk-api.ts";
import { readAccounts, type Account } from "../../../src-renderer/data/identity.ts";
import { openDatabases } from "../../../src-renderer/data/open-local.ts";
import { openSession } from "../../../src-renderer/data/session.ts";
import type { Secrets } from "../../../src-renderer/platform/platform.ts";
import type { Network } from "../network/network.ts";
import { referenceBundle } from "../province/sim-reference.ts";
import { keepBuild } from "../versions/builds.ts";
import type { Owner } from "../world/agenda.ts";
import { theWorld } from "../world/world.ts";
import { platformOf, type Machine } from "./machine.ts";
import { simHttp } from "./sim-http.ts";
import { keepUplink } from "./tus-line.ts";

/** The desk program of a machine while it runs; `desk` is null until it has opened. */
export type DeskProcess = Owner & { machine: Machine; desk: Desk | null; resume: () => void };

export const password = "open sesame";

export function newDeskProcess(machine: Machine, life: number): DeskProcess {
  const process: DeskProcess = {
    name: `${machine.name}#${life}`,
    isDead: false,
    sleepsUntil: 0,
    machine,
    desk: null,
    resume: () => undefined,
  };
  keepBuild(process, machine.build);
  return process;
}

/** Opens the desk of a machine with the product's own code. To be called as that process. */
export async function startDesk(process: DeskProcess, network: Network): Promise<Desk> {
  const { machine } = process;
  const caller = { name: machine.name, line: machine.line, owner: process };
  keepUplink(network, caller);
  const http = simHttp(network, caller);
  const listeners = new Set<() => void>();
  process.resume = () => listeners.forEach((listener) => listener());
  const platform = platformOf(machine, (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  });
  const { secrets, clock } = platform;
  const account = await rememberedBy(machine, secrets);
  const device = account.device.id;
  const session = await openSession({ http, secrets, clock, account: account.userId, device });
  const journal = await platform.openJournal(account.userId);
  const databases = await openDatabases(account);
  const parts = { platform, http, session, account, journal, databases, reference: referenceBundle };
  process.desk = await openDesk(parts, () => undefined);
  theWorld().note(`${process.name} opened`);
  if (!session.isSignedIn()) void signIn(process);
  return process.desk;
}

/** The account as the desk of a machine has last remembered it; before it has, as it was set up. */
async function rememberedBy({ account }: Machine, secrets: Secrets): Promise<Account> {
  const { accounts } = await readAccounts(secrets);
  return accounts.find(({ userId }) => userId === account.userId) ?? account;
}

/** Signs in, and again until it is done: on the first day, and whenever the session is over. */
export async function signIn(process: DeskProcess): Promise<void> {
  for (;;) {
    const answer = await process.desk?.signInAgain(password);
    theWorld().note(`${process.name} signs in: ${answer?.ok === true ? "ok" : (answer?.trouble ?? "closed")}`);
    if (answer === undefined || answer.ok) return;
    await theWorld().pause(theWorld().random.between(5_000, 40_000));
  }
}
