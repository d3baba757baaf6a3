import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Type, type Static } from "typebox";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { assignmentId, officeId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { useOffered } from "../../data/use-offered.ts";
import { BatchButton, type BatchBox } from "../../ui/batch/batch-button.tsx";
import { BatchList } from "../../ui/batch/batch-list.tsx";
import type { BatchOutcome } from "../../ui/batch/run-each.ts";
import type { BatchRow } from "../../ui/batch/use-batch.ts";
import { useRowFacts } from "../../ui/batch/use-row-facts.ts";
import { Face } from "../../ui/face.tsx";
import { optional } from "../../ui/form/checks.ts";
import { useFieldWords } from "../../ui/form/field-words.ts";
import { TextBlock } from "../../ui/form/text-fields.tsx";
import { TargetField } from "./target-field.tsx";
import { useLimitsWords } from "./use-limits-words.ts";
import { useReasonWords, useSuggest } from "./use-suggestions.ts";

/** 批量派单: registered orders, each to the office suggested for it unless another is chosen. */
export function BatchDispatch(): React.JSX.Element {
  const { t } = useTranslation("batch");
  return (
    <BatchButton label={t("dispatch.open")} title={t("dispatch.title")}>
      {(box) => <Content box={box} />}
    </BatchButton>
  );
}

type Row = BatchRow & Readonly<{ order: WorkOrder; to: string }>;

const schema = Type.Object({ instruction: Type.String() });

function Content({ box }: { box: BatchBox }): React.JSX.Element {
  const { t } = useTranslation("common");
  const draft = useDraft("batch/dispatch", schema, { instruction: "" });
  return draft === "loading" ? <Face words={t("loading")} /> : <Orders box={box} draft={draft} />;
}

function Orders({ box, draft }: { box: BatchBox; draft: Draft<Static<typeof schema>> }): React.JSX.Element {
  const { t } = useTranslation("common");
  const { t: batch } = useTranslation("batch");
  const desk = useDesk();
  const facts = useRowFacts();
  const target = useTargets();
  const offered = useOffered("to-dispatch", "dispatch");
  const problem = optional(draft.value.instruction, 2000);
  const wrong = useFieldWords(problem ? { instruction: problem } : {});
  if (offered === "loading") return <Face words={t("loading")} />;
  const rows = offered.map(({ line, order }): Row => {
    const { to, beside } = target(order);
    return { ...facts(line), order, to, beside, ready: to !== "" && problem === undefined };
  });
  const run = async ({ order, to }: Row): Promise<BatchOutcome> => {
    const instruction = tidyText(draft.value.instruction);
    const payload = { to: officeId(to), instruction, assignment: assignmentId(desk.newId()) };
    const outcome = await desk.submit({ type: "dispatch", orderId: order.id, payload });
    if (!outcome.ok) return outcome.refusal;
    // What was said to these orders must not be said to the next ones by mistake.
    await draft.clear();
    return null;
  };
  const top = (
    <TextBlock
      label={batch("dispatch.instruction")}
      hint={batch("dispatch.instructionHint")}
      rows={2}
      value={draft.value.instruction}
      error={wrong("instruction")}
      onChange={(instruction) => draft.set({ instruction })}
    />
  );
  return <BatchList kind="dispatch" rows={rows} run={run} box={box} top={top} />;
}

/** Where each order goes: the best suggestion, or what was chosen instead; one row at a time is open for changing. */
function useTargets(): (order: WorkOrder) => Readonly<{ to: string; beside: ReactNode }> {
  const suggest = useSuggest();
  const reasonWords = useReasonWords();
  const limits = useLimitsWords();
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [open, setOpen] = useState("");
  return (order) => {
    const [best] = suggest(order);
    const to = chosen.get(order.id) ?? best?.office.id ?? "";
    const isOpen = open === order.id;
    const beside = isOpen ? (
      <TargetField
        order={order}
        withOwn
        value={to}
        error={undefined}
        onChange={(office) => {
          setChosen(new Map(chosen).set(order.id, office));
          if (office !== "") setOpen("");
        }}
      />
    ) : (
      <Target
        title={order.classification.title}
        to={to}
        words={[best?.office.id === to ? reasonWords(best) : "", limits(order.classification)]}
        onChange={() => setOpen(order.id)}
      />
    );
    return { to, beside };
  };
}

function Target({
  title,
  to,
  words,
  onChange,
}: {
  title: string;
  to: string;
  words: readonly string[];
  onChange: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("batch");
  const { offices } = useReference();
  const office = offices.find(({ id }) => id === to);
  const isOpen = to === "";
  return (
    <>
      <span>→ {office === undefined ? t("noOffice") : office.name}</span>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={t(isOpen ? "pickOf" : "changeOf", { title })}
        onClick={onChange}
      >
        {t(isOpen ? "pick" : "change")}
      </Button>
      {!isOpen && <span>{words.filter(Boolean).join(" · ")}</span>}
    </>
  );
}
