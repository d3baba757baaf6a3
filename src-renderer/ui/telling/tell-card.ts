import type { CardFact } from "../../../src-shared/domain/supervision/card-steps.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { assertNever } from "../../../src-shared/kernel/invariant.ts";
import { told, type EventOf, type Say, type Told } from "./told.ts";

/** An event about cards, reminders, limits or doubted times, in words. */
export function tellCardEvent(event: EventOf<CardFact["type"]>, say: Say): Told {
  const { t } = say;
  switch (event.type) {
    case "card-issued": {
      const title = t(event.provisional ? "card-provisional" : "card-issued", { card: say.cards.colour(event.colour) });
      return told(title, [clockLine(event, say), event.provisional && t("unreachable")]);
    }
    case "reminded":
      return told(t("reminded", { office: say.office(say.cards.officeOf(event.assignment)) }), [clockLine(event, say)]);
    case "recounted":
      return tellRecounted(event, say);
    case "time-adjudicated":
      return told(t(event.inTime ? "time-in" : "time-late"), [event.reason]);
    case "card-confirmed":
    case "card-withdrawn":
    case "card-revoked":
    case "card-objected":
    case "card-objection-ruled":
      return tellOneCard(event, say);
    default:
      return assertNever(event);
  }
}

type OneCardEvent = EventOf<
  "card-confirmed" | "card-withdrawn" | "card-revoked" | "card-objected" | "card-objection-ruled"
>;

function tellOneCard(event: OneCardEvent, { t, cards }: Say): Told {
  const card = cards.name(event.card);
  switch (event.type) {
    case "card-confirmed":
      return told(t("card-confirmed", { card }));
    case "card-withdrawn":
      return told(t("card-withdrawn", { card, reason: cards.withdrawal(event.reason) }));
    case "card-revoked":
      return told(t("card-revoked", { card }), [event.reason]);
    case "card-objected":
      return told(t("card-objected", { card }), [event.reason]);
    case "card-objection-ruled":
      return told(t(event.upheld ? "card-upheld" : "card-dismissed", { card }), [event.reason]);
    default:
      return assertNever(event);
  }
}

function clockLine(event: EventOf<"card-issued" | "reminded">, { t, office, cards }: Say): string {
  const { assignment, clock, due } = event;
  return t("cardFor", { office: office(cards.officeOf(assignment)), clock: cards.clock(clock), due: toDueText(due) });
}

function tellRecounted(event: EventOf<"recounted">, { t, office, cards }: Say): Told {
  const moved = event.moved.map(({ assignment, acceptBy, completeBy }) => {
    const limits = [
      acceptBy !== undefined && t("acceptTo", { at: toDueText(acceptBy) }),
      completeBy !== undefined && t("completeTo", { at: toDueText(completeBy) }),
    ];
    const said = limits.filter((limit) => limit !== false).join(" · ");
    return said !== "" && t("movedTo", { office: office(cards.officeOf(assignment)), limits: said });
  });
  return told(t("recounted"), [
    ...moved,
    event.dispatchBy !== undefined && t("movedDispatch", { at: toDueText(event.dispatchBy) }),
  ]);
}
