import type { TSchema } from "typebox";
import { expect, test } from "vitest";

import { actionVersion, payloadSchemas } from "../../../src-shared/actions/action.ts";
import { stepWords } from "../../../src-renderer/ui/step-words.ts";

/** A text with room for this many characters is one that a person writes sentences into. */
const roomForSentences = 500;

type Shape = Readonly<{ type?: string; maxLength?: number; properties?: Record<string, Shape> }>;

/** A payload of a kind whose sentences are told apart by their path, and those paths. */
function written(shape: Shape, path: string, paths: string[]): unknown {
  if (shape.properties !== undefined) {
    const members = Object.entries(shape.properties);
    return Object.fromEntries(members.map(([name, member]) => [name, written(member, `${path}.${name}`, paths)]));
  }
  if (shape.type !== "string" || (shape.maxLength ?? 0) < roomForSentences) return null;
  paths.push(path);
  return `写在${path}里`;
}

const wordsOf = (type: string, payload: unknown): string =>
  stepWords({ type, actionVersion, payload: payload as Record<string, unknown> });

test.each(Object.entries(payloadSchemas))("[RC-24] no sentence written into %s is out of sight", (type, schema) => {
  const paths: string[] = [];
  const payload = written(schema as TSchema, type, paths);
  const words = wordsOf(type, payload);
  for (const path of paths) expect(words).toContain(`写在${path}里`);
});

test("[RC-24] a registration shows its facts and nothing of who the worker or the caller is; a file shows its name", () => {
  const registration = {
    provisionalNumber: "临-3F2A-0004",
    classification: { title: "拖欠工资", class: "request" },
    worker: { name: "张三", address: "某街 1 号" },
    employer: { name: "某厂", contact: "李四" },
    contact: { caller: "王五" },
    claim: { facts: "三个月未发工资", evidence: "工资条" },
  };
  expect(wordsOf("register", registration)).toBe("拖欠工资\n三个月未发工资\n工资条");
  expect(wordsOf("attach", { attachment: { name: "工资条.jpg", caption: "十月", sha256: "ab" } })).toBe(
    "工资条.jpg\n十月",
  );
  expect(wordsOf("note", { reason: "  ", assignment: "a" })).toBe("");
});
