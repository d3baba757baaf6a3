import { Button, Group, Popover, Select, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { OrderId } from "../../../src-shared/kernel/ids.ts";
import type { OrderView } from "../../data/desk-api.ts";
import { useDesk } from "../../data/use-desk.ts";
import { usePrinter } from "../../data/use-printer.ts";
import type { PrintedDocument, ShellPrinter } from "../../platform/platform.ts";
import type { CasePart } from "./case-part.ts";
import { useCaseParts } from "./case-parts.tsx";
import { useOutgoingLetters } from "./outgoing-letters.tsx";
import { paperHtml } from "./paper-html.ts";
import styles from "./print-page.module.css";
import type { SheetName } from "./sheet-name.ts";
import type { Personal } from "./use-personal.ts";

type ToolbarProps = Readonly<{
  view: OrderView;
  sheet: SheetName;
  part: string;
  paper: RefObject<HTMLDivElement | null>;
  ready: boolean;
  personal: Personal;
}>;

/** Above the paper, never on it: print, save, full contact data with a reason, and the way back. */
export function PrintToolbar({ view, sheet, part, paper, ready, personal }: ToolbarProps): React.JSX.Element {
  const { t } = useTranslation("printing");
  const { order } = view;
  const attached = new Set<string>(order.attachments.map((one) => one.sha256));
  const bound = useCaseParts().filter((one) => !attached.has(one.key));
  const papers = [...bound, ...useOutgoingLetters()];
  const title = papers.find((one) => one.key === part)?.title ?? t(nameOf[sheet]);
  const print = usePrintActions({ paper, order, title: `${order.number ?? order.provisionalNumber} ${title}` });
  const other = sheet === "case-file" ? "order-sheet" : "case-file";
  return (
    <Group className={`paper-toolbar ${styles["toolbar"] ?? ""}`} gap="sm" role="toolbar">
      <Button component="a" href={`#/order/${order.id}`} variant="subtle">
        {t("back")}
      </Button>
      <Button disabled={!ready} onClick={print.onPaper}>
        {t("print")}
      </Button>
      <Button variant="default" disabled={!ready} onClick={print.toPdf}>
        {t("savePdf")}
      </Button>
      <Button component="a" href={`#/print/${order.id}/${other}`} variant="subtle">
        {t(nameOf[other])}
      </Button>
      <PaperPick order={order.id} papers={papers} part={part} open={sheet === "paper" && part === ""} />
      {!personal.shown && !view.order.workerWithheld && <PersonalButton personal={personal} />}
      {!ready && <Text size="sm">{t("imagesPending", { n: order.attachments.length })}</Text>}
    </Group>
  );
}

const nameOf = { "order-sheet": "orderSheet", "case-file": "caseFile", paper: "orderSheet" } as const;

type PrintActions = Readonly<{ onPaper: () => void; toPdf: () => void }>;
type ToPrint = Pick<ToolbarProps, "paper"> & Readonly<{ order: WorkOrder; title: string }>;

type PickProps = Readonly<{ order: OrderId; papers: readonly CasePart[]; part: string; open: boolean }>;

/** Which single paper or letter: the list stands open for whoever came to choose one. */
function PaperPick({ order, papers, part, open }: PickProps): React.JSX.Element {
  const { t } = useTranslation("papers");
  return (
    <Select
      aria-label={t("one")}
      placeholder={t("one")}
      w={300}
      defaultDropdownOpened={open}
      data={papers.map((one) => ({ value: one.key, label: `${one.title} ${one.document}` }))}
      value={part === "" ? null : part}
      onChange={(key) => {
        if (key !== null) location.hash = `#/print/${order}/paper/${key}`;
      }}
    />
  );
}

function usePrintActions({ paper, order, title }: ToPrint): PrintActions {
  const { t } = useTranslation("printing");
  const desk = useDesk();
  const printer = usePrinter();
  const account = desk.profile.userId;
  const inBrowser = (): void => {
    const before = document.title;
    document.title = title;
    window.print();
    document.title = before;
  };
  const print = async (by: (shell: ShellPrinter, document_: PrintedDocument) => Promise<void>): Promise<void> => {
    if (printer === null || paper.current === null) return inBrowser();
    const shown = new Set([...paper.current.querySelectorAll("img")].map((one) => one.dataset["sha256"]));
    const copies = await desk.files.printCopies(order.attachments.filter((one) => shown.has(one.sha256)));
    try {
      const { html, images } = paperHtml(paper.current, title, { account, copies: copies.of });
      await by(printer, { html, name: title, images: images.map((sha256) => ({ account, sha256 })) });
    } finally {
      await copies.release().catch(() => undefined);
    }
  };
  const save = (): Promise<void> =>
    print(async (shell, document_) => {
      const saved = await shell.toPdf(document_);
      if (saved.saved) notifications.show({ message: t("saved", { path: saved.path }) });
    });
  const orSay = (work: Promise<void>): void => {
    work.catch(() => notifications.show({ message: t("failed"), color: "gray" }));
  };
  return { onPaper: () => orSay(print((shell, document_) => shell.onPaper(document_))), toPdf: () => orSay(save()) };
}

function PersonalButton({ personal }: { personal: Personal }): React.JSX.Element {
  const { t } = useTranslation("printing");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const show = async (): Promise<void> => {
    if (await personal.show(reason.trim())) setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} trapFocus width={320} shadow="md">
      <Popover.Target>
        <Button variant="subtle" onClick={() => setOpen(!open)}>
          {t("showPersonal")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Textarea
          label={t("personalReason")}
          value={reason}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button mt="xs" size="xs" disabled={reason.trim() === ""} onClick={() => void show()}>
          {t("personalConfirm")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
