import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { channels } from "../../../src-shared/domain/contact/contact.ts";
import { CodeSegments, CodeSelect, FormRow, FormSection } from "../../ui/form/form-parts.tsx";
import { TextLine } from "../../ui/form/text-fields.tsx";
import type { StepForm } from "../../ui/form/use-step-form.ts";
import { oneOf } from "../../ui/one-of.ts";
import { useLabel } from "../../ui/surroundings.tsx";
import { isShort, type Ending } from "./ending.ts";
import type { IntakeValues } from "./intake-values.ts";

type Props = Readonly<{
  form: Pick<StepForm<IntakeValues>, "values" | "change">;
  wrong: (name: string) => string | undefined;
}>;

/** 来源: who calls from where, and what becomes of the call as far as one knows it already. */
export function ContactFields({
  form,
  wrong,
  endings,
}: Props & Readonly<{ endings: readonly Ending[] }>): React.JSX.Element {
  const { t } = useTranslation("intake");
  const { values, change } = form;
  const { ending = "order" } = values;
  const wordsOf = useEndingWords();
  const maySame = values.callerNumber.trim() !== "" && values.phone.trim() === "" && !isShort(ending);
  return (
    <FormSection title={t("sections.contact")}>
      <CallerFields form={form} wrong={wrong} />
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
      {endings.length > 1 && (
        <CodeSegments
          label={t("fields.ending")}
          codes={endings}
          value={ending}
          words={wordsOf}
          onChange={(chosen) => change({ ending: chosen })}
        />
      )}
    </FormSection>
  );
}

/** The names of the endings are the dictionary's: outcomes of a contact, and classes of contacts without an order. */
function useEndingWords(): (ending: Ending) => string {
  const label = useLabel();
  return (ending) => {
    const isOutcome = ending === "emergency" || !isShort(ending);
    return isOutcome ? label("contact-outcome", ending) : label("contact-class", ending);
  };
}

function CallerFields({ form: { values, change }, wrong }: Props): React.JSX.Element {
  const { t } = useTranslation("intake");
  return (
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
  );
}
