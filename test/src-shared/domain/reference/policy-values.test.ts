import { expect, test } from "vitest";
import { changedValues, policyCounts, policyLimits } from "../../../../src-shared/domain/reference/policy-values.ts";
import { parsePolicy, type Policy } from "../../../../src-shared/domain/reference/policy.ts";
import { defaultPolicy } from "../../../support/resources.ts";

const policy = defaultPolicy();

test("[AD-25] every value can be read and set by itself, and what comes of it is a policy", () => {
  for (const { name, read, write } of policyLimits) {
    const changed = write(policy, { amount: 77, unit: "hour" });
    expect(read(changed), name).toEqual({ amount: 77, unit: "hour" });
    expect(changedValues(policy, changed), name).toBe(1);
    expect(parsePolicy(changed).ok, name).toBe(true);
  }
  for (const { name, read, write, least, most } of policyCounts) {
    for (const value of [least, most]) {
      const changed = write(policy, value);
      expect(read(changed), name).toBe(value);
      expect(changedValues(policy, changed), name).toBe(read(policy) === value ? 0 : 1);
      expect(parsePolicy(changed).ok, name).toBe(true);
    }
  }
});

/** Paths of all numbers, texts and choices of a policy, those by class and urgency aside. */
function leaves(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, below]) => leaves(below, `${path}/${key}`));
}

test("[AD-25] no value of the shipped policy is left out", () => {
  const { limits: _limits, version: _version, effectiveFrom: _from, ...rest } = policy;
  const twin: Policy = [...policyCounts].reduce<Policy>(
    (now, { write, read, least, most }) => write(now, read(now) === most ? least : most),
    policyLimits.reduce<Policy>((now, { write }) => write(now, { amount: 99, unit: "minute" }), policy),
  );
  const before = new Map(leaves(rest).map((path) => [path, valueAt(policy, path)]));
  const same = [...before].filter(([path, value]) => valueAt(twin, path) === value).map(([path]) => path);
  const byHand = same.filter((path) => !path.startsWith("/extensions/") && !path.endsWith("/unit"));
  expect(byHand).toEqual(["/closeOfBusiness", "/callback/onDifferentDays"]);
});

function valueAt(value: unknown, path: string): unknown {
  return path
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (now, key) => (typeof now === "object" && now !== null ? Reflect.get(now, key) : undefined),
      value,
    );
}
