import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** What each program must not see, one line of code per global; the first is what it may see. */
const programs = [
  {
    folder: "src-shared",
    allowed: "new Map<string, number>()",
    forbidden: ["window", "document", "process", "console", "setTimeout", "fetch", "crypto", "localStorage", "Buffer"],
  },
  { folder: "src-server", allowed: "process.pid", forbidden: ["window", "document", "indexedDB"] },
  { folder: "src-main", allowed: "process.pid", forbidden: ["document", "indexedDB"] },
  { folder: "src-renderer", allowed: "document.title", forbidden: ["process", "Buffer", "require", "__dirname"] },
  {
    folder: "src-renderer/platform/worker",
    allowed: "self.location.href",
    forbidden: ["window", "document", "localStorage", "process", "Buffer"],
  },
] as const;

/** Compiles one planted file with a program's own settings and returns the names it could not find. */
function unknownNames(folder: string, names: readonly string[], allowed: string): readonly string[] {
  const home = path.join(root, folder);
  const read = ts.readConfigFile(path.join(home, "tsconfig.json"), (file) => readFileSync(file, "utf8"));
  const { options } = ts.parseJsonConfigFileContent({ ...read.config, include: [], files: [] }, ts.sys, home);
  const planted = path.join(home, "planted.ts");
  const text = [`export const seen = ${allowed};`, ...names.map((name, at) => `export const v${at} = ${name};`)].join(
    "\n",
  );
  const host = ts.createCompilerHost({ ...options, composite: false });
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => file === planted || fileExists(file);
  host.getSourceFile = (file, target) =>
    file === planted ? ts.createSourceFile(file, text, target) : getSourceFile(file, target);
  const program = ts.createProgram([planted], { ...options, composite: false, noEmit: true }, host);
  const complaints = program.getSemanticDiagnostics(program.getSourceFile(planted));
  return complaints.map(
    (complaint) => /'([^']+)'/.exec(ts.flattenDiagnosticMessageText(complaint.messageText, " "))?.[1] ?? "?",
  );
}

test.each(programs)("[AR-4] $folder cannot name what its process does not have", ({ folder, allowed, forbidden }) => {
  expect(unknownNames(folder, forbidden, allowed)).toEqual([...forbidden]);
});

test("[AR-4] every program of the solution keeps the strict base", () => {
  const solution = ts.readJsonConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const references = ts.parseJsonSourceFileConfigFileContent(solution, ts.sys, root).projectReferences ?? [];
  expect(references.length).toBeGreaterThan(5);
  for (const reference of references) {
    const home = reference.path;
    const read = ts.readConfigFile(path.join(home, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, home);
    expect(options).toMatchObject({
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
    });
  }
});
