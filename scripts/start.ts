/** `npm start`: builds what changed, starts a province with demo data and opens the desk. Ctrl-C stops both. */
import { runNode } from "./support/run-process.ts";
import { onTold } from "./support/on-told.ts";
import { openDesk } from "./support/open-desk.ts";
import { provinceEnv } from "./support/province-env.ts";
import { startProvince } from "./support/province-process.ts";
import { accountTable } from "./support/ready-line.ts";
import { complain, say } from "./support/say.ts";

const buildTimeoutMs = 5 * 60_000;

async function runDesk(): Promise<number> {
  const province = startProvince({ env: provinceEnv() });
  let told = false;
  onTold(() => {
    told = true;
    say("\n正在停止 · Stopping …");
    province.stop();
  });
  try {
    const ready = await province.ready;
    say(`省级服务已启动 · The province is ready at ${ready.url}`);
    accountTable(ready.accounts).forEach(say);
    if (!told) await openDesk(ready.url);
    say("按 Ctrl-C 停止 · Press Ctrl-C to stop.");
  } catch {
    if (!told) complain("省级服务没有启动，原因见上 · The province did not start; the lines above say why.");
  }
  const code = await province.ended;
  if (told && code === 0) say("已停止，数据已保存 · Stopped; the data is kept.");
  return code;
}

const built = await runNode("scripts/build.ts", [], { timeoutMs: buildTimeoutMs, show: true });
process.exitCode = built.code === 0 ? await runDesk() : built.code;
