import { useEffect, useState } from "react";

import type { KnownCase } from "../../../src-shared/domain/contact/known-case.ts";
import { useDesk } from "../../data/use-desk.ts";

const none: readonly KnownCase[] = [];

/** What this computer knows of earlier orders; nothing until it has been read. */
export function useKnownCases(): readonly KnownCase[] {
  const desk = useDesk();
  const [cases, setCases] = useState(none);
  useEffect(() => {
    let isGone = false;
    void desk.knownCases().then((known) => {
      if (!isGone) setCases(known);
    });
    return () => void (isGone = true);
  }, [desk]);
  return cases;
}

/** A value once it has not changed for a moment, ms: what is looked up does not flicker under the typing hand. */
export function useSettled<T>(value: T, afterMs = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), afterMs);
    return () => window.clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
