import { useTranslation } from "react-i18next";

import type { KnownCase } from "../../../src-shared/domain/contact/known-case.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { FormColumns } from "../../ui/form/form-columns.tsx";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { MatterFields, PartyFields } from "./case-fields.tsx";
import { checkIntake, type ShortWords } from "./check-intake.ts";
import { ContactFields } from "./contact-fields.tsx";
import { CallerHistory, RepeatHints } from "./earlier-cases.tsx";
import { EndingFields, useEndings } from "./ending-fields.tsx";
import { isShort, type Ending } from "./ending.ts";
import { emptyIntake, intakeValues, type IntakeValues } from "./intake-values.ts";
import { useKnownCases } from "./use-known-cases.ts";
import { useRegistration } from "./use-registration.ts";

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
  const words = useShortWords();
  const cases = useKnownCases();
  const endings = useEndings();
  const { send, goOn, aim } = useRegistration(props.onRegistered);
  const form = useStepForm({
    draft,
    check: (values) => checkIntake(values, { desk, words }),
    send,
    onSent: (outcome) => goOn(outcome.orderId),
  });
  const submitTo = (target: KnownCase | null): void => {
    aim(target);
    form.submit();
  };
  const links = { hrefOf, onMerge: submitTo };
  const sending = { ...form, submit: () => submitTo(null) };
  const wrong = useFieldWords(form.problems);
  const { values, change } = form;
  const { ending = "order" } = values;
  const isCase = !isShort(ending);
  const fields = { values, change, wrong, cases };
  return (
    <StepFormFrame title={t("title")} submitLabel={t(submitWords(ending))} form={sending} onLeave={onLeave}>
      <FormColumns>
        <>
          <ContactFields form={form} wrong={wrong} endings={endings} />
          <CallerHistory cases={cases} phone={values.callerNumber || values.phone} links={links} />
          {isCase && <PartyFields {...fields} />}
        </>
        <>
          {isCase && <MatterFields {...fields} />}
          <EndingFields values={values} change={change} wrong={wrong} />
          {isCase && <RepeatHints cases={cases} values={values} links={links} />}
        </>
      </FormColumns>
    </StepFormFrame>
  );
}

function submitWords(ending: Ending): "submit" | "submitAnswered" | "submitRefused" | "submitEnded" {
  if (ending === "order") return "submit";
  if (ending === "answered") return "submitAnswered";
  return ending === "refused" ? "submitRefused" : "submitEnded";
}

function useShortWords(): ShortWords {
  const { t } = useTranslation("intake");
  const of = (ending: keyof ShortWords): ShortWords[keyof ShortWords] => ({
    title: t(`short.${ending}.title`),
    answer: t(`short.${ending}.answer`),
  });
  return {
    emergency: of("emergency"),
    thanks: of("thanks"),
    invalid: of("invalid"),
    harassment: of("harassment"),
  };
}
