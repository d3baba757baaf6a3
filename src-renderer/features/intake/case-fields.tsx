import { Chip, Group, Input } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { limitsFor } from "../../../src-shared/domain/reference/policy.ts";
import {
  difficulties,
  legalRoutes,
  orderClasses,
  orderFlags,
  urgencies,
} from "../../../src-shared/domain/work-order/classification.ts";
import { useReference } from "../../data/use-desk.ts";
import { ChoiceRow, CodeSegments, FormRow, FormSection, GroupedCodeSelect } from "../../ui/form/form-parts.tsx";
import { TextBlock, TextLine } from "../../ui/form/text-fields.tsx";
import { useLabel } from "../../ui/surroundings.tsx";
import { EmployerFields } from "./employer-fields.tsx";
import type { FieldsProps } from "./fields-props.ts";
import type { CaseValues } from "./intake-values.ts";
import { WorkerFields } from "./worker-fields.tsx";

/** Worker, employer, claim and classification, in the order in which a caller tells them. */
export function CaseFields(props: FieldsProps): React.JSX.Element {
  return (
    <>
      <PartyFields {...props} />
      <MatterFields {...props} />
    </>
  );
}

/** Whom it is about: worker and employer. */
export function PartyFields(props: FieldsProps): React.JSX.Element {
  return (
    <>
      {props.withheld ? <WithheldWorker /> : <WorkerFields {...props} />}
      <EmployerFields {...props} />
    </>
  );
}

/** What it is about: claim and classification. */
export function MatterFields(props: FieldsProps): React.JSX.Element {
  return (
    <>
      <ClaimFields {...props} />
      <ClassFields {...props} />
    </>
  );
}

/** Where one corrects a confidential order without knowing the worker: nothing to fill in, and why. */
function WithheldWorker(): React.JSX.Element {
  const { t } = useTranslation("intake");
  return (
    <FormSection title={t("sections.worker")}>
      <Input.Description>{t("withheldWhy", { ns: "inbox" })}</Input.Description>
    </FormSection>
  );
}

function ClaimFields({ values, change, wrong }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const label = useLabel();
  return (
    <FormSection title={t("sections.claim")}>
      <TextBlock
        label={t("fields.facts")}
        hint={t("fields.factsHint")}
        needed
        rows={4}
        value={values.facts}
        error={wrong("facts")}
        onChange={(facts) => change({ facts })}
      />
      <FormRow>
        <TextLine
          label={t("fields.claimed")}
          value={values.claimed}
          error={wrong("claimed")}
          onChange={(claimed) => change({ claimed })}
        />
        <TextLine
          label={t("fields.period")}
          value={values.period}
          error={wrong("period")}
          onChange={(period) => change({ period })}
        />
        <TextLine
          label={t("fields.evidence")}
          value={values.evidence}
          error={wrong("evidence")}
          onChange={(evidence) => change({ evidence })}
        />
      </FormRow>
      <CodeSegments
        label={t("fields.legalRoute")}
        codes={legalRoutes}
        value={values.legalRoute}
        words={(code) => label("legal-route", code)}
        onChange={(legalRoute) => change({ legalRoute })}
      />
    </FormSection>
  );
}

function ClassFields({ values, change, wrong }: FieldsProps): React.JSX.Element {
  const { t } = useTranslation("intake");
  const label = useLabel();
  return (
    <FormSection title={t("sections.classification")}>
      <TextLine
        label={t("fields.title")}
        hint={t("fields.titleHint")}
        needed
        value={values.title}
        error={wrong("title")}
        onChange={(title) => change({ title })}
      />
      <GroupedCodeSelect
        label={t("fields.problem")}
        name="problem-type"
        needed
        value={values.problem}
        error={wrong("problem")}
        onChange={(problem) => change({ problem })}
      />
      <ChoiceRow>
        <CodeSegments
          label={t("fields.class")}
          codes={orderClasses}
          value={values.class}
          words={(code) => label("order-class", code)}
          onChange={(chosen) => change({ class: chosen })}
        />
        <CodeSegments
          label={t("fields.urgency")}
          codes={urgencies.toReversed()}
          value={values.urgency}
          words={(code) => label("urgency", code)}
          onChange={(urgency) => change({ urgency })}
        />
        <CodeSegments
          label={t("fields.difficulty")}
          codes={difficulties}
          value={values.difficulty}
          words={(code) => label("difficulty", code)}
          onChange={(difficulty) => change({ difficulty })}
        />
        <Flags values={values} change={change} />
      </ChoiceRow>
      <FlagHints values={values} />
      <Limits values={values} />
    </FormSection>
  );
}

function Flags({ values, change }: Pick<FieldsProps, "values" | "change">): React.JSX.Element {
  const { t } = useTranslation("intake");
  const label = useLabel();
  const id = useId();
  return (
    <Input.Wrapper label={t("fields.flags")} labelElement="div" labelProps={{ id }}>
      <Group gap="xs" role="group" aria-labelledby={id}>
        {orderFlags.map((flag) => (
          <Chip
            key={flag}
            size="xs"
            checked={values.flags.includes(flag)}
            onChange={(on) =>
              change({ flags: on ? [...values.flags, flag] : values.flags.filter((one) => one !== flag) })
            }
          >
            {label("order-flag", flag)}
          </Chip>
        ))}
      </Group>
    </Input.Wrapper>
  );
}

/** What a flag does, or that one seems to be lacking. */
function FlagHints({ values }: Pick<FieldsProps, "values">): React.JSX.Element | null {
  const { t } = useTranslation("intake");
  const { incident } = useReference().policy;
  const many = Number(values.persons) >= incident.flagAtWorkers && !values.flags.includes("collective");
  const hints = [
    many && t("collectiveHint", { n: incident.flagAtWorkers }),
    values.flags.includes("confidential") && t("confidentialHint"),
  ].filter((hint) => hint !== false);
  return hints.length === 0 ? null : <Input.Description>{hints.join(" ")}</Input.Description>;
}

function Limits({ values }: { values: CaseValues }): React.JSX.Element {
  const { t } = useTranslation("intake");
  const { t: ui } = useTranslation("ui");
  const { policy } = useReference();
  const limits = limitsFor(policy, values.class, values.urgency);
  const accept = ui(`limit.${limits.accept.unit}`, { n: limits.accept.amount });
  const complete = ui(`limit.${limits.complete.unit}`, { n: limits.complete.amount });
  return <Input.Description>{t("limits", { accept, complete })}</Input.Description>;
}
