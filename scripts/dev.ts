/** `npm run dev`: the province reloading on change, the desk from vite's dev server in front of it. */
import { loadConfigFromFile } from "electron-vite";
import { createServer, mergeConfig, type ViteDevServer } from "vite";
import { onTold } from "./support/on-told.ts";
import { root } from "./support/paths.ts";
import { provinceEnv } from "./support/province-env.ts";
import { startProvince } from "./support/province-process.ts";
import { accountTable } from "./support/ready-line.ts";
import { complain, say } from "./support/say.ts";

const devPort = 5173;

async function startPages(provinceUrl: string): Promise<ViteDevServer> {
  const { config } = await loadConfigFromFile({ command: "serve", mode: "development" }, undefined, root);
  const renderer = mergeConfig(config.renderer ?? {}, {
    configFile: false,
    server: { port: devPort, proxy: { "/api": { target: provinceUrl } } },
  });
  const server = await createServer(renderer);
  return server.listen();
}

const province = startProvince({ env: provinceEnv(), watch: true });
let pages: ViteDevServer | undefined;
onTold(() => {
  say("\n正在停止 · Stopping …");
  province.stop();
});
try {
  const ready = await province.ready;
  pages = await startPages(ready.url);
  say(`省级服务 · Province ${ready.url}`);
  accountTable(ready.accounts).forEach(say);
  say(`工作台 · Desk ${pages.resolvedUrls?.local[0] ?? ""}`);
} catch (cause) {
  complain(`没有启动 · Did not start: ${cause instanceof Error ? cause.message : String(cause)}`);
  province.stop();
}
await province.ended;
await pages?.close();
