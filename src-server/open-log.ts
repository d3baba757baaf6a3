import { renameSync, statSync } from "node:fs";
import path from "node:path";
import { Writable } from "node:stream";
import { destination, multistream, pino, stdSerializers, type Logger } from "pino";
import { Type } from "typebox";
import Value from "typebox/value";

import { withoutValues } from "./store/database-fault.ts";

const rotateAtBytes = 5 * 1024 * 1024;
/** Lines that wait for room on the disk; beyond that the new ones are dropped. */
const waitingBytes = 1024 * 1024;

const lineSchema = Type.Object({
  level: Type.Integer(),
  msg: Type.Optional(Type.String()),
  err: Type.Optional(Type.Object({ message: Type.Optional(Type.String()) })),
});

/**
 * The log: everything from `info` up in `province.log` of the data folder, warnings also to stderr in plain words.
 * @see docs/spec/sync-server.md SV-66
 */
export function openLog(folder: string): Logger {
  const file = path.join(folder, "province.log");
  rotate(file);
  const streams = multistream([
    { level: "info", stream: logFile(file) },
    { level: "warn", stream: plainWords() },
  ]);
  const err = (error: unknown): unknown => {
    const safe = withoutValues(error);
    return safe instanceof Error ? stdSerializers.err(safe) : safe;
  };
  return pino({ level: "info", base: null, serializers: { err } }, streams);
}

// Synchronous: the other kind writes what is left when the process ends, which on a full disk never comes to an end.
function logFile(file: string): ReturnType<typeof destination> {
  const stream = destination({ dest: file, sync: true, mkdir: true, maxLength: waitingBytes });
  stream.on("error", () => undefined); // what stderr has been told; written with the next line that finds room
  return stream;
}

function rotate(file: string): void {
  try {
    if (statSync(file).size > rotateAtBytes) renameSync(file, `${file}.1`);
  } catch {
    // there is no log yet
  }
}

function plainWords(): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      process.stderr.write(wordsOf(chunk.toString("utf8")));
      done();
    },
  });
}

function wordsOf(text: string): string {
  try {
    const line: unknown = JSON.parse(text);
    if (!Value.Check(lineSchema, line)) return text;
    const name = line.level >= 50 ? "error" : "warning";
    const cause = line.err?.message === undefined ? "" : `: ${line.err.message}`;
    return `${name}: ${line.msg ?? ""}${cause}\n`;
  } catch {
    return text;
  }
}
