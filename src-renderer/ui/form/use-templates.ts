import { fillTemplate, type Template, type TemplateUse } from "../../../src-shared/domain/reference/template.ts";
import type { Claim, Employer } from "../../../src-shared/domain/work-order/classification.ts";
import { chinaDay } from "../../../src-shared/kernel/instant.ts";
import { formatAmount } from "../format.ts";
import { useSurroundings } from "../surroundings.tsx";

export type OrderTemplates = Readonly<{ list: readonly Template[]; fill: (text: string) => string }>;

/** What the blanks of a sentence are filled from: an order, or one that is being registered. */
type TemplateFacts = Readonly<{
  claim: Pick<Claim, "claimedCents">;
  employer: Pick<Employer, "name" | "address" | "contact">;
}>;

/** The common sentences for a use, and how their blanks are filled from an order; unknown blanks stay visible. */
export function useTemplates(order: TemplateFacts, use: TemplateUse): OrderTemplates {
  const { templates, now } = useSurroundings();
  const { claimedCents } = order.claim;
  const known = {
    date: chinaDay(now),
    employer: order.employer.name,
    place: order.employer.address,
    person: order.employer.contact,
    amount: claimedCents > 0 ? formatAmount(claimedCents) : "",
  };
  return { list: templates.filter((one) => one.use === use), fill: (text) => fillTemplate(text, known) };
}
