import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { openExtension } from "../../../src-shared/domain/extension/extensions-of.ts";
import type { Extension } from "../../../src-shared/domain/extension/extension.ts";
import { findAssignment } from "../../../src-shared/domain/assignment/custody.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, wholeNumber, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { CodeSegments, FormRow } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock, TextLine } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import { NewDue } from "./new-due.tsx";
import { AskedWords } from "./asked-words.tsx";

const verdicts = ["grant", "refuse"] as const;
const schema = Type.Object({ verdict: Type.Enum([...verdicts, ""]), days: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;

/** 审批延期: the office above, or the hub, grants as many days as were asked, or fewer, or none. */
export function DecideExtensionForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const asked = openExtension(props.order);
  const start = { verdict: "" as const, days: String(asked?.days ?? ""), reason: "" };
  const draft = useDraft(`${props.order.id}/decide-extension`, schema, start);
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} asked={asked} />;
}

function Fields({
  order,
  draft,
  asked,
  onLeave,
  onSent,
}: StepProps & { draft: Draft<Values>; asked: Extension | undefined }): React.JSX.Element {
  const { t } = useTranslation("requests");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: async (facts) => {
      if (!asked) return { ok: false, refusal: "request-settled" } as const;
      const payload = { ...facts, extension: asked.id };
      return desk.submit({ type: "decide-extension", orderId: order.id, payload });
    },
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  const due = findAssignment(order, asked?.assignment ?? null)?.completeBy;
  return (
    <StepFormFrame title={t("extension.decideTitle")} submitLabel={t("decide")} form={form} onLeave={onLeave}>
      {asked && (
        <Asked
          asked={asked}
          days={values.verdict === "grant" ? Number(values.days.normalize("NFKC")) : asked.days}
          due={due}
        />
      )}
      <CodeSegments
        label={t("verdict")}
        needed
        codes={verdicts}
        value={values.verdict}
        words={(code) => t(`extension.${code}`)}
        error={wrong("verdict")}
        onChange={(verdict) => change({ verdict })}
      />
      {values.verdict === "grant" && (
        <FormRow narrow>
          <TextLine
            label={t("extension.granted")}
            needed
            value={values.days}
            error={wrong("days")}
            onChange={(days) => change({ days })}
          />
        </FormRow>
      )}
      <TextBlock
        label={t("reason")}
        needed
        value={values.reason}
        error={wrong("reason")}
        onChange={(reason) => change({ reason })}
      />
    </StepFormFrame>
  );
}

type AskedProps = Readonly<{ asked: Extension; days: number; due: number | undefined }>;

function Asked({ asked, days, due }: AskedProps): React.JSX.Element {
  const { t } = useTranslation("requests");
  const office = useOfficeName();
  const { askedBy: who } = asked;
  return (
    <div>
      <AskedWords
        head={t("extension.wants", { office: office(asked.office), who, days: asked.days })}
        text={asked.reason}
      />
      {due !== undefined && <NewDue due={due} days={days} most={asked.days} />}
    </div>
  );
}

type Verdict = Readonly<{ granted: boolean; days: number; reason: string }>;

function check({ verdict, days, reason }: Values): Checked<Verdict> {
  const granted = verdict === "grant";
  const problems = problemsOf({
    verdict: chosen(verdict),
    days: granted ? wholeNumber(days, 1) : undefined,
    reason: required(reason, 2000),
  });
  if (problems) return { ok: false, problems };
  const plain = Number(days.normalize("NFKC").trim());
  return { ok: true, payload: { granted, days: granted ? plain : 0, reason: tidyText(reason) } };
}
