import { onTestFinished } from "vitest";

import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import { anActor } from "../../support/orders.ts";
import { deskParts, type Parts } from "./desk-parts.ts";

/** A desk of an office for one test, closed when that is over. */
export async function deskOf(office: OfficeId): Promise<Parts> {
  const parts = await deskParts({ actor: anActor(office) });
  onTestFinished(parts.close);
  return parts;
}
