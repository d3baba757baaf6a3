import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

import { registerAppScheme } from "../../../src-main/windows/app-scheme.ts";
import { bundleFile } from "../../../src-main/windows/bundle-path.ts";
import { deskPolicy, printPolicy } from "../../../src-main/windows/content-policy.ts";
import { serveBundle } from "../../../src-main/windows/serve-bundle.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const server = "https://desk.example.cn";
const page = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>';

/** A build, and around it what must not be read. */
function build() {
  const around = temporaryFolder();
  const root = path.join(around, "renderer");
  mkdirSync(path.join(root, "assets"), { recursive: true });
  writeFileSync(path.join(root, "index.html"), page);
  writeFileSync(path.join(root, "assets/main-a1.js"), "export {};");
  writeFileSync(path.join(root, "assets/main-a1.js.map"), "{}");
  writeFileSync(path.join(root, "assets/theme-b2.css"), "a{}");
  writeFileSync(path.join(root, "assets/run.sh"), "x");
  writeFileSync(path.join(root, ".hidden.js"), "secret");
  writeFileSync(path.join(around, "secret.js"), "secret");
  writeFileSync(path.join(around, "renderer-secret.js"), "secret");
  symlinkSync(path.join(around, "secret.js"), path.join(root, "assets/link.js"));
  return serveBundle({ root, server });
}

const get = (url: string, method = "GET"): Request => new Request(url, { method });

test("[SH-5] E5 app: is a scheme with an origin, before the app is ready", () => {
  registerAppScheme({
    registerSchemesAsPrivileged: (schemes) =>
      expect(schemes).toEqual([
        { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
      ]),
  });
});

test.each([
  ["app://bundle/", "text/html; charset=utf-8"],
  ["app://bundle/index.html", "text/html; charset=utf-8"],
  ["app://bundle/assets/main-a1.js", "text/javascript; charset=utf-8"],
  ["app://bundle/assets/main-a1.js?v=1#x", "text/javascript; charset=utf-8"],
  ["app://bundle/assets/theme-b2.css", "text/css; charset=utf-8"],
])("[SH-5] E5 %s is served as %s", async (url, type) => {
  const answer = await build()(get(url));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe(type);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test.each(["app://bundle/orders/0190a000-0000-7000-8000-000000000001", "app://bundle/sync/"])(
  "[SH-5] E5 the desk's own address %s leads to the page",
  async (url) => {
    expect(await (await build()(get(url))).text()).toContain("<!doctype html>");
  },
);

const hostile = [
  "app://bundle/../secret.js",
  "app://bundle/assets/../../secret.js",
  "app://bundle/%2e%2e/secret.js",
  "app://bundle/..%2fsecret.js",
  "app://bundle/..%5csecret.js",
  "app://bundle/assets/..%2f..%2fsecret.js",
  "app://bundle/%252e%252e/secret.js",
  "app://bundle/..\\secret.js",
  "app://bundle/../renderer-secret.js",
  "app://bundle//etc/passwd.js",
  "app://bundle/C:/secret.js",
  "app://bundle/C%3A%5Csecret.js",
  "app://bundle/assets/main-a1.js%00.css",
  "app://bundle/assets/main-a1.js::$DATA",
  "app://bundle/assets/main-a1.js%20",
  "app://bundle/assets/main-a1.js.",
  "app://bundle/.hidden.js",
  "app://bundle/assets/link.js",
  "app://bundle/assets/run.sh",
  "app://bundle/assets/main-a1.js.map",
  "app://bundle/assets/none.js",
  "app://bundle/orders/x.html",
  "app://blob/x",
  "app://print/x",
  "app://evil/index.html",
  "app://bundle:80/index.html",
];

test.each(hostile)("[SH-5] E5 %s is not there", async (url) => {
  const answer = await build()(get(url));
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe("");
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])("[SH-5] E5 %s is not allowed", async (method) => {
  expect((await build()(get("app://bundle/", method))).status).toBe(405);
});

test.each([
  "app://user@bundle/index.html",
  "file:///etc/passwd.js",
  "https://bundle/index.html",
  "app:index.html",
  "",
  "app:///index.html",
])("[SH-5] E5 %j names no file of the build", (url) => {
  expect(bundleFile(url)).toBeNull();
});

test("[SH-6] E6 the policy is exactly the listed one, with the province and a nonce", () => {
  expect(deskPolicy(server, "n1").split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'nonce-n1'",
    "img-src 'self' blob: data:",
    "media-src blob:",
    "font-src 'self'",
    "connect-src 'self' https://desk.example.cn",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
  expect(deskPolicy(server, "n1")).not.toMatch(/unsafe/);
});

test("[SH-6] E6 every answer has the policy; the page has a nonce of its own, and the same in its head", async () => {
  const serve = build();
  const nonces = new Set<string>();
  for (const url of ["app://bundle/", "app://bundle/", "app://bundle/orders"]) {
    const answer = await serve(get(url));
    const nonce = /'nonce-([\w-]{22})'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "";
    expect(await answer.text()).toContain(`<head><meta property="csp-nonce" nonce="${nonce}">`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
  const script = await serve(get("app://bundle/assets/main-a1.js"));
  expect(script.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("[SH-16] E16 a printed document has a policy under which nothing runs and nothing is fetched", () => {
  expect(printPolicy()).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src app://blob data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
});
