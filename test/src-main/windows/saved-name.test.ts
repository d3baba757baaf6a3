import fc from "fast-check";
import { expect, test } from "vitest";

import { askWhere } from "../../../src-main/windows/dialogs.ts";
import { savedName } from "../../../src-main/windows/saved-name.ts";
import { shellWords } from "../../../src-main/windows/shell-words.ts";

test.each([
  ["办件单 37-2026-000123 焦化厂拖欠工资", "办件单 37-2026-000123 焦化厂拖欠工资.pdf"],
  ["../../etc/passwd", "_._etc_passwd.pdf"],
  ["..\\..\\Windows\\x", "_._Windows_x.pdf"],
  ["C:\\Users\\x", "C__Users_x.pdf"],
  ["案卷.pdf", "案卷.pdf"],
  ["案卷.PDF", "案卷.pdf"],
  ["案卷\u202Efdp.exe", "案卷fdp.exe.pdf"],
  ["案\u200B卷\u2066x\u2069\uFEFF", "案卷x.pdf"],
  ["a\u0000b\nc\td", "ab c d.pdf"],
  ['<>:"/\\|?*', "_________.pdf"],
  ["CON", "_CON.pdf"],
  ["con.x", "_con.x.pdf"],
  ["Lpt9", "_Lpt9.pdf"],
  ["COM¹", "_COM¹.pdf"],
  ["CONSOLE", "CONSOLE.pdf"],
  ["nul.", "_nul.pdf"],
  ["", "连心桥.pdf"],
  [" . .. ", "连心桥.pdf"],
  ["\u202E\u200B", "连心桥.pdf"],
  [".bashrc", "bashrc.pdf"],
  ["half \uD800 pair", "half  pair.pdf"],
  ["䶮·古丽", "䶮·古丽.pdf"],
])("[SH-15] E15 %j is saved as %j", (words, name) => {
  expect(savedName(words, "pdf")).toBe(name);
});

test("[SH-15] E15 a long name is cut between characters, in bytes", () => {
  const name = savedName("𠮷".repeat(200), "pdf");
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  expect(name).toBe(`${"𠮷".repeat(45)}.pdf`);
  expect(savedName("👨‍👩‍👧".repeat(50), "pdf").isWellFormed()).toBe(true);
});

test("[SH-15] E15 whatever the words, the name is one plain name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (words) => {
      const name = savedName(words, "pdf");
      expect(name).toMatch(/^[^.\s\\/:*?"<>|][^\\/:*?"<>|]*\.pdf$/u);
      expect(name).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}|\.\./u);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    }),
    { numRuns: 2000 },
  );
});

test("[SH-15] E15 a file is saved only where the person said", async () => {
  const words = shellWords["zh-CN"];
  const asked: unknown[] = [];
  const dialog = (filePath: string, canceled = false) =>
    askWhere(
      (options) => {
        asked.push(options);
        return Promise.resolve({ canceled, filePath });
      },
      { words, folder: "/home/x/文档", name: "案卷.pdf" },
    );
  expect(await dialog("/home/x/别处.pdf")).toBe("/home/x/别处.pdf");
  expect(await dialog("/home/x/别处.pdf", true)).toBeNull();
  expect(await dialog("")).toBeNull();
  expect(asked[0]).toEqual({
    title: "保存为 PDF",
    defaultPath: "/home/x/文档/案卷.pdf",
    filters: [{ name: "PDF 文件", extensions: ["pdf"] }],
  });
});
