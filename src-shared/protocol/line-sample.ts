import { Type } from "typebox";

/** What travels each way when a desk measures its line: 8 s at 64 kbit/s. */
export const lineSampleBytes = 64 * 1024;

export const lineSampleSchema = Type.Object(
  { filler: Type.String({ maxLength: lineSampleBytes }) },
  { additionalProperties: false },
);
