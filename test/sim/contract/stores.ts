import * as realAction from "../../../src-server/store/action-store.ts";
import * as realDevice from "../../../src-server/store/device-store.ts";
import * as realDigest from "../../../src-server/store/digest-store.ts";
import * as realFile from "../../../src-server/store/file-store.ts";
import * as realMeta from "../../../src-server/store/meta-store.ts";
import * as realNumber from "../../../src-server/store/number-store.ts";
import * as realOffice from "../../../src-server/store/office-store.ts";
import * as realOrder from "../../../src-server/store/order-store.ts";
import * as realSession from "../../../src-server/store/session-store.ts";
import type { Executor } from "../../../src-server/store/store.ts";
import * as realUser from "../../../src-server/store/user-store.ts";
import * as realVisibility from "../../../src-server/store/visibility-store.ts";
import * as twinAction from "../store/action-store.ts";
import * as twinDevice from "../store/device-store.ts";
import * as twinDigest from "../store/digest-store.ts";
import * as twinFile from "../store/file-store.ts";
import { memoryExecutor, type Process } from "../store/executor.ts";
import { MemoryDatabase } from "../store/memory-database.ts";
import * as twinMeta from "../store/meta-store.ts";
import * as twinNumber from "../store/number-store.ts";
import * as twinOffice from "../store/office-store.ts";
import * as twinOrderStore from "../store/order-store.ts";
import * as twinSession from "../store/session-store.ts";
import * as twinUser from "../store/user-store.ts";
import * as twinVisibility from "../store/visibility-store.ts";

const { visibleBelow: _, ...twinOrder } = twinOrderStore;

/** What the product's stores and the simulator's twins of them both have. */
export type Stores = Readonly<{
  db: Executor;
  action: Pick<typeof realAction, keyof typeof twinAction>;
  device: Pick<typeof realDevice, keyof typeof twinDevice>;
  digest: Pick<typeof realDigest, keyof typeof twinDigest>;
  file: Pick<typeof realFile, keyof typeof twinFile>;
  meta: Pick<typeof realMeta, keyof typeof twinMeta>;
  number: Pick<typeof realNumber, keyof typeof twinNumber>;
  office: Pick<typeof realOffice, keyof typeof twinOffice>;
  order: Pick<typeof realOrder, keyof typeof twinOrder>;
  session: Omit<Pick<typeof realSession, keyof typeof twinSession>, "readFailures" | "countFailure" | "forgetFailures">;
  user: Pick<typeof realUser, keyof typeof twinUser>;
  visibility: Pick<typeof realVisibility, keyof typeof twinVisibility>;
}>;

/** The product's own stores on a database. */
export function realStores(db: Executor): Stores {
  return {
    db,
    action: realAction,
    device: realDevice,
    digest: realDigest,
    file: realFile,
    meta: realMeta,
    number: realNumber,
    office: realOffice,
    order: realOrder,
    session: realSession,
    user: realUser,
    visibility: realVisibility,
  };
}

/** The twins on a database in memory of their own, in real time. */
export function twinStores(): Stores {
  const soon = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const process: Process = { name: "contract", isDead: false, sleepsUntil: 0, pause: soon };
  const database = new MemoryDatabase((_, go) => void setImmediate(go));
  return {
    db: memoryExecutor(database, process),
    action: twinAction,
    device: twinDevice,
    digest: twinDigest,
    file: twinFile,
    meta: twinMeta,
    number: twinNumber,
    office: twinOffice,
    order: twinOrder,
    session: twinSession,
    user: twinUser,
    visibility: twinVisibility,
  };
}
