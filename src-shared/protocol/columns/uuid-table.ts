import { base64Url, bytesOfBase64Url } from "../../kernel/base64url.ts";
import { invariant } from "../../kernel/invariant.ts";
import type { Packed } from "./column.ts";

/** A UUID is 16 bytes: six that mostly say when it was made, and ten that are chance. */
const timeDigits = 12;
const restBytes = 10;

/** The UUIDs of what is being packed, in the order in which they were first met. */
export class UuidTable {
  readonly #places = new Map<string, number>();

  placeOf(uuid: string): number {
    const known = this.#places.get(uuid);
    if (known !== undefined) return known;
    this.#places.set(uuid, this.#places.size);
    return this.#places.size - 1;
  }

  packed(): Pick<Packed, "t" | "r"> {
    const digits = [...this.#places.keys()].map((uuid) => uuid.replaceAll("-", ""));
    const times = digits.map((one) => Number.parseInt(one.slice(0, timeDigits), 16));
    const rest = new Uint8Array(digits.length * restBytes);
    digits.forEach((one, at) => {
      for (let byte = 0; byte < restBytes; byte += 1) {
        const from = timeDigits + 2 * byte;
        rest[at * restBytes + byte] = Number.parseInt(one.slice(from, from + 2), 16);
      }
    });
    return { t: times.map((time, at) => time - (times[at - 1] ?? 0)), r: base64Url(rest) };
  }
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** All UUIDs of a packed list. @throws InvariantBroken when times and the rest do not fit each other */
export function readUuids({ t, r }: Pick<Packed, "t" | "r">): readonly string[] {
  const rest = bytesOfBase64Url(r);
  invariant(rest?.length === t.length * restBytes, "each UUID of the table has its ten bytes");
  let time = 0;
  return t.map((more, at) => {
    time += more;
    let tail = "";
    for (let byte = 0; byte < restBytes; byte += 1) tail += hexOfByte[rest[at * restBytes + byte] ?? 0] ?? "";
    const digits = time.toString(16).padStart(timeDigits, "0") + tail;
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
  });
}
