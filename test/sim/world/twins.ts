import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname, "../../..");

/**
 * The only modules of the product that a run replaces: those behind which the database of the province and the browser's
 * database lie, and two that make a program older than the product (versions/). Everything else is the product's own code.
 */
export const twins: Readonly<Record<string, string>> = {
  "src-server/store/action-store.ts": "test/sim/store/action-store.ts",
  "src-server/store/card-watch-store.ts": "test/sim/store/card-watch-store.ts",
  "src-server/store/device-store.ts": "test/sim/store/device-store.ts",
  "src-server/store/digest-store.ts": "test/sim/store/digest-store.ts",
  "src-server/store/file-store.ts": "test/sim/store/file-store.ts",
  "src-server/store/meta-store.ts": "test/sim/store/meta-store.ts",
  "src-server/store/number-store.ts": "test/sim/store/number-store.ts",
  "src-server/store/office-store.ts": "test/sim/store/office-store.ts",
  "src-server/store/opening-store.ts": "test/sim/store/opening-store.ts",
  "src-server/store/order-store.ts": "test/sim/store/order-store.ts",
  "src-server/store/session-store.ts": "test/sim/store/session-store.ts",
  "src-server/store/user-store.ts": "test/sim/store/user-store.ts",
  "src-server/store/visibility-store.ts": "test/sim/store/visibility-store.ts",
  "src-renderer/data/outbox.ts": "test/sim/versions/outbox.ts",
  "src-renderer/data/rx-store.ts": "test/sim/desk/rx-store.ts",
  "src-shared/actions/read-intent.ts": "test/sim/versions/read-intent.ts",
  "node_modules/@tus/file-store/dist/index.js": "test/sim/province/tus-store.ts",
  "node_modules/typebox/build/value/check/check.mjs": "test/sim/world/compiled-check.ts",
};

/** Has this thread load the twins, and the replacements of a mutant, in place of the originals. */
export function loadTwins(mutant: Readonly<Record<string, string>>): void {
  const urlOf = (file: string): string => pathToFileURL(path.join(root, file)).href;
  const instead = new Map(
    Object.entries({ ...twins, ...mutant }).map(([original, twin]) => [urlOf(original), urlOf(twin)] as const),
  );
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const twin = instead.get(found.url);
      // A mutant wraps the module that it replaces, and so must be able to reach it.
      return twin === undefined || twin === context.parentURL
        ? found
        : { ...found, url: twin, format: "module-typescript" };
    },
  });
}
