import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { openNotices } from "../../../src-shared/domain/supervision/ladder.ts";
import { isAnswered, noticeOutcomes, type Notice } from "../../../src-shared/domain/supervision/notice.ts";
import { replyDate } from "../../../src-shared/domain/supervision/reply-date.ts";
import { addDays, chinaDay, endOfDay, type Instant } from "../../../src-shared/kernel/instant.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { DateField } from "../../ui/form/date-field.tsx";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { oneOf } from "../../ui/one-of.ts";
import { useLabel } from "../../ui/surroundings.tsx";
import { NoticeField } from "./notice-field.tsx";
import { dayOf, replyDay } from "./notice-values.ts";

const schema = Type.Object({
  notice: Type.String(),
  outcome: Type.String(),
  words: Type.String(),
  replyBy: Type.String(),
});
type Values = Static<typeof schema>;

/** 督办了结: the reply is accepted, or asked for again with a new date, or the notice is withdrawn. */
export function SettleNoticeForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("notice");
  const { actor } = useDesk();
  const issued = openNotices(props.order).filter((one) => one.issuer === actor.office);
  // What was answered is to be judged first.
  const notices = issued.toSorted((a, b) => Number(isAnswered(b)) - Number(isAnswered(a)));
  const initial = { notice: "", outcome: "", words: "", replyBy: "" };
  const draft = useDraft(`${props.order.id}/settle-notice`, schema, initial);
  if (draft === "loading") return <Face words={t("loading", { ns: "common" })} />;
  const notice = notices.find((one) => one.id === draft.value.notice) ?? notices[0];
  if (!notice) return <Face words={t("gone")} />;
  return <Fields {...props} draft={draft} notices={notices} notice={notice} />;
}

type FieldsProps = StepProps & Readonly<{ draft: Draft<Values>; notices: readonly Notice[]; notice: Notice }>;

function Fields({ order, draft, notices, notice, onLeave, onSent }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("notice");
  const desk = useDesk();
  const label = useLabel();
  const now = desk.now();
  const reference = useReference();
  const form = useStepForm({
    draft,
    check: (values) => check(values, notice, now),
    send: (payload) => desk.submit({ type: "settle-notice", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  const outcomes = notice.replies.length > 0 ? noticeOutcomes : noticeOutcomes.filter((one) => one !== "accepted");
  return (
    <StepFormFrame title={t("settleTitle")} submitLabel={t("settleSubmit")} form={form} onLeave={onLeave}>
      <NoticeField notices={notices} value={notice} onChange={(id) => change({ notice: id })} />
      <CodeSegments
        label={t("outcome")}
        needed
        codes={outcomes}
        value={oneOf(outcomes, values.outcome) ?? ""}
        words={(code) =>
          code === "insufficient" && notice.replies.length === 0 ? t("askAgain") : label("notice-outcome", code)
        }
        error={wrong("outcome")}
        onChange={(outcome) => change({ outcome, replyBy: dayOf(replyDate(reference, notice.kind, now)) })}
      />
      <TextBlock
        label={t("words")}
        needed
        rows={2}
        value={values.words}
        error={wrong("words")}
        onChange={(words) => change({ words })}
      />
      {values.outcome === "insufficient" && (
        <DateField
          label={t("newReplyBy")}
          hint=""
          min={chinaDay(now)}
          max={addDays(chinaDay(now), 365)}
          value={values.replyBy}
          error={wrong("replyBy")}
          onChange={(replyBy) => change({ replyBy })}
        />
      )}
    </StepFormFrame>
  );
}

function check(values: Values, notice: Notice, now: Instant): Checked<PayloadOf<"settle-notice">> {
  const outcome = oneOf(noticeOutcomes, values.outcome);
  const again = outcome === "insufficient";
  const problems = problemsOf({
    outcome: chosen(values.outcome),
    words: required(values.words, 2000),
    replyBy: again ? replyDay(values.replyBy, now) : undefined,
  });
  if (problems || !outcome) return { ok: false, problems: problems ?? { outcome: { is: "choose" } } };
  const facts = { notice: notice.id, words: tidyText(values.words) };
  if (outcome === "insufficient")
    return { ok: true, payload: { ...facts, outcome, replyBy: endOfDay(values.replyBy) } };
  return { ok: true, payload: { ...facts, outcome } };
}
