// Primes of the FNV and Murmur hashes; any odd numbers would do.
const offset = 0x811c9dc5;
/** Where each kind of value begins: far from each other, so that 2 and "1" do not meet. */
const ofNumbers = 0x2545f491;
const ofWords = 0x9e3779b9;
const ofLists = 0x6c8e9cf5;
const prime = 0x01000193;
const stir = 0x85ebca6b;

/**
 * A 32 bit sum of what a value says in JSON, whatever the order of members: undefined ones count as absent. It finds what
 * came out differently by mistake; it is no protection against intent.
 * @see docs/spec/told-orders.md TO-4
 */
export function jsonSum(value: unknown): number {
  return sumOf(value) >>> 0;
}

function sumOf(value: unknown): number {
  if (typeof value === "string") return ofText(value, offset);
  if (typeof value === "number") return ofText(String(value), ofNumbers);
  if (Array.isArray(value)) return ofList(value);
  return hasMembers(value) ? ofObject(value) : ofText(String(value), ofWords);
}

function ofText(text: string, start: number): number {
  let sum = start;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), prime);
  return sum;
}

function ofList(list: readonly unknown[]): number {
  let sum = ofLists + list.length;
  for (const item of list) sum = Math.imul(sum ^ sumOf(item), prime);
  return stirred(sum);
}

/** Members are added up, so that their order does not matter. */
function ofObject(object: Members): number {
  let sum = 0;
  // Walked and not listed: both sides do it with each order of a first sync.
  for (const key in object) {
    const member = object[key];
    if (member !== undefined) sum = (sum + stirred(ofText(key, sumOf(member)))) | 0;
  }
  return stirred(sum + stir);
}

type Members = Readonly<Record<string, unknown>>;

function hasMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

function stirred(sum: number): number {
  const once = Math.imul(sum ^ (sum >>> 16), stir);
  return once ^ (once >>> 13);
}
