import { Checkbox, Input } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { PayloadOf } from "../../../src-shared/actions/action.ts";
import { noticesToAnswer } from "../../../src-shared/domain/supervision/ladder.ts";
import type { Notice } from "../../../src-shared/domain/supervision/notice.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { Face } from "../../ui/face.tsx";
import { problemsOf, required, type Checked } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { StepFormFrame } from "../../ui/form/step-form-frame.tsx";
import type { StepProps } from "../../ui/form/step-props.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { useStepForm } from "../../ui/form/use-step-form.ts";
import { NoticeField } from "./notice-field.tsx";

const schema = Type.Object({ notice: Type.String(), reply: Type.String(), files: Type.Array(Type.String()) });
type Values = Static<typeof schema>;

/** 回复督办: how it stands, why, and until when, with files of the order. */
export function AnswerNoticeForm(props: StepProps): React.JSX.Element {
  const { t } = useTranslation("notice");
  const { actor } = useDesk();
  const notices = noticesToAnswer(props.order, actor.office);
  const draft = useDraft(`${props.order.id}/answer-notice`, schema, { notice: "", reply: "", files: [] });
  if (draft === "loading") return <Face words={t("loading", { ns: "common" })} />;
  const notice = notices.find((one) => one.id === draft.value.notice) ?? notices[0];
  if (!notice) return <Face words={t("gone")} />;
  return <Fields {...props} draft={draft} notices={notices} notice={notice} />;
}

type FieldsProps = StepProps & Readonly<{ draft: Draft<Values>; notices: readonly Notice[]; notice: Notice }>;

function Fields({ order, draft, notices, notice, onLeave, onSent }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("notice");
  const desk = useDesk();
  const form = useStepForm({
    draft,
    check: (values) => check(values, notice, order),
    send: (payload) => desk.submit({ type: "answer-notice", orderId: order.id, payload }),
    onSent,
  });
  const { values, change } = form;
  const wrong = useFieldWords(form.problems);
  return (
    <StepFormFrame title={t("answerTitle")} submitLabel={t("answerSubmit")} form={form} onLeave={onLeave}>
      <NoticeField notices={notices} value={notice} onChange={(id) => change({ notice: id })} />
      <TextBlock
        label={t("reply")}
        needed
        rows={4}
        hint={t("replyPrompt")}
        value={values.reply}
        error={wrong("reply")}
        onChange={(reply) => change({ reply })}
      />
      {order.attachments.length > 0 && (
        <FilesField order={order} value={values.files} onChange={(files) => change({ files })} />
      )}
    </StepFormFrame>
  );
}

function FilesField({
  order,
  value,
  onChange,
}: {
  order: WorkOrder;
  value: string[];
  onChange: (files: string[]) => void;
}): React.JSX.Element {
  const { t } = useTranslation("notice");
  return (
    <Checkbox.Group label={t("files")} value={value} onChange={onChange}>
      <Input.Wrapper>
        {order.attachments.map((file) => (
          <Checkbox key={file.sha256} mt={4} value={file.sha256} label={file.caption || file.name} />
        ))}
      </Input.Wrapper>
    </Checkbox.Group>
  );
}

function check(values: Values, notice: Notice, order: WorkOrder): Checked<PayloadOf<"answer-notice">> {
  const problems = problemsOf({ reply: required(values.reply, 4000) });
  if (problems) return { ok: false, problems };
  const attachments = order.attachments.map((file) => file.sha256).filter((hash) => values.files.includes(hash));
  return {
    ok: true,
    payload: { notice: notice.id, reply: tidyText(values.reply), attachments: attachments.slice(0, 50) },
  };
}
