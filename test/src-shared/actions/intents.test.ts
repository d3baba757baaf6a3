import fc from "fast-check";
import { expect, test } from "vitest";
import { isActionType, parseIntent, payloadSchemas, type ActionType } from "../../../src-shared/actions/action.ts";
import { orderId } from "../../../src-shared/kernel/ids.ts";
import { tidyDeep } from "../../../src-shared/kernel/text.ts";
import { aPayload } from "../../support/every-step.ts";
import { county, idOf } from "../../support/orders.ts";

const anOrder = orderId(idOf("action", 1));
const types = Object.keys(payloadSchemas).filter(isActionType);

/** One good payload of each type. */
const good = Object.fromEntries(types.map((type) => [type, aPayload(type, county)])) as Readonly<
  Record<ActionType, unknown>
>;

const read = (type: string, payload: unknown): unknown => parseIntent({ type, orderId: anOrder, payload });

test.each(types)("[AC-3] a good %s is read as it is, also after a journey as JSON", (type) => {
  expect(read(type, good[type])).toEqual({ type, orderId: anOrder, payload: good[type] });
  expect(read(type, JSON.parse(JSON.stringify(good[type])))).not.toBeNull();
});

test.each(types)("[AC-3] %s with a member too many or of another shape is none", (type) => {
  expect(read(type, { ...(good[type] as object), more: 1 })).toBeNull();
  expect(read(type, withMember(good[type], "__proto__"))).toBeNull();
  expect(read(type, withMember(good[type], "constructor"))).toBeNull();
  for (const other of [null, undefined, 1, "x", [], [good[type]], () => good[type]])
    expect(read(type, other)).toBeNull();
});

const withMember = (payload: unknown, name: string): unknown =>
  JSON.parse(JSON.stringify(payload).replace(/^\{/, `{"${name}":{"isAdmin":true},`).replace(/,\}$/, "}"));

/** Every place in a payload, as a path of keys. */
function places(value: unknown, path: readonly string[] = []): string[][] {
  const here = path.length > 0 ? [[...path]] : [];
  if (typeof value !== "object" || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]))];
}

function replaced(value: unknown, [key = "", ...rest]: readonly string[], by: unknown): unknown {
  const entries: [string, unknown][] = Object.entries(value as object);
  const members = entries.map<[string, unknown]>(([name, member]) => [
    name,
    name !== key ? member : rest.length > 0 ? replaced(member, rest, by) : by,
  ]);
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

const hostile: readonly unknown[] = [
  "\u0000",
  "a\u0000b",
  "\uD800",
  "工资\u202Egpj.exe",
  "x".repeat(1_000_000),
  "a\u0301".repeat(100_000),
  { toString: "x" },
  [["x"]],
  null,
  1e308,
  -1,
  1.5,
  Number.NaN,
];

test.each(types)("[AC-3] hostile values anywhere in %s make it none", (type) => {
  for (const place of places(good[type]))
    for (const value of hostile) {
      if (value === null && place.at(-1) === "answerBy") continue; // no date is an answer too
      const payload = replaced(good[type], place, value);
      expect(read(type, payload), `${place.join(".")} = ${JSON.stringify(value).slice(0, 20)}`).toBeNull();
    }
});

test("[AC-3] values at random are none; what is tidy stays as it is", () => {
  const anyPayload = fc.oneof(fc.jsonValue(), fc.object());
  fc.assert(
    fc.property(fc.constantFrom(...types), anyPayload, (type, payload) => {
      expect(read(type, payload)).toBeNull();
    }),
    { numRuns: 2000 },
  );
  expect(tidyDeep(good.register)).toEqual(good.register);
});

test("[AC-3] an order id of another shape makes it none", () => {
  for (const id of ["", "1", "__proto__", idOf("action", 1).toUpperCase()])
    expect(parseIntent({ type: "accept", orderId: orderId(id), payload: good.accept })).toBeNull();
});

test.each(["", "Accept", "accept ", "constructor", "__proto__", "toString", "hasOwnProperty", "unheard-of"])(
  "[AC-4] %j is no action",
  (type) => {
    expect(isActionType(type)).toBe(false);
    expect(read(type, {})).toBeNull();
  },
);
