import { noticeNumber } from "../../../src-shared/domain/supervision/notice.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import { told, type EventOf, type Say, type Told } from "./told.ts";

/** A notice of supervision, its reply or what became of it, in words. */
export function tellNotice(event: EventOf<"notice-issued" | "notice-answered" | "notice-settled">, say: Say): Told {
  switch (event.type) {
    case "notice-issued":
      return tellIssued(event, say);
    case "notice-answered":
      return tellAnswered(event, say);
    case "notice-settled":
      return tellSettled(event, say);
  }
}

function tellIssued(event: EventOf<"notice-issued">, { t, label, office }: Say): Told {
  const { kind, reason, demand, replyBy } = event.notice;
  return told(t("notice-issued", { kind: label("supervision-step", kind), office: office(event.notice.office) }), [
    t("noticeNumber", { number: noticeNumber(event), reason: label("supervision-reason", reason) }),
    demand,
    t("noticeReplyBy", { at: toDueText(replyBy) }),
  ]);
}

function tellAnswered({ answer, late }: EventOf<"notice-answered">, say: Say): Told {
  const names = answer.attachments.map(say.fileName).filter(Boolean).join(say.separator);
  return told(
    say.t("notice-answered"),
    [answer.reply, names !== "" && say.t("noticeFiles", { names })],
    [late && say.late],
  );
}

function tellSettled({ settlement }: EventOf<"notice-settled">, { t, label }: Say): Told {
  const again = settlement.outcome === "insufficient" && t("noticeReplyBy", { at: toDueText(settlement.replyBy) });
  const outcome = label("notice-outcome", settlement.outcome);
  return told(t("notice-settled", { outcome }), [settlement.words, again]);
}
