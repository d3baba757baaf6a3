import { expect, test } from "vitest";
import { missingPages } from "../../scripts/support/missing-pages.ts";

const pages = new Set(["docs/map.md", "../sync.md", "README.md"]);
const missing = (text: string): readonly string[] => missingPages(text, (page) => pages.has(page));

test("[AR-6] a page that is named or linked to and is not there is found, once", () => {
  expect(missing("@see docs/map.md, docs/maps.md and docs/maps.md")).toEqual(["docs/maps.md"]);
  expect(missing("(security.md E13) beside README.md")).toEqual(["security.md"]);
  expect(missing("[the protocol](../sync.md#pull), [it](../syncs.md#pull)")).toEqual(["../syncs.md"]);
});

test("[AR-6] the words of a link, a pattern and a form are no names of pages", () => {
  expect(missing("[sync.md](../sync.md), docs/spec/*.md, docs/decisions/<number>-<title>.md, a.mdx")).toEqual([]);
});
