/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON with keys in code-unit order and no white space, so that one value has one text: what we hash and sign.
 * `undefined` members are left out, as JSON leaves them out.
 * @throws TypeError on what JSON cannot say (functions, symbols, NaN, infinities, bigint)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (typeof value === "object") return canonicalObject(value);
  throw new TypeError(`canonical JSON has no word for ${typeof value}`);
}

function canonicalObject(value: object): string {
  let text = "";
  // Every step is written so several times, on the desk and in the province: one text, no lists in between.
  for (const [key, member] of Object.entries(value).sort(byName)) {
    if (member !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
