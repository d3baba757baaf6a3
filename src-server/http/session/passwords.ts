import { hash, verify } from "@node-rs/argon2";

import type { Result } from "../../../src-shared/kernel/result.ts";
import { createGate } from "../gate.ts";

/** What a guess costs. Memory in KiB. */
export type PasswordCost = Readonly<{ memoryCost: number; timeCost: number; parallelism: number }>;

/** argon2id with 64 MiB, three passes (docs/spec/session.md SN-6). */
export const fullCost: PasswordCost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

export type Passwords = Readonly<{
  hash: (password: string) => Promise<string>;
  /** Takes as long without a hash to compare with as with one: an unknown name does not answer sooner. */
  verify: (password: string, kept: string | null) => Promise<Result<boolean, "busy">>;
  /** When one who found it busy may come again, ms. */
  comeBackMs: () => number;
}>;

/** Hashes passwords, and compares them, two at a time: each takes 64 MiB. */
export function passwords(cost: PasswordCost): Passwords {
  const gate = createGate({ width: 2, queue: 60 });
  let decoy: Promise<string> | null = null;
  return {
    hash: (password) => gate.wait(() => hash(password, cost)),
    verify: (password, kept) =>
      gate.pass(async () => {
        decoy ??= hash("nobody's password", cost);
        const isRight = await verify(kept ?? (await decoy), password);
        return kept !== null && isRight;
      }),
    comeBackMs: gate.comeBackMs,
  };
}
