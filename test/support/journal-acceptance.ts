import { afterEach, expect, test } from "vitest";

/** A journal as both programs keep it. */
export type AnyJournal = Readonly<{
  lines: readonly string[];
  tornBytes: number;
  damaged: number;
  append: (lines: readonly string[]) => unknown;
  compact: (lines: readonly string[]) => unknown;
  close: () => unknown;
}>;

/** One journal's place in the world of a test: opened as often as needed, its bytes within reach, its disk fillable. */
export type JournalWorld = Readonly<{
  open: () => Promise<AnyJournal>;
  bytes: () => Promise<Uint8Array>;
  setBytes: (bytes: Uint8Array) => Promise<void>;
  /** The disk takes so many bytes more, then says that it is full; null lifts it. */
  setRoom: (bytes: number | null) => void;
  /** Bytes in front of the first line's record that are the journal's own. */
  headBytes: number;
}>;

const words = ["受理", '{"kind":"step"}', "", "欠薪 10,660 元 🧾", "a\tb\\n", "x".repeat(70_000), "末"];

async function reopened(world: JournalWorld): Promise<AnyJournal> {
  const journal = await world.open();
  opened.push(journal);
  return journal;
}
const opened: AnyJournal[] = [];

/** The promises that every journal keeps (docs/spec/journal.md, JO-1 to JO-6, JO-13). */
export function journalAcceptance(newWorld: () => Promise<JournalWorld>): void {
  afterEach(async () => {
    for (const journal of opened.splice(0)) await journal.close();
  });

  test("[JO-1] every line is read back in order, from one append or many", async () => {
    const world = await newWorld();
    const first = await reopened(world);
    expect(first).toMatchObject({ lines: [], tornBytes: 0, damaged: 0 });
    await first.append(words.slice(0, 3));
    for (const word of words.slice(3)) await first.append([word]);
    await first.close();
    expect(await reopened(world)).toMatchObject({ lines: words, tornBytes: 0, damaged: 0 });
  });

  test("[JO-2] a tail torn at any byte is cut, and writing goes on", async () => {
    const world = await newWorld();
    const journal = await reopened(world);
    await journal.append(["一", "二"]);
    const whole = (await world.bytes()).length;
    await journal.append(["三"]);
    await journal.close();
    const full = await world.bytes();
    for (const cut of [1, 9, 18, 19, full.length - whole - 1]) {
      await world.setBytes(full.slice(0, whole + cut));
      const torn = await reopened(world);
      expect(torn).toMatchObject({ lines: ["一", "二"], tornBytes: cut, damaged: 0 });
      await torn.append(["四"]);
      await torn.close();
      const after = await reopened(world);
      expect(after).toMatchObject({ lines: ["一", "二", "四"], tornBytes: 0 });
      await after.close();
    }
  });

  test("[JO-3] a damaged record is counted, and all others are read", async () => {
    const world = await newWorld();
    const journal = await reopened(world);
    await journal.append(["一"]);
    const start = (await world.bytes()).length;
    await journal.append(["二"]);
    const end = (await world.bytes()).length;
    await journal.append(["三"]);
    await journal.close();
    const bytes = Uint8Array.from(await world.bytes());
    bytes[Math.floor((start + end) / 2)] = 0x7e;
    await world.setBytes(bytes);
    const damaged = await reopened(world);
    expect(damaged).toMatchObject({ lines: ["一", "三"], damaged: 1 });
    await damaged.append(["四"]);
    await damaged.close();
    expect((await reopened(world)).lines).toEqual(["一", "三", "四"]);
  });

  test("[JO-4] compacting replaces all lines, also by none, and appending goes on", async () => {
    const world = await newWorld();
    const journal = await reopened(world);
    await journal.append(words);
    await journal.compact(["留", "下"]);
    await journal.append(["又"]);
    await journal.compact(["留", "又"]);
    await journal.append(["后"]);
    await journal.close();
    const again = await reopened(world);
    expect(again.lines).toEqual(["留", "又", "后"]);
    await again.compact([]);
    await again.close();
    expect(await reopened(world)).toMatchObject({ lines: [], tornBytes: 0, damaged: 0 });
  });

  test("[JO-5] a full disk refuses an append and changes nothing", async () => {
    const world = await newWorld();
    const journal = await reopened(world);
    await journal.append(["一"]);
    for (const room of [0, 1, 25]) {
      world.setRoom(room);
      await expect((async () => journal.append(["被拒", "x".repeat(500)]))()).rejects.toThrow();
    }
    world.setRoom(null);
    await journal.append(["二"]);
    await journal.close();
    expect(await reopened(world)).toMatchObject({ lines: ["一", "二"], tornBytes: 0, damaged: 0 });
  });

  test("[JO-6] a full disk refuses compacting and keeps the old lines", async () => {
    const world = await newWorld();
    const journal = await reopened(world);
    await journal.append(["一", "二"]);
    for (const room of [0, 1, 60]) {
      world.setRoom(room);
      await expect((async () => journal.compact(["新", "x".repeat(500)]))()).rejects.toThrow();
    }
    world.setRoom(null);
    await journal.append(["三"]);
    await journal.close();
    expect(await reopened(world)).toMatchObject({ lines: ["一", "二", "三"], tornBytes: 0, damaged: 0 });
  });

  test("[JO-13] of lines appended together a crash at any byte leaves all or none", async () => {
    const world = await newWorld();
    const together = ["撤回", "由新设备接手", "\u001e[1]", ""];
    const journal = await reopened(world);
    await journal.append(["一"]);
    const before = (await world.bytes()).length;
    await journal.append(together);
    await journal.close();
    const full = await world.bytes();
    for (let end = before; end <= full.length; end += 1) {
      await world.setBytes(full.slice(0, end));
      const found = await reopened(world);
      expect(found.lines).toEqual(end === full.length ? ["一", ...together] : ["一"]);
      expect(found.damaged).toBe(0);
      await found.close();
    }
  });

  test("[JO-13] lines appended together are single records again after compacting", async () => {
    const world = await newWorld();
    const journal = await reopened(world);
    await journal.append(["\u001e"]);
    await journal.append(words);
    await journal.compact(["\u001e[]", ...words]);
    await journal.append(['\u001e["a"]']);
    await journal.close();
    expect((await reopened(world)).lines).toEqual(["\u001e[]", ...words, '\u001e["a"]']);
  });
}
