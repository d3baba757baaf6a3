import fc from "fast-check";
import { expect, test } from "vitest";

import { countBodies } from "./count-bodies.ts";

const request = (method: string, body: string): string =>
  `${method} /api/files/1 HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

test("bodies of one method are counted, however the line cuts the stream into pieces", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ isPatch: fc.boolean(), body: fc.string({ unit: "binary-ascii", maxLength: 40 }) })),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      (requests, sizes) => {
        const text = requests.map(({ isPatch, body }) => request(isPatch ? "PATCH" : "POST", body)).join("");
        const count = countBodies("PATCH");
        const hear = count.listen();
        const stream = Buffer.from(text, "latin1");
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          hear(stream.subarray(at, at + size));
          at += size;
        }
        const whole = requests.reduce((sum, { isPatch, body }) => sum + (isPatch ? body.length : 0), 0);
        expect(count.bytes()).toBe(whole);
      },
    ),
  );
});

test("a body that a cut ends counts as far as it came, and the next connection begins anew", () => {
  const count = countBodies("PATCH");
  count.listen()(Buffer.from(request("PATCH", "0123456789").slice(0, -4), "latin1"));
  count.listen()(Buffer.from(request("PATCH", "6789"), "latin1"));
  count.listen()(Buffer.from("GET / HTTP/1.1\r\n\r\n", "latin1"));
  expect(count.bytes()).toBe(10);
});
