/** Draws resources/icons/icon.svg as PNG in every size that systems ask for. Run: `node scripts/resources/draw-icons.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { inRoot } from "../support/paths.ts";
import { say } from "../support/say.ts";
import { chromiumFlags } from "../system/chromium-flags.ts";
import { findChromium } from "../system/find-system.ts";

const sizes = [16, 32, 48, 64, 128, 256, 512];
const svg = readFileSync(inRoot("resources/icons/icon.svg"), "utf8");
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [...chromiumFlags],
});
try {
  const page = await browser.newPage();
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    writeFileSync(inRoot(`resources/icons/${size}.png`), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
say(`Drew the icon in ${sizes.length} sizes.`);
