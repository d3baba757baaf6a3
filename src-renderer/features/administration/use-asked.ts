import { useCallback, useEffect, useState } from "react";

import type { Asked } from "../../data/administration.ts";

export type Answer<Value> = Asked<Value> | "loading";

/** Asks the province once, and again when told; what came before stays on screen meanwhile. */
export function useAsked<Value>(ask: () => Promise<Asked<Value>>): readonly [Answer<Value>, () => void] {
  const [answer, setAnswer] = useState<Answer<Value>>("loading");
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isGone = false;
    void ask().then((value) => {
      if (!isGone) setAnswer(value);
    });
    return () => {
      isGone = true;
    };
  }, [ask, turn]);
  return [answer, useCallback(() => setTurn((before) => before + 1), [])];
}
