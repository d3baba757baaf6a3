import { sha256Of } from "../../../src-renderer/data/seal.ts";
import type { Attachment } from "../../../src-shared/domain/work-order/attachment.ts";

/** A picture of an order, made of a text, whose bytes the province has. */
export async function storedPicture(text: string): Promise<Attachment> {
  const sha256 = await sha256Of(new TextEncoder().encode(text));
  const facts = {
    sha256,
    name: `${text}.jpg`,
    type: "image/jpeg",
    size: text.length,
    evidence: "",
    caption: "",
  } as const;
  return { ...facts, addedBy: "秦若谷", addedAt: 0, stored: true };
}
