import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { CodeSegments } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";

const draftSchema = Type.Object({ kept: Type.Enum(["ordinary", "collective"]) });
type Values = Readonly<Static<typeof draftSchema>>;

/** 归档: how long the file is kept; a collective or precedent one longer. */
export function ArchiveForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const collective = props.order.classification.flags.includes("collective");
  const draft = useDraft(`${props.order.id}/archive`, draftSchema, collective ? keptLong : keptShort);
  return draft === "loading" ? <Face words={t("loading")} /> : <LoadedForm {...props} draft={draft} />;
}

const keptShort: Values = { kept: "ordinary" };
const keptLong: Values = { kept: "collective" };

function LoadedForm({
  order,
  draft,
  onSent,
  onLeave,
}: StepProps & Readonly<{ draft: Draft<Values> }>): React.JSX.Element {
  const { t } = useTranslation("archive");
  const desk = useDesk();
  const { years, collectiveYears } = desk.rules.policy.retention;
  const yearsOf = { ordinary: years, collective: collectiveYears };
  const form = useStepForm({
    draft,
    check: (values: Values) => ({ ok: true, payload: { retentionYears: yearsOf[values.kept] } }),
    send: (payload: { retentionYears: number }) => desk.submit({ type: "archive", orderId: order.id, payload }),
    onSent,
  });
  return (
    <StepFormFrame form={form} title={t("title")} submitLabel={t("submit")} confirm={t("confirm")} onLeave={onLeave}>
      <CodeSegments
        label={t("retention")}
        codes={["ordinary", "collective"]}
        value={form.values.kept}
        words={(code) => t(code, { n: yearsOf[code] })}
        onChange={(kept) => form.change({ kept })}
      />
    </StepFormFrame>
  );
}
