import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { OrderEvent } from "../../../src-shared/domain/work-order/order-event.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { Receipt } from "../../../src-shared/protocol/sync.ts";
import type { QueuedStep } from "../../data/desk-api.ts";
import { useDesk } from "../../data/use-desk.ts";
import { formatMoment } from "../../ui/format.ts";
import { useOfficeName, useSurroundings } from "../../ui/surroundings.tsx";
import type { OpenedFacts } from "../../ui/receipt-line.tsx";
import { stepWords } from "../../ui/step-words.ts";
import { tellEvent } from "../../ui/telling/tell-event.ts";
import type { Say } from "../../ui/telling/told.ts";
import { useSay } from "../../ui/telling/use-say.ts";
import { TimelineLine, type TimelineEntry } from "../../ui/timeline.tsx";
import { useStepName } from "../../ui/use-step-name.ts";
import { EntryFoot, saysSomething } from "./entry-foot.tsx";

type Withdraw = (queued: QueuedStep) => void;

type Happened = Readonly<{
  event: OrderEvent;
  /** The step of this computer that the event comes from, while the province's copy does not show it. */
  queued: QueuedStep | undefined;
  receipt: Receipt | null;
  /** Who opened the order after it. */
  opened: OpenedFacts | null;
  /** The order's files, to call them by name. */
  attachments: WorkOrder["attachments"];
  /** Its requests for help, to name the helpers. */
  helps: WorkOrder["helps"];
  /** Its cards and turns, for the same. */
  cards: WorkOrder["cards"];
  assignments: WorkOrder["assignments"];
  withdraw: Withdraw;
}>;

/** A line of what happened. A long timeline is not told anew because one line came to it. */
export const HappenedLine = memo(function HappenedLine(facts: Happened): React.JSX.Element {
  const { event, queued } = facts;
  const { profile } = useDesk();
  const say = useSay({ ...facts, viewer: profile.office });
  const { now } = useSurroundings();
  const who = useWho();
  return (
    <TimelineLine
      mark={markOf(queued)}
      when={formatMoment(event.at, now)}
      who={who(event.office, event.by, event.byName)}
      {...bodyOf(event, say)}
      foot={saysSomething(facts) ? <EntryFoot {...facts} /> : null}
    />
  );
});

/** A line of a step that the fold could not take: it stands below what happened, and what was written is in sight. */
export function ApartLine({ queued, withdraw }: { queued: QueuedStep; withdraw: Withdraw }): React.JSX.Element {
  const { now } = useSurroundings();
  const who = useWho();
  const stepName = useStepName();
  const { profile } = useDesk();
  return (
    <TimelineLine
      mark={markOf(queued)}
      when={formatMoment(queued.savedAt, now)}
      who={who(profile.office, queued.step.userId, profile.name)}
      title={stepName(queued.step.type)}
      tags={[]}
      body={stepWords(queued.step) || null}
      foot={<EntryFoot event={null} queued={queued} receipt={queued.receipt} opened={null} withdraw={withdraw} />}
    />
  );
}

/** A line of what happened for whoever takes the next step: no receipts, nothing to press. */
export const ReadLine = memo(function ReadLine({
  event,
  order,
}: {
  event: OrderEvent;
  order: WorkOrder;
}): React.JSX.Element {
  const say = useSay(order);
  const { now } = useSurroundings();
  const who = useWho();
  const { title, tags, body } = tellEvent(event, say);
  return (
    <TimelineLine
      mark="done"
      when={formatMoment(event.at, now)}
      who={who(event.office, event.by, event.byName)}
      title={title}
      tags={tags}
      body={paragraphs(body)}
      foot={null}
    />
  );
});

/** Registration also says what the worker asks for: whoever opens an order reads that first. */
function bodyOf(event: OrderEvent, say: Say): Pick<TimelineEntry, "title" | "tags" | "body"> {
  const { title, tags, body } = tellEvent(event, say);
  const facts = event.type === "registered" ? [event.intake.claim.facts] : [];
  return { title, tags, body: paragraphs([...facts, ...body]) };
}

function paragraphs(texts: readonly string[]): ReactNode {
  return texts.length === 0 ? null : texts.map((text) => <p key={text}>{text}</p>);
}

function markOf(queued: QueuedStep | undefined): TimelineEntry["mark"] {
  if (!queued || queued.stage === "received") return "done";
  return queued.stage === "refused" || queued.forecast !== null ? "doubtful" : "waiting";
}

function useWho(): (office: string, by: string, name: string) => string {
  const { t } = useTranslation("timeline");
  const office = useOfficeName();
  const { profile } = useDesk();
  return (id, by, name) => `${office(id)} ${by === profile.userId ? t("self") : name}`;
}
