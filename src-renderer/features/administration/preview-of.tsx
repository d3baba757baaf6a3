import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { takenOverBy } from "../../../src-shared/domain/reference/change-offices.ts";
import type { Proposal } from "../../../src-shared/domain/reference/proposal.ts";
import type { OfficeId } from "../../../src-shared/kernel/ids.ts";
import { toDueText } from "../../../src-shared/kernel/instant.ts";
import type { Preview } from "../../../src-shared/protocol/administration.ts";
import { useOfficeName } from "../../ui/surroundings.tsx";
import styles from "./administration.module.css";

/** What a proposal would do to what is open, in words and a table. */
export function PreviewOf({ preview, proposal }: { preview: Preview; proposal: Proposal }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const { movedCount, earlierCount, withdrawnCount, openOrders, moved } = preview;
  if (proposal.kind === "offices") return <Stake preview={preview} into={successorIn(proposal)} />;
  return (
    <div role="status">
      {proposal.kind === "policy" && <p className={styles["line"]}>{t("publish.policy")}</p>}
      <p className={styles["line"]}>
        {movedCount + withdrawnCount === 0
          ? t("publish.nothing", { n: openOrders })
          : t("publish.moved", { n: movedCount, earlier: earlierCount, cards: withdrawnCount })}
      </p>
      {moved.length > 0 && <Moved preview={preview} />}
    </div>
  );
}

function Moved({ preview }: { preview: Preview }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const officeName = useOfficeName();
  return (
    <Table className={styles["table"]} withRowBorders={false}>
      <Table.Thead>
        <Table.Tr>
          {(["order", "office", "clock", "before", "after", "card"] as const).map((name) => (
            <Table.Th key={name}>{t(`publish.${name}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {preview.moved.map((one) => (
          <Table.Tr key={`${one.order} ${one.office} ${one.clock}`}>
            <Table.Td>{one.number ?? one.order.slice(0, 8)}</Table.Td>
            <Table.Td>{officeName(one.office)}</Table.Td>
            <Table.Td>{t(`publish.clocks.${one.clock}`)}</Table.Td>
            <Table.Td>{toDueText(one.before)}</Table.Td>
            <Table.Td>{toDueText(one.after)}</Table.Td>
            <Table.Td>
              {t(`publish.cards.${one.cardBefore ?? "none"}`)} → {t(`publish.cards.${one.cardAfter ?? "none"}`)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The office that takes the orders over, where there is one. */
function successorIn(proposal: Proposal): OfficeId | null {
  return proposal.kind === "offices" ? (takenOverBy(proposal.change)?.to ?? null) : null;
}

function Stake({ preview, into }: { preview: Preview; into: OfficeId | null }): React.JSX.Element {
  const { t } = useTranslation("administration");
  const officeName = useOfficeName();
  const { held, heldCount, below, accounts } = preview;
  const isFree = heldCount + below.length + accounts.length === 0;
  const separator = t("separator", { ns: "common" });
  return (
    <div role="status">
      {heldCount > 0 && (
        <p className={styles["line"]}>
          {into === null
            ? t("publish.held", { n: heldCount })
            : t("publish.takenOver", { n: heldCount, name: officeName(into) })}{" "}
          {held.map(({ number }) => number ?? "").join(separator)}
        </p>
      )}
      {below.length > 0 && <p className={styles["line"]}>{t("publish.below", { names: below.join(separator) })}</p>}
      {accounts.length > 0 && (
        <p className={styles["line"]}>{t("publish.accounts", { names: accounts.join(separator) })}</p>
      )}
      {isFree && <p className={styles["line"]}>{t("publish.nothing", { n: preview.openOrders })}</p>}
    </div>
  );
}
