/** The outcome of a decision: the value, or the reason why there is none. Refusals are returned, never thrown. */
export type Result<Value, Refusal> = Accepted<Value> | Refused<Refusal>;
export type Accepted<Value> = Readonly<{ ok: true; value: Value }>;
export type Refused<Refusal> = Readonly<{ ok: false; refusal: Refusal }>;

/** Wraps the value of a decision that went well. */
export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value };
}

/** Wraps the reason why a decision gave nothing. */
export function refuse<Refusal>(refusal: Refusal): Refused<Refusal> {
  return { ok: false, refusal };
}
