import { useTranslation } from "react-i18next";

import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import type { OrderView, QueuedStep } from "../../data/desk-api.ts";
import { useDesk } from "../../data/use-desk.ts";
import { formatMoment } from "../../ui/format.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import { tellEvent } from "../../ui/telling/tell-event.ts";
import type { Told } from "../../ui/telling/told.ts";
import { useSay } from "../../ui/telling/use-say.ts";
import type { TimelineEntry } from "../../ui/timeline.tsx";
import { useStepName } from "../../ui/use-step-name.ts";
import { EntryFoot, saysSomething } from "./entry-foot.tsx";

type Options = Readonly<{ withdraw: (queued: QueuedStep) => void; showDisclosures: boolean }>;

/** The lines of the timeline: the folded order's events, then queued steps that the fold could not take. */
export function useEntries(view: OrderView, options: Options): readonly TimelineEntry[] {
  const say = useSay(view.order);
  const { now } = useSurroundings();
  const who = useWho();
  const stepName = useStepName();
  const { profile } = useDesk();
  const queuedById = new Map(view.queued.map((queued) => [queued.step.id, queued]));
  const seen = new Set(view.order.timeline.map((event) => event.id));

  const happened = (event: OrderEvent): TimelineEntry => {
    const queued = queuedById.get(event.id);
    const facts = { event, queued, receipt: view.receipts.get(event.id) ?? queued?.receipt ?? null };
    return {
      id: event.id,
      mark: markOf(queued),
      when: formatMoment(event.at, now),
      who: who(event.office, event.by, event.byName),
      ...bodyOf(tellEvent(event, say)),
      foot: saysSomething(facts) ? <EntryFoot {...facts} withdraw={options.withdraw} /> : null,
    };
  };
  const apart = (queued: QueuedStep): TimelineEntry => ({
    id: queued.step.id,
    mark: markOf(queued),
    when: formatMoment(queued.savedAt, now),
    who: who(profile.office, queued.step.userId, profile.name),
    title: stepName(queued.step.type),
    tags: [],
    body: textOf(queued),
    foot: <EntryFoot event={null} queued={queued} receipt={queued.receipt} withdraw={options.withdraw} />,
  });

  return [
    ...view.order.timeline.filter((event) => options.showDisclosures || event.type !== "disclosed").map(happened),
    ...view.queued.filter((queued) => !seen.has(queued.step.id)).map(apart),
  ];
}

function bodyOf(told: Told): Pick<TimelineEntry, "title" | "tags" | "body"> {
  const { title, tags, body } = told;
  return { title, tags, body: body.length === 0 ? null : body.map((text) => <p key={text}>{text}</p>) };
}

function markOf(queued: QueuedStep | undefined): TimelineEntry["mark"] {
  if (!queued || queued.stage === "received") return "done";
  return queued.stage === "refused" || queued.forecast !== null ? "doubtful" : "waiting";
}

/** What a person wrote in a step that is not on the timeline, so that no word is out of sight. */
function textOf(queued: QueuedStep): string | null {
  const texts = ["text", "opinion", "reason", "instruction", "answer", "words", "remarks"].map(
    (name) => queued.step.payload[name],
  );
  return texts.find((text) => typeof text === "string" && text !== "")?.toString() ?? null;
}

function useWho(): (office: string, by: string, name: string) => string {
  const { t } = useTranslation("timeline");
  const office = useOfficeName();
  const { profile } = useDesk();
  return (id, by, name) => `${office(id)} ${by === profile.userId ? t("self") : name}`;
}
