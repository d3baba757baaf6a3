import type { App } from "../services.ts";

/** Nothing a desk sends is nested deeper; a body that is would break whoever walks it. */
const maxDepth = 64;

class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly statusCode = 400;
}

/**
 * Reads JSON bodies and nothing else. `__proto__` stays a plain member, to be refused with its action: failing the whole
 * body would let one poison action hold up all others.
 */
export function readJson(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    const text = body.toString();
    if (text === "") return done(null, undefined);
    if (depthOf(text) > maxDepth) return done(new Unreadable("nested too deeply"));
    try {
      done(null, JSON.parse(text));
    } catch {
      done(new Unreadable("not JSON"));
    }
  });
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inText) {
      if (sign === "\\") at += 1;
      else if (sign === '"') inText = false;
    } else if (sign === '"') inText = true;
    else if (sign === "{" || sign === "[") deepest = Math.max(deepest, ++depth);
    else if (sign === "}" || sign === "]") depth -= 1;
  }
  return deepest;
}
