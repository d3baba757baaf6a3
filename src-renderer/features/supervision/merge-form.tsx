import { Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import { orderId, type OrderId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk, useOrderList } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { chosen, problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { useStepForm } from "../../ui/form/use-step-form.ts";

const draftSchema = Type.Object({ into: Type.String(), title: Type.String(), reason: Type.String() });
type Values = Readonly<Static<typeof draftSchema>>;
const empty: Values = { into: "", title: "", reason: "" };
type Payload = Readonly<{ into: OrderId; reason: string }>;

/** 并单: repeated contacts about the same person and facts go on in one order. */
export function MergeForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft(`${props.order.id}/merge-order`, draftSchema, empty);
  return draft === "loading" ? <Face words={t("loading")} /> : <LoadedForm {...props} draft={draft} />;
}

function LoadedForm({
  order,
  draft,
  onSent,
  onLeave,
}: StepProps & Readonly<{ draft: Draft<Values> }>): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check,
    send: (payload: Payload) => desk.submit({ type: "merge-order", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const words = useFieldWords(form.problems);
  const confirm = values.into === "" ? null : t("mergeConfirm", { title: values.title });
  return (
    <StepFormFrame
      form={form}
      title={t("mergeTitle")}
      submitLabel={t("mergeSubmit")}
      confirm={confirm}
      onLeave={onLeave}
    >
      <OrderSelect
        own={order.id}
        value={values}
        error={words("into")}
        onChange={(into, title) => change({ into, title })}
      />
      <Textarea
        label={t("reason")}
        value={values.reason}
        error={words("reason")}
        withAsterisk
        autosize
        minRows={3}
        maxRows={12}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
    </StepFormFrame>
  );
}

const shownOrders = 20;

function OrderSelect({
  own,
  value,
  error,
  onChange,
}: {
  own: OrderId;
  value: Values;
  error: string | undefined;
  onChange: (into: string, title: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation("supervision");
  const [text, setText] = useState("");
  const found = useOrderList({ list: "all", limit: shownOrders, sort: "newest", ...(text === "" ? {} : { text }) });
  const lines = found === "loading" ? [] : found.lines.filter((line) => line.id !== own);
  const options = lines.map((line) => ({ value: line.id, label: `${line.number} ${line.title}` }));
  const kept = value.into !== "" && !lines.some((line) => line.id === value.into);
  const data = kept ? [{ value: value.into, label: value.title }, ...options] : options;
  return (
    <Select
      label={t("mergeInto")}
      placeholder={t("mergeFind")}
      data={data}
      filter={({ options: all }) => all}
      value={value.into === "" ? null : value.into}
      error={error}
      withAsterisk
      searchable
      onSearchChange={setText}
      onChange={(into, option) => onChange(into ?? "", option?.label ?? "")}
    />
  );
}

function check(values: Values): Checked<Payload> {
  const problems = problemsOf({ into: chosen(values.into), reason: required(values.reason, 2000) });
  if (problems) return { ok: false, problems };
  return { ok: true, payload: { into: orderId(values.into), reason: tidyText(values.reason) } };
}
