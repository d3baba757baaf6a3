import { Type, type Static } from "typebox";

import { sha256Schema } from "../../kernel/ids.ts";
import { optionalText, requiredText } from "../../kernel/text.ts";
import { dictionaryCode } from "./classification.ts";

/** The largest file an order takes, in bytes (50 MiB). */
export const maxAttachmentBytes = 50 * 1024 * 1024;

/** Kinds of files an order takes, by what their bytes are, not by their names. */
export const attachmentTypes = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "application/pdf",
  "audio/mpeg",
  "audio/wav",
  "video/mp4",
  "text/plain",
] as const;

/** A file that belongs to an order, named by its bytes. `size` in bytes; `evidence` a code of `evidence-kind`. */
export const attachmentSchema = Type.Object(
  {
    sha256: sha256Schema,
    name: requiredText(180),
    type: Type.Enum([...attachmentTypes]),
    size: Type.Integer({ minimum: 1, maximum: maxAttachmentBytes }),
    evidence: dictionaryCode,
    caption: optionalText(200),
  },
  { additionalProperties: false },
);
export type AttachmentFacts = Readonly<Static<typeof attachmentSchema>>;

/** An attachment as the order shows it: `stored` once the province has all its bytes and their hash matched. */
export type Attachment = AttachmentFacts & Readonly<{ addedBy: string; addedAt: number; stored: boolean }>;
