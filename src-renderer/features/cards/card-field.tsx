import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Card } from "../../../src-shared/domain/supervision/card.ts";
import { useCardText } from "../../ui/card-text.ts";
import { Field, FieldList } from "../../ui/field-list.tsx";

/** Which card a form is about, and what is known of it: chosen only where there are several. */
export function CardField({
  cards,
  value,
  onChange,
}: {
  cards: readonly Card[];
  value: Card | undefined;
  onChange: (id: string) => void;
}): React.JSX.Element | null {
  const { t } = useTranslation("cards");
  const text = useCardText();
  if (!value) return null;
  const became = text.became(value);
  return (
    <>
      {cards.length > 1 && (
        <Select
          label={t("which")}
          allowDeselect={false}
          data={cards.map((card) => ({ value: card.id, label: `${text.name(card)} ${text.why(card)}` }))}
          value={value.id}
          onChange={(id) => onChange(id ?? "")}
        />
      )}
      <FieldList title={text.name(value)}>
        <Field name={t("whyName")}>
          <p>{text.why(value)}</p>
        </Field>
        {became !== "" && (
          <Field name={t("became")}>
            <p>{became}</p>
          </Field>
        )}
      </FieldList>
    </>
  );
}
