import { Type, type Static } from "typebox";

import { deviceIdSchema, orderIdSchema } from "../kernel/ids.ts";

/** The most that one request tells. */
export const maxOpenings = 200;

/** That somebody of the account's office had an order open when it stood at `version`; `at` as the desk's clock says. */
export const openingMarkSchema = Type.Object(
  { orderId: orderIdSchema, version: Type.Integer({ minimum: 1 }), at: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type OpeningMark = Readonly<Static<typeof openingMarkSchema>>;

/** Tells what was opened. Idempotent; not a step: no seq, no signature, no receipt (docs/spec/receipts.md). */
export const openingsRequestSchema = Type.Object(
  {
    protocol: Type.Integer(),
    deviceId: deviceIdSchema,
    openings: Type.Array(openingMarkSchema, { minItems: 1, maxItems: maxOpenings }),
  },
  { additionalProperties: false },
);

export const openingsAnswerSchema = Type.Object({ serverTime: Type.Integer(), clockToken: Type.String() });
export type OpeningsAnswer = Readonly<Static<typeof openingsAnswerSchema>>;
