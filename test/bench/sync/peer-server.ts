/**
 * PouchDB's own server, express-pouchdb on LevelDB, in a process of its own, with the bench's pages at the same address:
 * `node peer-server.ts <pages folder> <data folder> <documents as JSON lines>`. Says its address on stdout when it is ready.
 * LevelDB does not sync its writes here, as PouchDB has it by default; ours are on the disk before they are answered.
 */
import { createReadStream } from "node:fs";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import express from "express";
import expressPouchdb from "express-pouchdb";
import PouchDB from "pouchdb";

const chunkSize = 500;
const [pages = "", folder = "", documents = ""] = process.argv.slice(2);
const Database = PouchDB.defaults({ prefix: `${folder}${path.sep}`, adapter: "leveldb" });

async function fill(): Promise<void> {
  const database = new Database("orders");
  let chunk: object[] = [];
  for await (const line of createInterface({ input: createReadStream(documents) })) {
    const document: unknown = JSON.parse(line);
    if (typeof document !== "object" || document === null) continue;
    chunk.push(document);
    if (chunk.length < chunkSize) continue;
    await database.bulkDocs(chunk);
    chunk = [];
  }
  if (chunk.length > 0) await database.bulkDocs(chunk);
}

await fill();
const app = express();
const files = { logPath: path.join(folder, "log.txt"), configPath: path.join(folder, "config.json") };
app.use("/db", expressPouchdb(Database, { mode: "minimumForPouchDB", ...files }));
app.use("/", express.static(pages));
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
