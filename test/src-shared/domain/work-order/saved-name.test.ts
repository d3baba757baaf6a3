import { expect, test } from "vitest";

import { savedName } from "../../../../src-shared/domain/work-order/saved-name.ts";

test.each([
  ["工资条.PNG", "image/png", "工资条.PNG"],
  ["照片.jpeg", "image/jpeg", "照片.jpeg"],
  ["名单.csv", "text/plain", "名单.csv"],
  ["催告函.bat", "text/plain", "催告函.bat.txt"],
  ["程序.exe", "text/plain", "程序.exe.txt"],
  ["合同.pdf", "text/plain", "合同.pdf.txt"],
  ["页面.html", "text/plain", "页面.html.txt"],
  ["录音", "audio/mpeg", "录音.mp3"],
  ["录音.mp3. ", "audio/mpeg", "录音.mp3.mp3"],
  ["扫描件.pdf", "application/pdf", "扫描件.pdf"],
] as const)("[FI-46] %s, being %s, is saved as %s", (name, type, saved) => {
  expect(savedName(name, type)).toBe(saved);
});
