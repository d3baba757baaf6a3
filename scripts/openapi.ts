/** `npm run openapi [-- file]`: the province's OpenAPI description, as it serves it, written to out/openapi.json. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inRoot } from "./support/paths.ts";
import { startProvince } from "./support/province-process.ts";
import { say } from "./support/say.ts";

const file = path.resolve(process.argv[2] ?? inRoot("out/openapi.json"));
const folder = mkdtempSync(path.join(tmpdir(), "lxq-openapi-"));
const province = startProvince({ env: { LXQ_DATA: folder, LXQ_PORT: "0", LXQ_DEMO: "0" } });
try {
  const { url } = await province.ready;
  const answer = await fetch(`${url}/api/openapi.json`);
  if (!answer.ok) throw new Error(`the province answered ${answer.status}`);
  const description: unknown = await answer.json();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(description, null, 2)}\n`);
  say(`接口说明已写入 · Written to ${path.relative(process.cwd(), file)}`);
} finally {
  province.stop();
  await province.ended;
  rmSync(folder, { recursive: true, force: true });
}
