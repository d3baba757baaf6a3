import type { RequestEvent } from "../../../src-shared/domain/work-order/evolve-requests.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { assertNever } from "../../../src-shared/kernel/invariant.ts";
import { told, type EventOf, type Say, type Told } from "./told.ts";

/** A request beside the course of an order, or what was decided on it, in words. */
export function tellRequest(event: RequestEvent, say: Say): Told {
  const { t, office } = say;
  switch (event.type) {
    case "extension-asked":
      return told(t("extension-asked", { days: event.days }), [
        event.reason,
        t("extension-judge", { office: office(event.judge) }),
      ]);
    case "extension-decided":
      return tellExtension(event, say);
    case "recalled":
      return told(t("recalled"), [event.reason]);
    case "handler-assigned":
      return told(t("handler-assigned", { name: event.to.name }));
    case "turns-moved":
      return told(t("turns-moved", { from: office(event.from), to: office(event.to) }), [t("turnsMovedKept")]);
    case "recused":
      return tellRecusal(event, say);
    case "objected":
      return told(t(event.target.kind === "callback" ? "objectedCallback" : "objectedInspection"), [event.statement]);
    case "objection-ruled":
      return told(t(event.upheld ? "objection-upheld" : "objection-refused"), [
        event.reason,
        event.next !== null && t("onToInspection"),
      ]);
    case "reopen-asked":
      return told(t("reopen-asked"), [event.reason]);
    case "reopen-decided":
      return told(event.granted ? t("reopen-granted", { n: event.round + 1 }) : t("reopen-refused"), [event.reason]);
    default:
      return assertNever(event);
  }
}

function tellExtension(event: EventOf<"extension-decided">, { t }: Say): Told {
  if (!event.granted) return told(t("extension-refused"), [event.reason]);
  const due = event.moved[0]?.completeBy;
  return told(t("extension-granted", { days: event.days }), [
    event.reason,
    due !== undefined && t("newDue", { at: toDueText(due) }),
  ]);
}

function tellRecusal(event: EventOf<"recused">, { t, office }: Say): Told {
  const title = event.to
    ? t("recusedTo", { name: event.to.name })
    : t("recusedUp", { office: office(event.next?.holder ?? event.office) });
  return told(title, [event.reason]);
}
