import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { AttachmentFacts } from "../../src-shared/domain/work-order/attachment.ts";
import { sha256 } from "../../src-shared/kernel/ids.ts";
import { invariant } from "../../src-shared/kernel/invariant.ts";
import { demoFilesFolder } from "./demo-history.ts";

/** A photograph or paper of the demo orders, with its bytes. */
export type DemoFile = Pick<AttachmentFacts, "sha256" | "name" | "type" | "size"> & Readonly<{ bytes: Uint8Array }>;

/** Reads every file of resources/demo/files; all are PNG images. */
export function readDemoFiles(): readonly DemoFile[] {
  const names = readdirSync(demoFilesFolder).filter((name) => name.endsWith(".png"));
  return names.toSorted().map((name) => {
    const bytes = readFileSync(path.join(demoFilesFolder, name));
    const hash = sha256(createHash("sha256").update(bytes).digest("hex"));
    return { sha256: hash, name, type: "image/png", size: bytes.length, bytes };
  });
}

/** Finds a demo file by its name. The function it returns throws InvariantBroken when there is none. */
export function demoFileNamed(files: readonly DemoFile[]): (name: string) => Omit<DemoFile, "bytes"> {
  const byName = new Map(files.map(({ bytes: _, ...file }) => [file.name, file]));
  return (name) => {
    const file = byName.get(name);
    invariant(file, `resources/demo/files/${name} is there`);
    return file;
  };
}
