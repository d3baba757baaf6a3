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
  if (typeof value !== "object" || value === null) return ofText(String(value), ofWords);
  return Array.isArray(value) ? ofList(value) : ofObject(value);
}

function ofText(text: string, start: number): number {
  let sum = start;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), prime);
  return sum;
}

function ofList(list: readonly unknown[]): number {
  return stirred(list.reduce<number>((sum, item) => Math.imul(sum ^ sumOf(item), prime), ofLists + list.length));
}

/** Members are added up, so that their order does not matter. */
function ofObject(object: object): number {
  let sum = 0;
  for (const [key, member] of Object.entries(object)) {
    if (member !== undefined) sum = (sum + stirred(ofText(key, sumOf(member)))) | 0;
  }
  return stirred(sum + stir);
}

function stirred(sum: number): number {
  const once = Math.imul(sum ^ (sum >>> 16), stir);
  return once ^ (once >>> 13);
}
