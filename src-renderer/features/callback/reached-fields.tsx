import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useReference } from "../../data/use-desk.ts";
import { CodeSegments, CodeSelect, FormRow } from "../../ui/form/form-parts.tsx";
import { TextBlock, TextLine } from "../../ui/form/text-fields.tsx";
import type { StepForm } from "../../ui/form/use-step-form.ts";
import { useLabel } from "../../ui/surroundings.tsx";
import { isPoor, ratings, solvedAnswers, type CallbackValues } from "./callback-values.ts";

type Props = Readonly<{ form: StepForm<CallbackValues>; wrong: (name: string) => string | undefined }>;

/** What a worker who was reached is asked. */
export function ReachedFields({ form, wrong }: Props): React.JSX.Element {
  const { t } = useTranslation("callback");
  const label = useLabel();
  const { policy } = useReference();
  const { values, change } = form;
  return (
    <>
      <FormRow>
        <TextLine
          label={t("person")}
          value={values.person}
          error={wrong("person")}
          onChange={(person) => change({ person })}
        />
        <CodeSegments
          label={t("solved")}
          needed
          codes={solvedAnswers}
          value={values.solved}
          words={(code) => label("solved", code)}
          error={wrong("solved")}
          onChange={(solved) => change({ solved })}
        />
      </FormRow>
      <CodeSegments
        label={t("result")}
        needed
        codes={ratings}
        value={values.result}
        words={(code) => label("satisfaction", code)}
        error={wrong("result")}
        onChange={(result) => change({ result })}
      />
      <CodeSegments
        label={t("attitude")}
        codes={ratings}
        value={values.attitude}
        words={(code) => label("satisfaction", code)}
        onChange={(attitude) => change({ attitude })}
      />
      {isPoor(values, policy) && <PoorFields form={form} wrong={wrong} />}
    </>
  );
}

function PoorFields({ form, wrong }: Props): React.JSX.Element {
  const { t } = useTranslation("callback");
  const { values, change } = form;
  return (
    <>
      <CodeSelect
        label={t("reason")}
        name="dissatisfaction-reason"
        value={values.reason}
        onChange={(reason) => change({ reason })}
      />
      <Checkbox
        label={t("ruling")}
        checked={values.unreasonable}
        onChange={(event) => change({ unreasonable: event.currentTarget.checked })}
      />
      {values.unreasonable && (
        <TextBlock
          label={t("rulingReason")}
          needed
          rows={2}
          value={values.rulingReason}
          error={wrong("rulingReason")}
          onChange={(rulingReason) => change({ rulingReason })}
        />
      )}
    </>
  );
}
