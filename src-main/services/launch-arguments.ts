/** What somebody who starts the desk may ask of it. */
export type Launch = Readonly<{ isHidden: boolean }>;

const mostArguments = 64;
const longestArgument = 4096;

/**
 * Reads the arguments of a start, this one's or a second one's that any program of the machine may have made. Of all
 * it says only `--hidden` is understood, alone and spelt so; everything else, however long or clever, is nothing.
 */
export function readLaunch(argv: readonly unknown[]): Launch {
  const known = argv
    .slice(0, mostArguments)
    .filter((word): word is string => typeof word === "string" && word.length <= longestArgument);
  return { isHidden: known.includes("--hidden") };
}
