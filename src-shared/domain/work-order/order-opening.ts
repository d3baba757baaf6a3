import type { OfficeId } from "../../kernel/ids.ts";
import type { Instant } from "../../kernel/instant.ts";

/** That an office opened the order (已阅) when it stood at a version: everything up to there was before somebody's eyes. */
export type Opening = Readonly<{ office: OfficeId; version: number; at: Instant }>;
