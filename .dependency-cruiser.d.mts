import type { ICruiseOptions, IForbiddenRuleType } from "dependency-cruiser";

/** The folders of each program that stand on a ladder. */
export const folders: Readonly<Record<string, readonly string[]>>;

declare const config: {
  readonly forbidden: (IForbiddenRuleType & { readonly name: string })[];
  readonly options: ICruiseOptions;
};
export default config;
