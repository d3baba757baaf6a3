import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk, useOrderList } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";

const schema = Type.Object({ into: Type.String(), title: Type.String(), reason: Type.String() });
type Values = Static<typeof schema>;

/** 并单: the same person and the same facts are handled once. */
export function MergeForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/merge-order`, schema, { into: "", title: "", reason: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Fields {...props} draft={draft} />;
}

function Fields({ order, draft, onLeave, onSent }: StepProps & { draft: Draft<Values> }): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload) => desk.submit({ type: "merge-order", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame
      title={t("mergeTitle")}
      submitLabel={t("mergeSubmit")}
      form={form}
      onLeave={onLeave}
      confirm={values.into === "" ? null : t("mergeConfirm", { title: values.title })}
    >
      <OrderPicker own={order.id} values={values} error={wrong("into")} onPick={change} />
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

function OrderPicker({
  own,
  values,
  error,
  onPick,
}: {
  own: OrderId;
  values: Values;
  error: string | undefined;
  onPick: (picked: Pick<Values, "into" | "title">) => void;
}): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const { t: ui } = useTranslation("ui");
  const [text, setText] = useState(values.title);
  const typed = text === values.title ? "" : text.trim();
  const page = useOrderList({ list: "all", sort: "newest", limit: 30, ...(typed === "" ? {} : { text: typed }) });
  const lines = page === "loading" ? [] : page.lines.filter((line) => line.id !== own);
  const choices = lines.map((line) => ({
    value: line.id.toString(),
    label: `${line.number} ${line.title} · ${line.employerName}`,
  }));
  const isListed = choices.some((choice) => choice.value === values.into);
  const kept = values.into !== "" && !isListed ? [{ value: values.into, label: values.title }] : [];
  return (
    <Select
      label={t("mergeInto")}
      placeholder={t("mergeFind")}
      nothingFoundMessage={ui("nothingFound")}
      withAsterisk
      searchable
      data={[...kept, ...choices]}
      filter={({ options }) => options}
      value={values.into === "" ? null : values.into}
      searchValue={text}
      onSearchChange={setText}
      error={error}
      onChange={(id, option) => onPick({ into: id ?? "", title: option ? String(option.label) : "" })}
    />
  );
}

function check({ into, reason }: Values): Checked<PayloadOf<"merge-order">> {
  const problems = problemsOf({ into: chosen(into), reason: required(reason, 2000) });
  return problems ? { ok: false, problems } : { ok: true, payload: { into: orderId(into), reason: tidyText(reason) } };
}
