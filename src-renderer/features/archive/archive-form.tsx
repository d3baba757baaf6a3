import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { isCollective } from "../../../src-shared/domain/incident/incidents-of.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import type { Checked } from "../../ui/form/checks.ts";
import { CodeSegments } from "../../ui/form/form-parts.tsx";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";

const kinds = ["ordinary", "collective"] as const;
const schema = Type.Object({ kind: Type.Enum([...kinds]) });
type Values = Static<typeof schema>;

/** 归档: how long the file is kept; a collective order's file longer, by itself. */
export function ArchiveForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const collective = isCollective(props.order);
  const kind = collective ? "collective" : "ordinary";
  const draft = useDraft(`${props.order.id}/archive`, schema, { kind });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("archive");
  const desk = useDesk();
  const { years, collectiveYears } = useReference().policy.retention;
  const yearsOf = (kind: Values["kind"]): number => (kind === "collective" ? collectiveYears : years);
  const form = useStepForm({
    draft,
    check: ({ kind }): Checked<PayloadOf<"archive">> => ({ ok: true, payload: { retentionYears: yearsOf(kind) } }),
    send: (payload) => desk.submit({ type: "archive", orderId: order.id, payload }),
    onSent,
  });
  return (
    <StepFormFrame title={t("title")} submitLabel={t("submit")} form={form} onLeave={onLeave} confirm={t("confirm")}>
      <CodeSegments
        label={t("retention")}
        codes={kinds}
        value={form.values.kind}
        words={(kind) => t(kind, { n: yearsOf(kind) })}
        onChange={(kind) => form.change({ kind })}
      />
    </StepFormFrame>
  );
}
