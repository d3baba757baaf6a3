/** `node scripts/demo/draw-papers.ts`: draws resources/demo/files, the papers and photographs of the demo orders. */
import { mkdirSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { inRoot } from "../support/paths.ts";
import { say } from "../support/say.ts";
import { chromiumFlags } from "../system/chromium-flags.ts";
import { findChromium } from "../system/find-system.ts";
import { demoPapers, type Paper, type Place } from "./papers.ts";

const size = { width: 640, height: 460 };

const style = `
  body { margin: 0; width: ${size.width}px; height: ${size.height}px; background: #8d8577; display: grid; place-items: center;
    font: 20px/1.7 "Noto Sans CJK SC", sans-serif; color: #26221c }
  .paper { position: relative; box-sizing: border-box; width: 540px; min-height: 380px; padding: 22px 40px; background: #fbf8ef; transform: rotate(-1.2deg) }
  h1 { margin: 0 0 8px; font-size: 28px; text-align: center }
  p { margin: 0 }
  table { width: 100%; margin: 10px 0; border-collapse: collapse }
  td { border: 1px solid #6b6558; padding: 2px 12px }
  td + td { text-align: right }
  .seal { position: absolute; right: 46px; bottom: 34px; width: 104px; height: 104px; border: 4px solid #c0392b; border-radius: 50%;
    color: #c0392b; font-size: 17px; display: grid; place-items: center; opacity: .75; transform: rotate(-12deg) }
  .wall { position: absolute; inset: 0 0 150px }
  .floor { position: absolute; inset: ${size.height - 150}px 0 0; background: #7b7468 }
  .sign { position: absolute; top: 34px; left: 0; right: 0; text-align: center }
  .sign b { background: #fff; border: 2px solid #555; padding: 6px 22px }
  .row { position: absolute; bottom: 70px; left: 40px; right: 40px; display: flex; justify-content: space-between }
  .row i { width: 110px; height: 150px; background: #a4937c; border: 3px solid #5d5345; font-style: normal; display: grid; place-items: center; font-size: 34px }
  .note { position: absolute; bottom: 14px; right: 24px; color: #fff }`;

function paperPage(paper: Paper): string {
  const lines = paper.lines.map((line) => `<p>${line}</p>`).join("");
  const rows = paper.table.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  const seal = paper.seal === "" ? "" : `<div class="seal">${paper.seal}</div>`;
  return `<div class="paper"><h1>${paper.title}</h1>${lines}<table>${rows}</table><p>${paper.foot}</p>${seal}</div>`;
}

function placePage(place: Place): string {
  const row = place.row.map((thing) => `<i>${thing}</i>`).join("");
  return `<div class="wall" style="background:${place.wall}"></div><div class="floor"></div>
    <div class="sign"><b>${place.sign}</b></div><div class="row">${row}</div><div class="note">${place.note}</div>`;
}

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [...chromiumFlags],
});
try {
  const page = await browser.newPage({ viewport: size });
  const folder = inRoot("resources/demo/files");
  mkdirSync(folder, { recursive: true });
  for (const [name, drawn] of Object.entries(demoPapers)) {
    await page.setContent(`<style>${style}</style>${drawn.kind === "paper" ? paperPage(drawn) : placePage(drawn)}`);
    const bytes = await page.screenshot({ type: "png" });
    writeFileSync(`${folder}/${name}`, bytes);
    say(`resources/demo/files/${name}: ${bytes.length} bytes`);
  }
} finally {
  await browser.close();
}
