import { deleteBlob, blobNames, blobSize, putBlob } from "./blob-files.ts";
import { openJournalFile, type JournalFile } from "./journal-file.ts";
import { journalFolder, privateFolder } from "./private-folder.ts";
import { readSecret, writeSecret } from "./secret-file.ts";
import { isWorkerRequest, nothingToSay } from "./worker-message.ts";
import type { WorkerCall, WorkerFailure, WorkerReply, WorkerRequest, WorkerValue } from "./worker-message.ts";

declare const self: DedicatedWorkerGlobalScope;

const journals = new Map<string, JournalFile>();

async function openJournal(account: string): Promise<WorkerValue> {
  journals.get(account)?.close();
  const file = await openJournalFile(journalFolder(await privateFolder("accounts", account)));
  journals.set(account, file);
  return { ...nothingToSay, lines: file.lines, tornBytes: file.tornBytes, damaged: file.damaged };
}

function journalOf(account: string): JournalFile {
  const file = journals.get(account);
  if (!file) throw new Error("the journal is not open");
  return file;
}

function blobsOf(account: string): Promise<FileSystemDirectoryHandle> {
  return privateFolder("accounts", account, "blobs");
}

async function answer(ask: WorkerCall): Promise<WorkerValue> {
  switch (ask.call) {
    case "journal.open":
      return openJournal(ask.account);
    case "journal.append":
      journalOf(ask.account).append(ask.lines);
      return nothingToSay;
    case "journal.compact":
      await journalOf(ask.account).compact(ask.lines);
      return nothingToSay;
    case "journal.close":
      journals.get(ask.account)?.close();
      journals.delete(ask.account);
      return nothingToSay;
    case "blob.put":
      await putBlob(await blobsOf(ask.account), ask.sha256, ask.blob);
      return nothingToSay;
    case "blob.size":
      return { ...nothingToSay, size: await blobSize(await blobsOf(ask.account), ask.sha256) };
    case "blob.delete":
      await deleteBlob(await blobsOf(ask.account), ask.sha256);
      return nothingToSay;
    case "blob.names":
      return { ...nothingToSay, lines: await blobNames(await blobsOf(ask.account)) };
    case "secret.get":
      return { ...nothingToSay, text: await readSecret(ask.name) };
    case "secret.set":
      await writeSecret(ask.name, ask.value);
      return nothingToSay;
    case "secret.delete":
      await writeSecret(ask.name, null);
      return nothingToSay;
  }
}

function failureOf(fault: unknown): WorkerFailure {
  const detail = fault instanceof Error ? fault.message : String(fault);
  if (fault instanceof DOMException && fault.name === "QuotaExceededError") return { failed: "disk-full", detail };
  return { failed: detail.startsWith("damaged") ? "damaged" : "local-store", detail };
}

async function reply(id: number, ask: WorkerCall): Promise<WorkerReply> {
  try {
    return { id, ok: true, value: await answer(ask) };
  } catch (fault) {
    return { id, ok: false, ...failureOf(fault) };
  }
}

async function handle({ id, ask }: WorkerRequest): Promise<void> {
  self.postMessage(await reply(id, ask));
}

// A long file must not hold up a step that a person waits for, so files have a queue of their own. The secrets keep their
// order by a lock, which all pages share.
const queues = new Map<string, Promise<void>>();

self.addEventListener("message", (event: MessageEvent<unknown>) => {
  const request = event.data;
  if (!isWorkerRequest(request)) return;
  const [queue = ""] = request.ask.call.split(".");
  if (queue === "secret") void handle(request);
  else {
    const turn = (queues.get(queue) ?? Promise.resolve()).then(() => handle(request));
    queues.set(queue, turn);
  }
});
