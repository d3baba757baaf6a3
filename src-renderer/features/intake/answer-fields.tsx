import { CloseButton, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ArticleFinder } from "../../ui/article-finder.tsx";
import { TemplatedText } from "../../ui/form/form-parts.tsx";
import { useTemplates } from "../../ui/form/use-templates.ts";
import { useArticleTitle } from "../../ui/use-articles.ts";

/** The answer to a caller, typed or taken from an article of the knowledge base, which is then named. */
export function AnswerFields({
  problem,
  facts,
  values,
  error,
  onChange,
}: {
  problem: string;
  facts: Parameters<typeof useTemplates>[0];
  values: Readonly<{ answer: string; article: string }>;
  error: string | undefined;
  onChange: (part: Readonly<{ answer?: string; article?: string }>) => void;
}): React.JSX.Element {
  const { t } = useTranslation("intake");
  const templates = useTemplates(facts, "reply");
  const titleOf = useArticleTitle();
  const { answer, article } = values;
  return (
    <>
      <ArticleFinder
        problem={problem}
        onTake={({ id, text }) => onChange({ article: id, answer: joined(answer, text) })}
      />
      <TemplatedText
        label={t("answer")}
        needed
        rows={8}
        value={answer}
        error={error}
        templates={templates.list}
        fill={templates.fill}
        onChange={(typed) => onChange({ answer: typed })}
      />
      {article !== "" && (
        <Group gap="xs">
          <Text size="sm">{t("taken", { ns: "knowledge", title: titleOf(article) })}</Text>
          <CloseButton
            size="sm"
            aria-label={t("drop", { ns: "knowledge" })}
            onClick={() => onChange({ article: "" })}
          />
        </Group>
      )}
    </>
  );
}

/** What was typed stays; an article is put below it, once. */
function joined(typed: string, text: string): string {
  if (typed.includes(text)) return typed;
  return [typed.trim(), text].filter(Boolean).join("\n");
}
