import { Type, type Static } from "typebox";
import Value from "typebox/value";

/**
 * What a device process says, one line of JSON each. `saved` is the acknowledgement under test: the desk has said so.
 * `state` whenever the sync state changes; `report` answers the word `report` with version and hash of every order it shows.
 */
const wordSchema = Type.Union([
  Type.Object({ kind: Type.Literal("open"), tookMs: Type.Integer(), damaged: Type.Boolean() }),
  Type.Object({ kind: Type.Literal("saved"), action: Type.String(), order: Type.String(), type: Type.String() }),
  Type.Object({ kind: Type.Literal("refused"), type: Type.String(), refusal: Type.String() }),
  Type.Object({
    kind: Type.Literal("state"),
    unsent: Type.Integer(),
    files: Type.Integer(),
    line: Type.String(),
    trouble: Type.Union([Type.String(), Type.Null()]),
    firstSync: Type.Boolean(),
  }),
  Type.Object({ kind: Type.Literal("signed-in-anew") }),
  Type.Object({ kind: Type.Literal("report"), orders: Type.Record(Type.String(), Type.String()) }),
  Type.Object({ kind: Type.Literal("broken"), words: Type.String() }),
]);
export type DeviceWord = Readonly<Static<typeof wordSchema>>;
export type StateWord = Extract<DeviceWord, { kind: "state" }>;

/** What a device process is told, one word a line: make no more steps, try the line now, say what you show. */
export type DeviceOrder = "calm" | "work" | "nudge" | "report";

/** A line as a word; null for one that was torn by a kill, or is for people. */
export function readWord(line: string): DeviceWord | null {
  try {
    const word: unknown = JSON.parse(line);
    return Value.Check(wordSchema, word) ? word : null;
  } catch {
    return null;
  }
}
