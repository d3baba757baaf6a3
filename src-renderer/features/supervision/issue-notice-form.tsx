import { Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { officesToSupervise } from "../../../src-shared/domain/supervision/ladder.ts";
import { noticeKinds, noticeReasons, type NoticeKind } from "../../../src-shared/domain/supervision/notice.ts";
import { replyDate, replyLimit } from "../../../src-shared/domain/supervision/reply-date.ts";
import { stepsOpen, suggestStep, type LadderStep } from "../../../src-shared/domain/supervision/suggest-step.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { addDays, chinaDay, type Day, type Instant } from "../../../src-shared/kernel/instant.ts";
import { officeId } from "../../../src-shared/kernel/ids.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { DateField } from "../../ui/form/date-field.tsx";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { FormRow } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm, type StepForm } from "../../ui/form/use-step-form.ts";
import { oneOf } from "../../ui/one-of.ts";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";
import { checkNotice, dayOf, noticeSchema, type NoticeValues } from "./notice-values.ts";

type Ladder = Readonly<{
  offices: readonly string[];
  open: (office: string) => readonly LadderStep[];
  suggested: (office: string) => LadderStep | null;
  replyDay: (kind: NoticeKind) => Day;
}>;

/** 督办: the next step of the ladder is filled in; the supervisor may choose another that the record bears out. */
export function IssueNoticeForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("notice");
  const now = useDesk().now();
  const ladder = useLadder(props.order, now);
  const start = startOf(props.order, ladder);
  const step = ladder.suggested(start) ?? ladder.open(start)[0];
  const draft = useDraft(`${props.order.id}/issue-notice`, noticeSchema, {
    office: start,
    kind: step?.kind ?? "",
    reason: step?.reason ?? "",
    demand: step ? t(`demands.${step.kind}`) : "",
    replyBy: step ? ladder.replyDay(step.kind) : "",
  });
  if (draft === "loading") return <Face words={t("loading", { ns: "common" })} />;
  return <Fields {...props} draft={draft} ladder={ladder} now={now} />;
}

/** The office that must act is the one to press, where it is one that may be pressed. */
function startOf(order: WorkOrder, { offices }: Ladder): string {
  return offices.find((office) => office === order.holder) ?? offices.at(-1) ?? "";
}

function useLadder(order: WorkOrder, now: Instant): Ladder {
  const { rules, actor } = useDesk();
  const { calendar, policy } = useReference();
  return useMemo(() => {
    const where = (office: string): Parameters<typeof stepsOpen>[1] => ({
      office: officeId(office),
      at: now,
      reworkAtRating: policy.callback.reworkAtRating,
    });
    return {
      offices: officesToSupervise(order, actor.office, rules.offices),
      open: (office) => stepsOpen(order, where(office)),
      suggested: (office) => suggestStep(order, where(office)),
      replyDay: (kind) => dayOf(replyDate({ calendar, policy }, kind, now)),
    };
  }, [order, now, rules, actor, calendar, policy]);
}

type FieldsProps = StepProps & Readonly<{ draft: Draft<NoticeValues>; ladder: Ladder; now: Instant }>;

function Fields({ order, draft, ladder, now, onLeave, onSent }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("notice");
  const desk = useDesk();
  const label = useLabel();
  const office = useOfficeName();
  const open = ladder.open(draft.value.office);
  const form = useStepForm({
    draft,
    check: (values) => checkNotice(values, now, open),
    send: (payload) => desk.submit({ type: "issue-notice", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  const suggested = ladder.suggested(values.office);
  const confirm = t("issueConfirm", {
    kind: label("supervision-step", values.kind),
    office: office(values.office),
    day: values.replyBy,
  });
  const hint = suggested
    ? t("suggested", {
        kind: label("supervision-step", suggested.kind),
        reason: label("supervision-reason", suggested.reason),
      })
    : undefined;
  const frame = { title: t("issueTitle"), submitLabel: t("issueSubmit"), form, onLeave };
  return (
    <StepFormFrame {...frame} confirm={confirm} hint={open.length === 0 ? t("noStep") : hint}>
      <WhoAndWhat form={form} ladder={ladder} open={open} />
      <TextBlock
        label={t("demand")}
        needed
        value={values.demand}
        error={wrong("demand")}
        onChange={(demand) => change({ demand })}
      />
      <ReplyBy form={form} ladder={ladder} now={now} />
    </StepFormFrame>
  );
}

type Part = Readonly<{ form: StepForm<NoticeValues>; ladder: Ladder }>;

function WhoAndWhat({ form, ladder, open }: Part & Readonly<{ open: readonly LadderStep[] }>): React.JSX.Element {
  const { t } = useTranslation("notice");
  const label = useLabel();
  const office = useOfficeName();
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  const kinds = noticeKinds.filter((kind) => open.some((one) => one.kind === kind));
  const reasons = noticeReasons.filter((one) => open.some((step) => step.kind === values.kind && step.reason === one));
  const choose = (text: string | null): void => {
    const kind = oneOf(noticeKinds, text);
    if (!kind) return;
    const reason =
      open.find((one) => one.kind === kind && one.reason === values.reason) ?? open.find((one) => one.kind === kind);
    change({ kind, reason: reason?.reason ?? "", demand: t(`demands.${kind}`), replyBy: ladder.replyDay(kind) });
  };
  return (
    <>
      <FormRow>
        <Select
          label={t("office")}
          withAsterisk
          allowDeselect={false}
          data={ladder.offices.map((id) => ({ value: id, label: office(id) }))}
          value={values.office || null}
          error={wrong("office")}
          onChange={(id) => change({ office: id ?? "" })}
        />
        <Select
          label={t("kind")}
          withAsterisk
          allowDeselect={false}
          data={kinds.map((kind) => ({ value: kind, label: label("supervision-step", kind) }))}
          value={values.kind || null}
          error={wrong("kind")}
          onChange={choose}
        />
        <Select
          label={t("code")}
          withAsterisk
          allowDeselect={false}
          data={reasons.map((reason) => ({ value: reason, label: label("supervision-reason", reason) }))}
          value={reasons.find((reason) => reason === values.reason) ?? null}
          error={wrong("reason")}
          onChange={(reason) => change({ reason: reason ?? "" })}
        />
      </FormRow>
    </>
  );
}

function ReplyBy({ form, ladder, now }: Part & Readonly<{ now: Instant }>): React.JSX.Element {
  const { t } = useTranslation("notice");
  const { t: ui } = useTranslation("ui");
  const { policy } = useReference();
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  const kind = oneOf(noticeKinds, values.kind);
  const limit = kind && replyLimit(policy, kind);
  const words = limit ? ui(`limit.${limit.unit}`, { n: limit.amount }) : "";
  return (
    <DateField
      label={t("replyBy")}
      hint={kind ? t("replyHint", { limit: words, day: ladder.replyDay(kind) }) : ""}
      min={chinaDay(now)}
      max={addDays(chinaDay(now), 365)}
      value={values.replyBy}
      error={wrong("replyBy")}
      onChange={(replyBy) => change({ replyBy })}
    />
  );
}
