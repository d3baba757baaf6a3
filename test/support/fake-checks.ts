import type { Check } from "../../src-renderer/data/diagnosis.ts";

/** A line with a bit of everything. */
export const fakeChecks: readonly Check[] = [
  { name: "name", state: "unknown", word: "browser" },
  { name: "connection", state: "ok", word: "secure" },
  { name: "portal", state: "ok", word: "browser" },
  { name: "latency", state: "slow", word: "slow", figures: { ms: 640, lost: 0 } },
  { name: "download", state: "ok", word: "good", figures: { kbits: 812 } },
  { name: "upload", state: "slow", word: "slow", figures: { kbits: 96 } },
  { name: "clock", state: "slow", word: "behind", figures: { minutes: 12 } },
  { name: "stream", state: "slow", word: "held" },
  { name: "protocol", state: "ok", word: "same", figures: { theirs: 1, ours: 1 } },
  { name: "space", state: "failed", word: "no-new-files" },
  { name: "queue", state: "slow", word: "waiting", figures: { unsent: 5, refused: 0, files: 1 } },
];
