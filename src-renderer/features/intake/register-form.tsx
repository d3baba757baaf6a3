import { Anchor } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import type { KnownCase } from "../../../src-shared/domain/contact/known-case.ts";
import { contactId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { channels } from "../../../src-shared/domain/contact/contact.ts";
import type { Desk, NewOrder } from "../../data/desk-api.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { optional, phone, plainPhone, problemsOf, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSelect, FormRow, FormSection } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import { TextLine } from "../../ui/form/text-fields.tsx";
import { useStepForm, type StepForm } from "../../ui/form/use-step-form.ts";
import { oneOf } from "../../ui/one-of.ts";
import { CaseFields } from "./case-fields.tsx";
import { caseOf, checkCase } from "./check-case.ts";
import { CallerHistory, RepeatHints } from "./earlier-cases.tsx";
import { emptyIntake, intakeValues, type IntakeValues } from "./intake-values.ts";
import { useKnownCases } from "./use-known-cases.ts";

type Props = Readonly<{
  /** `merging` says that one goes on to merge the new order into an earlier one. */
  onRegistered: (order: OrderId, merging: boolean) => void;
  onLeave: () => void;
  hrefOf: (order: OrderId) => string;
}>;

/** 登记诉求: keyboard from first field to last, checked when sent, kept while one types. */
export function RegisterForm(props: Props): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft("register", intakeValues, emptyIntake);
  return draft === "loading" ? <Face words={t("loading")} /> : <RegisterFields {...props} draft={draft} />;
}

function RegisterFields(props: Props & { draft: Draft<IntakeValues> }): React.JSX.Element {
  const { draft, onLeave, hrefOf } = props;
  const { t } = useTranslation("intake");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check: (values) => checkIntake(values, desk),
    send: (order) => desk.register(order),
    onSent: (outcome) => goOn(outcome.orderId),
  });
  const cases = useKnownCases();
  const { goOn, aim } = useMerging(props.onRegistered);
  const submitTo = (target: KnownCase | null): void => {
    aim(target);
    form.submit();
  };
  const links = { hrefOf, onMerge: submitTo };
  const sending = { ...form, submit: () => submitTo(null) };
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("title")} submitLabel={t("submit")} form={sending} onLeave={onLeave}>
      <ContactFields form={form} wrong={wrong} />
      <CallerHistory cases={cases} phone={form.values.callerNumber || form.values.phone} links={links} />
      <CaseFields values={form.values} change={form.change} wrong={wrong} cases={cases} />
      <RepeatHints cases={cases} values={form.values} links={links} />
    </StepFormFrame>
  );
}

type Merging = Readonly<{ goOn: (order: OrderId) => void; aim: (target: KnownCase | null) => void }>;

/** After a registration one goes to the order, or on to merging it, with what is known already filled in. */
function useMerging(onRegistered: Props["onRegistered"]): Merging {
  const { t } = useTranslation("intake");
  const desk = useDesk();
  const into = useRef<KnownCase | null>(null);
  const goOn = async (order: OrderId): Promise<void> => {
    if (into.current === null) return onRegistered(order, false);
    const { id, number, title } = into.current;
    const begun = { into: id, title, reason: t("repeat.reason", { number }) };
    // The draft of the merge form; one that cannot be kept is only typed again.
    await desk.drafts.write(`${order}/merge-order`, begun).catch(() => undefined);
    return onRegistered(order, true);
  };
  return { goOn: (order) => void goOn(order), aim: (target) => void (into.current = target) };
}

function checkIntake(values: IntakeValues, desk: Desk): Checked<NewOrder> {
  const problems = problemsOf({
    caller: optional(values.caller, 100),
    callerNumber: phone(values.callerNumber),
    line: optional(values.line, 40),
    ...checkCase(values),
  });
  if (problems) return { ok: false, problems };
  const contact = {
    id: contactId(desk.newId()),
    channel: values.channel,
    receivedAt: desk.now(),
    caller: tidyText(values.caller),
    callerNumber: plainPhone(values.callerNumber),
    line: tidyText(values.line),
    callSatisfaction: Number(values.callSatisfaction),
  };
  return { ok: true, payload: { ...caseOf(values), contact } };
}

function ContactFields({
  form,
  wrong,
}: {
  form: StepForm<IntakeValues>;
  wrong: (name: string) => string | undefined;
}): React.JSX.Element {
  const { t } = useTranslation("intake");
  const { values, change } = form;
  const maySame = values.callerNumber.trim() !== "" && values.phone.trim() === "";
  return (
    <FormSection title={t("sections.contact")}>
      <FormRow>
        <CodeSelect
          label={t("fields.channel")}
          name="channel"
          needed
          value={values.channel}
          onChange={(code) => change({ channel: oneOf(channels, code) ?? "other" })}
        />
        <TextLine
          label={t("fields.caller")}
          value={values.caller}
          error={wrong("caller")}
          onChange={(caller) => change({ caller })}
        />
        <TextLine
          label={t("fields.callerNumber")}
          value={values.callerNumber}
          error={wrong("callerNumber")}
          onChange={(callerNumber) => change({ callerNumber })}
        />
        <CodeSelect
          label={t("fields.callSatisfaction")}
          name="satisfaction"
          needed
          value={values.callSatisfaction}
          onChange={(callSatisfaction) => change({ callSatisfaction })}
        />
      </FormRow>
      {maySame && (
        <div>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => change({ phone: values.callerNumber, name: values.name || values.caller })}
          >
            {t("sameAsCaller")}
          </Anchor>
        </div>
      )}
    </FormSection>
  );
}
