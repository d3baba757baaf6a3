import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../src-shared/domain/work-order/work-order.ts";
import { Field, FieldList } from "./field-list.tsx";
import { formatMoment, formatMoney, maskName, maskPhone } from "./format.ts";
import { MaskedText } from "./person-line.tsx";
import { useLabel, useSurroundings } from "./surroundings.tsx";

/** How much of the facts a form repeats, in characters; the rest stands on the order page. */
const factsShown = 200;

/** What is claimed, in short: the facts and the amount. */
export function ClaimShort({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { language } = useSurroundings();
  const { facts, claimedCents } = order.claim;
  const letters = [...facts];
  const short = letters.length > factsShown ? `${letters.slice(0, factsShown).join("")}…` : facts;
  return (
    <FieldList title={t("facts.claim")}>
      <Field name={t("facts.facts")}>
        <p title={short === facts ? undefined : facts}>{short}</p>
      </Field>
      {claimedCents > 0 && <Field name={t("facts.claimed")}>{formatMoney(claimedCents, language)}</Field>}
    </FieldList>
  );
}

/**
 * Whom to call: name and telephone, hidden until a reason was given. `onReveal` records the reason and answers whether
 * it was recorded.
 */
export function WorkerLine({
  order,
  onReveal,
}: {
  order: WorkOrder;
  onReveal: (field: "name" | "phone", reason: string) => Promise<boolean>;
}): React.JSX.Element {
  const { t } = useTranslation("order");
  const separator = t("separator", { ns: "common" });
  const { name, phones } = order.worker;
  if (order.workerWithheld) return <WithheldWorker />;
  return (
    <FieldList title={t("facts.worker")}>
      <Field name={t("facts.name")}>
        {name === "" ? (
          t("anonymous", { ns: "inbox" })
        ) : (
          <MaskedText full={name} masked={maskName(name)} onReveal={(reason) => onReveal("name", reason)} />
        )}
      </Field>
      <Field name={t("facts.phone")}>
        {phones.length === 0 ? (
          t("facts.empty")
        ) : (
          <MaskedText
            full={phones.join(separator)}
            masked={phones.map(maskPhone).join(separator)}
            onReveal={(reason) => onReveal("phone", reason)}
          />
        )}
      </Field>
    </FieldList>
  );
}

/** Says that who the worker is is kept from this office, and who knows. */
function WithheldWorker(): React.JSX.Element {
  const { t } = useTranslation("order");
  return (
    <FieldList title={t("facts.worker")}>
      <Field name={t("facts.name")}>{t("withheldWhy", { ns: "inbox" })}</Field>
    </FieldList>
  );
}

/** What the worker answered when last called; nothing before the first callback. */
export function LastCallback({ order }: { order: WorkOrder }): React.JSX.Element | null {
  const { t } = useTranslation("callback");
  const label = useLabel();
  const { now } = useSurroundings();
  const last = order.callbacks.at(-1);
  if (!last) return null;
  const reasons = last.reached ? "dissatisfaction-reason" : "unreached-reason";
  return (
    <FieldList title={`${t("last")} · ${formatMoment(last.at, now)} ${last.by}`}>
      <Field name={t("reached")}>{last.reached ? t("reachedYes") : t("reachedNo")}</Field>
      {last.reached && (
        <>
          <Field name={t("solved")}>{label("solved", last.solved)}</Field>
          <Field name={t("result")}>{label("satisfaction", String(last.resultRating))}</Field>
          <Field name={t("attitude")}>{label("satisfaction", String(last.attitudeRating))}</Field>
        </>
      )}
      {last.reason !== "" && (
        <Field name={last.reached ? t("reason") : t("unreachedReason")}>{label(reasons, last.reason)}</Field>
      )}
      {last.words !== "" && (
        <Field name={t("words")}>
          <p>{last.words}</p>
        </Field>
      )}
    </FieldList>
  );
}
