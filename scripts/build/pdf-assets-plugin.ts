import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";

/** What PDF files may leave out and a reader must have, each under its own name in `pdf/`. */
const wanted: readonly Readonly<{ folder: string; pattern: RegExp }>[] = [
  // Chinese encodings; the other languages of Asia are not written in the hotline's papers.
  { folder: "cmaps", pattern: /^(Adobe-GB1|GB|UniGB).*\.bcmap$/ },
  { folder: "standard_fonts", pattern: /\.(pfb|ttf)$/ },
  // Scanners' picture formats without WebAssembly, which the content policy does not allow.
  { folder: "wasm", pattern: /_nowasm_fallback\.js$/ },
];

/** The files by name, and where each lies. */
export function pdfAssets(library: string): ReadonlyMap<string, string> {
  return new Map(
    wanted.flatMap(({ folder, pattern }) =>
      readdirSync(path.join(library, folder))
        .filter((name) => pattern.test(name))
        .map((name) => [name, path.join(library, folder, name)] as const),
    ),
  );
}

/** Puts the PDF reader's own files beside the page, in a build and while developing (src-renderer/platform/pdf.ts). */
export function pdfAssetsPlugin(library: string): Plugin {
  return {
    name: "lianxinqiao:pdf-assets",
    configureServer: (server): void => {
      const assets = pdfAssets(library);
      server.middlewares.use("/pdf/", (request, response, next) => {
        const place = assets.get(request.url?.slice(1) ?? "");
        if (place === undefined) return next();
        response.setHeader("content-type", place.endsWith(".js") ? "text/javascript" : "application/octet-stream");
        return response.end(readFileSync(place));
      });
    },
    generateBundle(): void {
      for (const [name, place] of pdfAssets(library)) {
        this.emitFile({ type: "asset", fileName: `pdf/${name}`, source: readFileSync(place) });
      }
    },
  };
}
