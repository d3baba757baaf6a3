import type { Instant } from "../../../src-shared/kernel/instant.ts";
import { useWho } from "../use-who.ts";
import type { BatchRow } from "./use-batch.ts";

type Line = Readonly<{
  id: string;
  number: string;
  title: string;
  workerName: string;
  workerWithheld: boolean;
  employerName: string;
  due: Instant | null;
}>;

/** What a row of a batch says about its order: as much as tells it from another, names masked. */
export function useRowFacts(): (line: Line) => Omit<BatchRow, "ready" | "beside"> {
  const who = useWho();
  return ({ id, number, title, employerName, due, ...worker }) => {
    return { id, title, due, facts: [number, who(worker), employerName].filter(Boolean).join(" · ") };
  };
}
