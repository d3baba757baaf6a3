/** The province: `node src-server/main.ts`. See config.ts for its settings; says on stdout, in one line, that it is ready. */
import { mkdirSync } from "node:fs";
import path from "node:path";

import { createApp, usualLimits, type AppOptions } from "./app.ts";
import { readConfig, type Config } from "./config.ts";
import { endWith, say } from "./end-with.ts";
import type { App } from "./http/services.ts";
import { fullCost, passwords } from "./http/session/passwords.ts";
import { loadDemoUsers, type DemoAccount } from "./jobs/load-demo.ts";
import { loadDemoOrders } from "./jobs/load-demo-orders.ts";
import { version } from "./http/version.ts";
import { listenNear } from "./listen-near.ts";
import { openLog } from "./open-log.ts";
import { blobStore } from "./store/blob-store.ts";
import { openStore } from "./store/open-store.ts";
import { readResources } from "./store/read-resources.ts";
import type { Store } from "./store/store.ts";
import { judgeParked } from "./sync/judge-parked.ts";
import { openProvince } from "./sync/open-province.ts";

const stopWithinMs = 4500;

type Running = Readonly<{ app: App; store: Store; url: string; accounts: readonly DemoAccount[] }>;

async function run(config: Config): Promise<Running> {
  mkdirSync(config.dataFolder, { recursive: true });
  const log = openLog(config.dataFolder);
  const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.dataFolder }, log);
  const province = await openProvince({ store, resources: readResources(), now: config.now, log });
  await judgeParked(province, version);
  const accounts = config.isDemo ? await loadDemoUsers(province, passwords(fullCost).hash) : [];
  const filesFolder = path.join(config.dataFolder, "files");
  if (config.isDemo) await loadDemoOrders(province, blobStore(path.join(filesFolder, "blobs")));
  const app = await createApp({
    province,
    filesFolder,
    webFolder: config.webFolder,
    passwordCost: fullCost,
    limits: usualLimits,
    ...demoHint(accounts),
  });
  const url = await listenNear(app, config, say);
  return { app, store, url, accounts };
}

/** What the sign-in page says of the demonstration's accounts; nothing where there are none. */
function demoHint(accounts: readonly DemoAccount[]): Pick<AppOptions, "demo"> {
  const [first] = accounts;
  if (!first) return {};
  const shown = accounts.map(({ username, name, shortName, level, roles }) => {
    return { username, name, office: shortName, level, roles: [...roles] };
  });
  return { demo: { password: first.password, accounts: shown } };
}

function stopOn(running: Running): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => running.app.server.closeAllConnections(), stopWithinMs - 1500).unref();
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    const closed = running.app.close().then(() => running.store.close());
    closed.then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

try {
  const config = readConfig(process.env, path.resolve(import.meta.dirname, ".."));
  const running = await run(config);
  stopOn(running);
  const { url, accounts } = running;
  process.stdout.write(`${JSON.stringify({ ready: true, url, ...(config.isDemo ? { accounts } : {}) })}\n`);
} catch (error) {
  endWith(error);
}
