import { findSession, noteStepSeen, type SessionState } from "../../store/session-store.ts";
import type { Executor } from "../../store/store.ts";
import type { Claims } from "./tokens.ts";

/**
 * The session that an access token speaks for; null when there is none or the token was made void. The first token of a
 * step is kept as seen before anything is done for it, so that a renewal at another process knows: one write for each
 * renewal, none for the other requests.
 * @see docs/spec/session.md SN-17, SN-18
 */
export async function seeSession(db: Executor, claims: Claims): Promise<SessionState | null> {
  const session = await findSession(db, claims.sid);
  if (session === null) return null;
  const step = claims.step ?? session.step;
  if (step < session.validFrom) return null;
  if (session.endedAt !== null || session.stepSeen || step !== session.step) return session;
  const isNoted = await noteStepSeen(db, claims.sid, step);
  // Renewed or ended between the two statements: what holds now decides.
  return isNoted ? session : seeSession(db, claims);
}
