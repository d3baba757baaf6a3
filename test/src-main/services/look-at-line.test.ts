import { expect, test } from "vitest";

import { lookAtLine, type NetworkEyes } from "../../../src-main/services/look-at-line.ts";

const asked: string[] = [];
const eyes: NetworkEyes = {
  resolveHost: async (host) => (asked.push(host), { endpoints: [{}, {}] }),
  resolveProxy: async (url) => (asked.push(url), "PROXY proxy.office:3128"),
  fetch: async (url) => (asked.push(url), {}),
};

test("[WK-3] looks at the configured province and at nothing else", async () => {
  asked.length = 0;
  const look = await lookAtLine(eyes, "https://hotline.example");
  expect(look).toEqual({ addresses: 2, proxy: true, fault: null });
  expect(asked).toEqual(["hotline.example", "https://hotline.example", "https://hotline.example/api/health"]);
});

test("[WK-3] a name that does not resolve, no proxy, and the fault by Chromium's name", async () => {
  const fault = () => Promise.reject(new Error("net::ERR_CERT_AUTHORITY_INVALID at https://hotline.example/secret"));
  const look = await lookAtLine(
    { resolveHost: fault, resolveProxy: async () => "DIRECT", fetch: fault },
    "https://hotline.example",
  );
  expect(look).toEqual({ addresses: 0, proxy: false, fault: "ERR_CERT_AUTHORITY_INVALID" });
});
