import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import type { DeskProcess } from "../desk/desk-process.ts";
import { hashOf } from "../province/province-disk.ts";
import { VirtualBlob } from "../world/virtual-blob.ts";
import { theWorld } from "../world/world.ts";

/** A file as somebody picks it. */
class VirtualFile extends VirtualBlob {
  readonly name: string;

  constructor(bytes: Uint8Array, name: string) {
    super([bytes]);
    this.name = name;
  }
}

/** Somebody attaches a paper; what the desk has promised to bring to the province is noted for the checks. */
export async function attachFile({ name, machine, desk }: DeskProcess, order: OrderId): Promise<void> {
  const world = theWorld();
  const bytes = aPaper();
  const said = await desk?.attach(order, new VirtualFile(bytes, "工资条.pdf") as unknown as File, "");
  world.count(`attach ${said?.ok === true ? "saved" : (said?.refusal ?? "closed")}`);
  if (said?.ok !== true) return;
  const hash = hashOf(bytes);
  machine.files.set(hash, { order, size: bytes.length });
  world.note(`${name} attached ${hash.slice(0, 8)} of ${bytes.length} bytes to ${order}`);
}

/** No two papers are alike, and no two parts of one: bytes that were doubled or came to the wrong place show. */
function aPaper(): Uint8Array {
  const { random } = theWorld();
  const size = random.chance(0.5) ? random.between(100, 60_000) : random.between(200_000, 900_000);
  const pattern = new Uint8Array(64);
  random.fill(pattern);
  const bytes = Buffer.alloc(size, pattern);
  for (let at = 64; at + 4 <= size; at += 1024) bytes.writeUInt32LE(at, at);
  bytes.write("%PDF-1.7\n", 0, "latin1");
  return Uint8Array.from(bytes);
}
