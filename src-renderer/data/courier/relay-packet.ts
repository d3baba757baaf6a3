import {
  packetArrivalSchema,
  packetPieceAnswerSchema,
  packetPieceBytes,
} from "../../../src-shared/protocol/courier.ts";
import type { PacketArrival } from "../../../src-shared/protocol/courier.ts";
import { apiPath } from "../api-path.ts";
import type { HttpAnswer } from "../http.ts";
import type { Session } from "../session.ts";

export type Relayed = Readonly<{ arrival: PacketArrival; answer: Blob }>;

/** Checking a large packet takes the province a while, ms. */
const importSilenceMs = 180_000;

/**
 * Brings an office's packet to the province over this desk's line, has it imported, and fetches the return packet. What
 * was brought before goes on where it was cut; done twice it has one effect.
 * @see docs/spec/courier.md CP-17, CP-22
 */
export async function relayPacket(
  session: Session,
  packet: Readonly<{ id: string; file: Blob }>,
  progress: (sent: number, size: number) => void,
): Promise<HttpAnswer<Relayed>> {
  const brought = await bringPieces(session, packet, progress);
  if (!brought.ok) return brought;
  const path = apiPath.packet(packet.id);
  const body = { size: packet.file.size };
  const arrival = await session.json({ method: "POST", path, body, silenceMs: importSilenceMs }, packetArrivalSchema);
  if (!arrival.ok) return arrival;
  const wanted = { answer: arrival.value.answer };
  const answer = await session.bytes({ method: "POST", path: apiPath.packetAnswer, body: wanted });
  return answer.ok ? { ok: true, value: { arrival: arrival.value, answer: answer.value } } : answer;
}

async function bringPieces(
  session: Session,
  { id, file }: Readonly<{ id: string; file: Blob }>,
  progress: (sent: number, size: number) => void,
): Promise<HttpAnswer<null>> {
  let at = 0;
  while (at < file.size) {
    progress(at, file.size);
    const bytes = file.slice(at, at + packetPieceBytes);
    const ask = { method: "PUT", path: `${apiPath.packet(id)}?at=${at}`, bytes } as const;
    const answer = await session.json(ask, packetPieceAnswerSchema);
    if (!answer.ok) return answer;
    // More than the file has, or no step forward, means that another file lies there: the import will say so.
    if (answer.value.received <= at) break;
    at = answer.value.received;
  }
  progress(file.size, file.size);
  return { ok: true, value: null };
}
