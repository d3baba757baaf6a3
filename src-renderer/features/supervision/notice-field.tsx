import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { noticeNumber, type Notice } from "../../../src-shared/domain/supervision/notice.ts";
import { toChinaText, toDueText } from "../../../src-shared/kernel/instant.ts";
import { Field, FieldList } from "../../ui/field-list.tsx";
import { useLabel, useOfficeName } from "../../ui/surroundings.tsx";

/** Which notice a form is about, and what it says: chosen only where there are several. */
export function NoticeField({
  notices,
  value,
  onChange,
}: {
  notices: readonly Notice[];
  value: Notice;
  onChange: (id: string) => void;
}): React.JSX.Element {
  const { t } = useTranslation("notice");
  const label = useLabel();
  const office = useOfficeName();
  const nameOf = (notice: Notice): string => `${label("supervision-step", notice.kind)} ${noticeNumber(notice)}`;
  return (
    <>
      {notices.length > 1 && (
        <Select
          label={t("which")}
          allowDeselect={false}
          data={notices.map((notice) => ({ value: notice.id, label: nameOf(notice) }))}
          value={value.id}
          onChange={(id) => onChange(id ?? "")}
        />
      )}
      <FieldList title={nameOf(value)}>
        <Field name={t("code")}>
          {label("supervision-reason", value.reason)} ·{" "}
          {t("from", { issuer: office(value.issuer), office: office(value.office) })}
        </Field>
        <Field name={t("demand")}>
          <p>{value.demand}</p>
        </Field>
        <Field name={t("replyBy")}>{toDueText(value.replyBy)}</Field>
        {value.rulings.map((ruling) => (
          <Field key={ruling.id} name={label("notice-outcome", ruling.outcome)}>
            <p>{ruling.words}</p>
          </Field>
        ))}
        <Field name={t("replies")}>
          {value.replies.length === 0 && t("noReply")}
          {value.replies.map(({ id, at, by, text, late }) => (
            <p key={id}>
              {t("replyLine", { at: toChinaText(at), by, text })} {late && `（${t("replyLate")}）`}
            </p>
          ))}
        </Field>
      </FieldList>
    </>
  );
}
