import type { PayloadAdapter, PayloadVersions } from "../../../src-shared/actions/read-intent.ts";
import { actionVersionOf, newestBuild, type Build } from "./builds.ts";

type Payload = Readonly<Record<string, unknown>>;
type Aged = Readonly<{ actionVersion: number; payload: Payload }>;

/** How what older steps say is read: what the product would carry in src-shared/actions/read-intent.ts. */
const adapters: Readonly<Record<number, PayloadAdapter>> = {
  1: { note: ({ words, ...rest }) => ({ ...rest, text: words }) },
  2: { accept: ({ turn, ...rest }) => ({ ...rest, assignment: turn }) },
};

/** How the version before said what the next one says. */
const older: Readonly<Record<number, PayloadAdapter>> = {
  1: { note: ({ text, ...rest }) => ({ ...rest, words: text }) },
  2: { accept: ({ assignment, ...rest }) => ({ ...rest, turn: assignment }) },
};

/** The versions of payloads with which the newest build reads what any build made. */
export const allVersions: PayloadVersions = { current: actionVersionOf(newestBuild), adapters };

/** What a step of the product's desk says, as the desk of a build makes it. */
export function madeBy(build: Build, type: string, payload: Payload): Aged {
  const actionVersion = actionVersionOf(build);
  let aged = payload;
  for (let version = allVersions.current - 1; version >= actionVersion; version -= 1) {
    const back: Readonly<Record<string, (payload: Payload) => Payload>> = older[version] ?? {};
    aged = back[type]?.(aged) ?? aged;
  }
  return { actionVersion, payload: aged };
}
