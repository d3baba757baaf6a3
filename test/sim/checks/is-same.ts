/** Whether two documents say the same in JSON, in whatever order their members stand: undefined ones count as absent. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && isSameList(one, other);
  }
  return isSameObject(one, other);
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, at) => isSame(item, other[at]));
}

function isSameObject(one: object, other: object): boolean {
  const [left, right] = [one as Members, other as Members];
  for (const key of Object.keys(left)) if (!isSame(left[key], right[key])) return false;
  return Object.keys(right).every((key) => right[key] === undefined || left[key] !== undefined);
}

type Members = Readonly<Record<string, unknown>>;
