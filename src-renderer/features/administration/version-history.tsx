import { Table } from "@mantine/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { ReferenceKind } from "../../../src-shared/domain/reference/reference-kind.ts";
import { mayAdminister } from "../../../src-shared/domain/permission/administration.ts";
import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import { useDesk, useReference } from "../../data/use-desk.ts";
import styles from "./administration.module.css";
import { NotThere } from "./not-there.tsx";
import { useAsked } from "./use-asked.ts";

/** Every version of a kind, the latest first, for those who may read them. */
export function VersionHistory({ kind }: { kind: ReferenceKind }): React.JSX.Element | null {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  const { version } = useReference();
  if (!mayAdminister(desk.actor.roles, "history")) return null;
  return (
    <section aria-label={t("history.title")}>
      <h2 className={styles["heading"]}>{t("history.title")}</h2>
      <Versions key={version} kind={kind} />
    </section>
  );
}

function Versions({ kind }: { kind: ReferenceKind }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  const [answer, again] = useAsked(useCallback(() => desk.administration.versions(kind), [desk, kind]));
  if (answer === "loading" || !answer.ok) return <NotThere answer={answer} onAgain={again} />;
  return (
    <Table className={styles["table"]}>
      <Table.Thead>
        <Table.Tr>
          {(["version", "from", "at", "by", "reason"] as const).map((name) => (
            <Table.Th key={name}>{t(`history.${name}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {answer.value.map((one) => (
          <Table.Tr key={one.number}>
            <Table.Td>{one.version}</Table.Td>
            <Table.Td>{one.effectiveFrom === 0 ? t("history.start") : toChinaText(one.effectiveFrom)}</Table.Td>
            <Table.Td>{toChinaText(one.publishedAt)}</Table.Td>
            <Table.Td>{one.publishedBy}</Table.Td>
            <Table.Td>{one.reason}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
