import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";

import { base64Url, bytesOfBase64Url } from "../../../../src-shared/kernel/base64url.ts";
import { outlineOf } from "../../../../src-shared/sync/courier/open-packet.ts";
import { headerBytes, type PacketHeader } from "../../../../src-shared/sync/courier/packet-header.ts";
import type { PacketPart } from "../../../../src-shared/sync/courier/seal-packet.ts";
import { joined, type Bytes } from "../../../../src-shared/sync/courier/web-crypto.ts";
import { newEnds, opened, sealed, sourceOf, type Ends } from "./packet-kit.ts";

let desk: Ends;
let province: Ends;
let stranger: Ends;
beforeAll(async () => {
  [desk, province, stranger] = await Promise.all([newEnds(), newEnds(), newEnds()]);
});

const value = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)));
const part: fc.Arbitrary<PacketPart> = fc.oneof(
  value.map((one): PacketPart => ({ kind: "value", value: JSON.parse(JSON.stringify(one)) as object })),
  fc.uint8Array({ maxLength: 600 }).map((bytes): PacketPart => ({ kind: "bytes", bytes: Uint8Array.from(bytes) })),
);
const parts = fc.array(part, { minLength: 1, maxLength: 6 });

const refusals = ["packet-unreadable", "packet-damaged", "packet-too-new"];
const few: readonly PacketPart[] = [
  { kind: "value", value: { kind: "office", words: "焦化厂拖欠农民工工资" } },
  { kind: "bytes", bytes: Uint8Array.of(1, 2, 3) },
  { kind: "value", value: { kind: "end" } },
];

test("[CP-1] whatever is put into a packet comes out of it, in order", async () => {
  await fc.assert(
    fc.asyncProperty(parts, async (given) => {
      const bytes = await sealed(desk, province, given);
      expect(await opened(bytes, desk, province)).toEqual(given);
    }),
    { numRuns: 60 },
  );
});

test("[CP-2] a packet of which any bit was changed is refused", async () => {
  const bytes = await sealed(desk, province, few);
  const place = fc.nat(bytes.length - 1);
  await fc.assert(
    fc.asyncProperty(place, fc.nat(7), async (at, bit) => {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(refusals).toContain(await opened(changed, desk, province));
    }),
    { numRuns: 400 },
  );
});

test("[CP-3] a packet that was cut anywhere, or that has more behind it, is refused", async () => {
  const bytes = await sealed(desk, province, few);
  for (let length = 0; length < bytes.length; length += 1) {
    expect(refusals).toContain(await opened(bytes.slice(0, length), desk, province));
  }
  expect(await opened(joined([bytes, Uint8Array.of(0)]), desk, province)).toBe("packet-damaged");
});

test("[CP-3] a packet cut behind a whole chunk is refused, also when that chunk is said to be the last", async () => {
  const bytes = await sealed(desk, province, few);
  const outline = await outlineOf(sourceOf(bytes));
  if (!outline.ok) throw new Error(outline.refusal);
  const signature = bytes.slice(outline.value.signatureAt);
  for (const chunk of outline.value.chunks.slice(0, -1)) {
    const cut = joined([bytes.slice(0, chunk.at + 5 + chunk.length), signature]);
    expect(await opened(cut, desk, province)).toBe("packet-damaged");
    cut[chunk.at + 4] = 1;
    expect(await opened(cut, desk, province)).toBe("packet-damaged");
  }
});

test("[CP-3] chunks cannot change places, nor come from another packet", async () => {
  const same: readonly PacketPart[] = ["a", "b", "c"].map((word) => ({ kind: "value", value: { word } }));
  const bytes = await sealed(desk, province, same);
  const other = await sealed(desk, province, same);
  const outline = await outlineOf(sourceOf(bytes));
  if (!outline.ok) throw new Error(outline.refusal);
  const [first, second] = outline.value.chunks.map(({ at, length }) => [at, at + 5 + length] as const);
  if (!first || !second) throw new Error("two chunks");
  const swapped = bytes.slice();
  swapped.set(bytes.slice(...second), first[0]);
  swapped.set(bytes.slice(...first), first[0] + second[1] - second[0]);
  expect(await opened(swapped, desk, province)).toBe("packet-damaged");
  const mixed = bytes.slice();
  mixed.set(other.slice(...first), first[0]);
  expect(await opened(mixed, desk, province)).toBe("packet-damaged");
});

test("[CP-4] nobody but the receiver reads a packet, and no word of it stands in the file", async () => {
  const bytes = await sealed(desk, province, few);
  expect(await opened(bytes, desk, stranger)).toBe("packet-damaged");
  expect(new TextDecoder().decode(bytes)).not.toContain("焦化厂");
});

test("[CP-5] what a packet is stands in front of it: another file and a later format are told apart", async () => {
  const photo: Bytes = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  expect(await outlineOf(sourceOf(photo))).toEqual({ ok: false, refusal: "packet-unreadable" });
  const bytes = await sealed(desk, province, few);
  const outline = await outlineOf(sourceOf(bytes));
  if (!outline.ok) throw new Error(outline.refusal);
  const { header } = outline.value;
  expect(header).toMatchObject({ kind: "office", to: "province" });
  const later: PacketHeader = { ...header, format: 2 };
  const tail = bytes.slice(headerBytes(header).length);
  const answer = await outlineOf(sourceOf(joined([headerBytes(later), tail])));
  expect(answer).toEqual({ ok: false, refusal: "packet-too-new" });
});

test("[CP-6] a packet signed by another than it says is refused", async () => {
  const bytes = await sealed(stranger, province, few);
  expect(await opened(bytes, stranger, province)).toEqual(few);
  expect(await opened(bytes, desk, province)).toBe("packet-damaged");
});

test("[CP-5] keys are written as base64url", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (given) => {
      const text = base64Url(given);
      expect(text).toBe(Buffer.from(given).toString("base64url"));
      expect(bytesOfBase64Url(text)).toEqual(Uint8Array.from(given));
    }),
  );
  expect(bytesOfBase64Url("a")).toBeNull();
  expect(bytesOfBase64Url("a+b=")).toBeNull();
});
