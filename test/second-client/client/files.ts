import type { SecondClient } from "./second-client.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const pieceBytes = 256 * 1024;

export type File = Readonly<{ sha256: string; name: string; type: string; bytes: Uint8Array }>;

/** Sends a file by tus from where the province has it; a line that breaks asks where that is and goes on. */
export async function sendFile(client: SecondClient, file: File): Promise<void> {
  const location = await begin(client, file);
  for (let at = await offsetOf(client, location); at < file.bytes.length;) {
    const sent = await piece(client, { location, at, bytes: file.bytes.subarray(at, at + pieceBytes) });
    at = sent ?? (await offsetOf(client, location));
  }
}

async function begin(client: SecondClient, { sha256, name, type, bytes }: File): Promise<string> {
  const metadata = Object.entries({ sha256, name, type }).map(([key, value]) => `${key} ${base64(value)}`);
  const more = { "upload-length": String(bytes.length), "upload-metadata": metadata.join(",") };
  const answer = await client.parts.line(`${client.parts.base}/api/files`, {
    method: "POST",
    headers: tus(client, more),
  });
  const location = answer.headers.get("location");
  if (answer.status !== 201 || location === null) throw new Error(`${answer.status} ${await answer.text()}`);
  return new URL(location, client.parts.base).href;
}

async function offsetOf(client: SecondClient, location: string): Promise<number> {
  const answer = await client.parts.line(location, { method: "HEAD", headers: tus(client) });
  if (answer.status === 503) return later(client, answer).then(() => offsetOf(client, location));
  if (!answer.ok) throw new Error(`${answer.status}: the upload is not known`);
  return Number(answer.headers.get("upload-offset"));
}

type Piece = Readonly<{ location: string; at: number; bytes: Uint8Array }>;

/** Answers where the next piece begins; null when there was no answer. */
async function piece(client: SecondClient, { location, at, bytes }: Piece): Promise<number | null> {
  const more = { "upload-offset": String(at), "content-type": "application/offset+octet-stream" };
  const request = { method: "PATCH", headers: tus(client, more), body: new Uint8Array(bytes) };
  const answer = await client.parts.line(location, request).catch(() => null);
  if (answer === null) return null;
  if (answer.status === 503) return later(client, answer).then(() => null);
  if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`);
  return Number(answer.headers.get("upload-offset"));
}

function later(client: SecondClient, answer: Response): Promise<void> {
  return client.parts.wait(Number(answer.headers.get("retry-after") ?? "5") * 1000);
}

function tus(client: SecondClient, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { "tus-resumable": "1.0.0", ...client.authorization(), ...more };
}

export async function fetchFile(client: SecondClient, sha256: string): Promise<Buffer> {
  const address = `${client.parts.base}/api/attachments/${sha256}`;
  const answer = await client.parts.line(address, { headers: client.authorization() });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}
