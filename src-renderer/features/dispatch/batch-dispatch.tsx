import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import { assignmentId, officeId } from "../../../src-shared/kernel/ids.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import { useOffered } from "../../data/use-offered.ts";
import { BatchButton, type BatchBox } from "../../ui/batch/batch-button.tsx";
import { BatchList } from "../../ui/batch/batch-list.tsx";
import type { BatchOutcome, BatchRow } from "../../ui/batch/use-batch.ts";
import { useRowFacts } from "../../ui/batch/use-row-facts.ts";
import { Face } from "../../ui/face.tsx";
import { TargetField } from "./target-field.tsx";
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

function Content({ box }: { box: BatchBox }): React.JSX.Element {
  const { t } = useTranslation("common");
  const desk = useDesk();
  const facts = useRowFacts();
  const target = useTargets();
  const offered = useOffered("to-dispatch", "dispatch");
  if (offered === "loading") return <Face words={t("loading")} />;
  const rows = offered.map(({ line, order }): Row => {
    const { to, beside } = target(order);
    return { ...facts(line), order, to, beside, ready: to !== "" };
  });
  const run = async ({ order, to }: Row): Promise<BatchOutcome> => {
    const payload = { to: officeId(to), instruction: "", assignment: assignmentId(desk.newId()) };
    const outcome = await desk.submit({ type: "dispatch", orderId: order.id, payload });
    return outcome.ok ? null : outcome.refusal;
  };
  return <BatchList kind="dispatch" rows={rows} run={run} box={box} />;
}

/** Where each order goes: the best suggestion, or what was chosen instead; one row at a time is open for changing. */
function useTargets(): (order: WorkOrder) => Readonly<{ to: string; beside: ReactNode }> {
  const suggest = useSuggest();
  const reasonWords = useReasonWords();
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
        reason={best?.office.id === to ? reasonWords(best) : ""}
        onChange={() => setOpen(order.id)}
      />
    );
    return { to, beside };
  };
}

function Target({
  title,
  to,
  reason,
  onChange,
}: {
  title: string;
  to: string;
  reason: string;
  onChange: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("batch");
  const { offices } = useReference();
  const office = offices.find(({ id }) => id === to);
  return (
    <>
      <span>→ {office === undefined ? t("noOffice") : office.name}</span>
      {reason !== "" && <span>{reason}</span>}
      <Button size="compact-xs" variant="subtle" aria-label={t("changeOf", { title })} onClick={onChange}>
        {to === "" ? t("pick") : t("change")}
      </Button>
    </>
  );
}
