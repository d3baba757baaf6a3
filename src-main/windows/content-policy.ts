/**
 * The desk's content security policy, sent as a header with every answer of `app://bundle` (docs/spec/shell.md SH-6).
 * @param server the province's origin: the only other place the page may speak to
 * @param nonce of this page's styles
 */
export function deskPolicy(server: string, nonce: string): string {
  return policy({
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": `'self' 'nonce-${nonce}'`,
    "img-src": "'self' blob: data:",
    "media-src": "blob:",
    "font-src": "'self'",
    "connect-src": `'self' ${server}`,
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
  });
}

/** The policy of a printed document: its own styles, pictures of the blob store, and nothing that runs or calls out. */
export function printPolicy(): string {
  return policy({
    "default-src": "'none'",
    "style-src": "'unsafe-inline'",
    "img-src": "app://blob data:",
    "font-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
  });
}

function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");
}

/** Headers of every answer of ours: types are not guessed, nobody frames us, no address leaks. */
export const guardHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()",
};
