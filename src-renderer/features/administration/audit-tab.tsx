import { Button, Table } from "@mantine/core";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { toChinaText } from "../../../src-shared/kernel/instant.ts";
import type { AuditEntry } from "../../../src-shared/protocol/administration.ts";
import { useDesk } from "../../data/use-desk.ts";
import { administrationZh } from "../../text/administration.ts";
import { Face } from "../../ui/face.tsx";
import { useProblemWords } from "../../ui/problem-words.ts";
import styles from "./administration.module.css";
import { NotThere } from "./not-there.tsx";
import { useAsked } from "./use-asked.ts";

/** What administrators did, the latest first, and whether the chain of it is whole. */
export function AuditTab(): React.JSX.Element {
  const { t } = useTranslation("administration");
  const desk = useDesk();
  const [before, setBefore] = useState<number | null>(null);
  const [older, setOlder] = useState<readonly AuditEntry[]>([]);
  const [answer, again] = useAsked(useCallback(() => desk.administration.audit(before), [desk, before]));
  if (answer === "loading" || !answer.ok) return <NotThere answer={answer} onAgain={again} />;
  const { entries, next } = answer.value;
  const shown = before === null ? entries : [...older, ...entries.filter(({ number }) => number < before)];
  const more = (): void => {
    setOlder(shown);
    setBefore(next);
  };
  if (shown.length === 0) return <Face words={t("audit.empty")} />;
  return (
    <>
      <ChainCheck />
      <AuditTable entries={shown} />
      {next !== null && next !== before && (
        <Button variant="default" mt="sm" onClick={more}>
          {t("audit.more")}
        </Button>
      )}
    </>
  );
}

function ChainCheck(): React.JSX.Element {
  const { t } = useTranslation("administration");
  const words = useProblemWords();
  const desk = useDesk();
  const [said, setSaid] = useState("");
  const check = async (): Promise<void> => {
    const answer = await desk.administration.checkAudit();
    if (!answer.ok) return setSaid(words(answer.trouble));
    const { lines, brokenAt } = answer.value;
    return setSaid(brokenAt === null ? t("audit.intact", { n: lines }) : t("audit.broken", { n: brokenAt }));
  };
  return (
    <div className={styles["tools"]}>
      <Button variant="default" onClick={() => void check()}>
        {t("audit.check")}
      </Button>
      <span role="status">{said}</span>
    </div>
  );
}

type KnownAction = keyof typeof administrationZh.audit.actions;

function isKnownAction(action: string): action is KnownAction {
  return Object.hasOwn(administrationZh.audit.actions, action);
}

function AuditTable({ entries }: { entries: readonly AuditEntry[] }): React.JSX.Element {
  const { t } = useTranslation("administration");
  return (
    <Table className={styles["table"]}>
      <Table.Thead>
        <Table.Tr>
          {(["number", "at", "who", "where", "what", "subject", "hash"] as const).map((name) => (
            <Table.Th key={name}>{t(`audit.${name}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((one) => (
          <Table.Tr key={one.number}>
            <Table.Td>{one.number}</Table.Td>
            <Table.Td>{toChinaText(one.at)}</Table.Td>
            <Table.Td>
              {one.userName} <span className={styles["dim"]}>{one.office}</span>
            </Table.Td>
            <Table.Td>{one.address}</Table.Td>
            <Table.Td>{isKnownAction(one.action) ? t(`audit.actions.${one.action}`) : one.action}</Table.Td>
            <Table.Td title={one.detail}>{one.subject}</Table.Td>
            <Table.Td className={styles["hash"]} title={`${one.beforeHash} → ${one.afterHash}`}>
              {one.hash.slice(0, 12)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
