import { Button, Table } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { changedLimits } from "../../../src-shared/domain/reference/changed-limits.ts";
import type { Policy } from "../../../src-shared/domain/reference/policy.ts";
import { changedValues } from "../../../src-shared/domain/reference/policy-values.ts";
import type { Proposal } from "../../../src-shared/domain/reference/proposal.ts";
import { orderClasses, urgencies } from "../../../src-shared/domain/work-order/classification.ts";
import { addDays, chinaDay } from "../../../src-shared/kernel/instant.ts";
import { useReference } from "../../data/use-desk.ts";
import { DateField } from "../../ui/form/date-field.tsx";
import { useLabel, useSurroundings } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";
import { LimitCell } from "./limit-cell.tsx";
import { PolicyValues } from "./policy-values.tsx";
import { PublishBox } from "./publish-box.tsx";
import { VersionHistory } from "./version-history.tsx";

// The class that most orders have comes first.
const classes = orderClasses.toSorted((one, other) => Number(other === "request") - Number(one === "request"));
const limitNames = ["dispatch", "accept", "firstContact", "complete"] as const;

/** All that is choice and not law, the limits of every class and urgency first; changed as a whole, from a day on. */
export function PolicyTab({ mayPublish }: { mayPublish: boolean }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { policy } = useReference();
  const { now } = useSurroundings();
  const tomorrow = addDays(chinaDay(now), 1);
  const [draft, setDraft] = useState<Policy | null>(null);
  const shown = draft ?? policy;
  const proposal = useMemo((): Proposal | null => (draft === null ? null : { kind: "policy", policy: draft }), [draft]);
  const changes = changedLimits(policy, shown).length + changedValues(policy, shown);
  return (
    <>
      <div className={styles["tools"]}>
        <span>{t("version", { version: policy.version })}</span>
        {mayPublish && (
          <Button
            variant="default"
            size="xs"
            onClick={() => setDraft(draft === null ? { ...policy, effectiveFrom: tomorrow } : null)}
          >
            {t(draft === null ? "edit" : "stop")}
          </Button>
        )}
        {draft !== null && <span>{t("policy.changed", { n: changes })}</span>}
      </div>
      <LimitTable policy={shown} onChange={draft === null ? null : setDraft} />
      <PolicyValues policy={shown} onChange={draft === null ? null : setDraft} />
      {draft !== null && (
        <DateField
          label={t("policy.effectiveFrom")}
          hint={t("policy.effectiveHint")}
          min={tomorrow}
          max="2099-12-31"
          value={draft.effectiveFrom}
          error={undefined}
          onChange={(effectiveFrom) => setDraft({ ...draft, effectiveFrom })}
        />
      )}
      {proposal !== null && <PublishBox proposal={proposal} onPublished={() => setDraft(null)} />}
      <VersionHistory kind="policy" />
    </>
  );
}

function LimitTable({
  policy,
  onChange,
}: {
  policy: Policy;
  onChange: ((policy: Policy) => void) | null;
}): React.JSX.Element {
  const { t } = useTranslation("administration");
  const labelOf = useLabel();
  return (
    <Table className={styles["table"]}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("policy.orderClass")}</Table.Th>
          <Table.Th>{t("policy.urgency")}</Table.Th>
          {limitNames.map((name) => (
            <Table.Th key={name}>{t(`policy.limits.${name}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {classes.flatMap((orderClass) =>
          urgencies.map((urgency) => {
            const row = `${labelOf("order-class", orderClass)} ${labelOf("urgency", urgency)}`;
            const limits = policy.limits[orderClass];
            const put = (part: Partial<Policy["limits"]["request"]["normal"]>): void => {
              const changed = { ...limits, [urgency]: { ...limits[urgency], ...part } };
              onChange?.({ ...policy, limits: { ...policy.limits, [orderClass]: changed } });
            };
            return (
              <Table.Tr key={row}>
                <Table.Td>{labelOf("order-class", orderClass)}</Table.Td>
                <Table.Td>{labelOf("urgency", urgency)}</Table.Td>
                {limitNames.map((name) => (
                  <Table.Td key={name}>
                    <LimitCell
                      label={`${row} ${t(`policy.limits.${name}`)}`}
                      limit={limits[urgency][name] ?? null}
                      onChange={onChange === null ? null : (limit) => put({ [name]: limit })}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          }),
        )}
      </Table.Tbody>
    </Table>
  );
}
