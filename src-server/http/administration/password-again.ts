import type { FastifyRequest } from "fastify";

import type { ProblemName } from "../../../src-shared/protocol/problem-code.ts";
import { signedIn } from "../require-session.ts";
import type { Services } from "../services.ts";
import { addressBlock } from "../session/address-block.ts";

/**
 * Asks for the signed-in person's own password once more before a grave step, counted like a sign-in.
 * @returns the problem to answer, or null when it is right
 */
export async function passwordAgain(
  { sessions }: Pick<Services, "sessions">,
  request: FastifyRequest,
  password: string,
): Promise<Readonly<{ name: ProblemName; retryAfterMs?: number }> | null> {
  const { username } = signedIn(request);
  const again = await sessions.authenticate({ username, password }, addressBlock(request.ip));
  if (again.ok) return null;
  const { refusal } = again;
  if (refusal.name === "wrong-credentials") return { name: "wrong-password" };
  return refusal;
}
