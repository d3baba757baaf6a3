import { expect, test } from "vitest";

import { paperHtml } from "../../../../src-renderer/features/printing/paper-html.ts";
import { sha256, userId } from "../../../../src-shared/kernel/ids.ts";

const [original, copy, other] = [sha256("a".repeat(64)), sha256("b".repeat(64)), sha256("c".repeat(64))];
const account = userId("00000000-0000-7000-8000-000000000001");

test("[FI-34] the paper for the shell's printer names the upright copies, and the original where there is no copy", () => {
  const paper = document.createElement("div");
  for (const hash of [original, other]) {
    const picture = document.createElement("img");
    picture.dataset["sha256"] = hash;
    picture.src = "blob:nothing";
    paper.append(picture);
  }
  const { html, images } = paperHtml(paper, "案卷", { account, copies: new Map([[original, copy]]) });
  expect(images).toEqual([copy, other]);
  expect(html).toContain(`src="app://blob/${account}/${copy}"`);
  expect(html).toContain(`src="app://blob/${account}/${other}"`);
  expect(html).not.toContain("blob:nothing");
});
