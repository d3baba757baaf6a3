import { told, type EventOf, type Say, type Told } from "./told.ts";

/** A callback attempt in words. */
export function tellCallback(event: EventOf<"called-back">, say: Say): Told {
  const { t, label } = say;
  const { callback, attempt: n } = event;
  const reasons = callback.reached ? "dissatisfaction-reason" : "unreached-reason";
  const reason = callback.reason === "" ? null : label(reasons, callback.reason);
  const ruling = callback.ruling === "unreasonable" && [t("unreasonable"), callback.rulingReason].join(" ");
  const rework = event.rework !== null && t("rework", { n: event.round + 1 });
  const title = callback.reached
    ? t("called-back", {
        n,
        solved: label("solved", callback.solved),
        rating: label("satisfaction", String(callback.resultRating)),
      })
    : t("unreached", { n });
  return told(title, [callback.words, reason, ruling, rework]);
}

/** An inspection in words. */
export function tellInspection(event: EventOf<"inspected">, say: Say): Told {
  const { t, label } = say;
  const { inspection } = event;
  const points = inspection.passed.map((point) => label("inspection-point", point)).join(say.separator);
  return told(t("inspected", { verdict: label("inspection-verdict", inspection.verdict) }), [
    points !== "" && t("points", { points }),
    inspection.remarks,
    inspection.verdict === "mend" && t("mend"),
    inspection.verdict === "rework" && event.rework !== null && t("rework", { n: event.round + 1 }),
  ]);
}
