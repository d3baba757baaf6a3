import { Button, Checkbox, FileButton, Select, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Type } from "typebox";

import { openIncident } from "../../../src-shared/domain/incident/incidents-of.ts";
import { attachmentTypes } from "../../../src-shared/domain/work-order/attachment.ts";
import { noteFactsSchema, noteKinds, type NoteFacts } from "../../../src-shared/domain/work-order/note.ts";
import type { WorkOrder } from "../../../src-shared/domain/work-order/work-order.ts";
import type { UserId } from "../../../src-shared/kernel/ids.ts";
import { tidyText } from "../../../src-shared/kernel/text.ts";
import { useDesk } from "../../data/use-desk.ts";
import { useDraft, type Draft } from "../../data/use-draft.ts";
import { TemplateMenu } from "../../ui/form/form-parts.tsx";
import { useTemplates } from "../../ui/form/use-templates.ts";
import { ClipIcon } from "../../ui/icons.tsx";
import { oneOf } from "../../ui/one-of.ts";
import { useProblemWords } from "../../ui/problem-words.ts";
import { useLabel } from "../../ui/surroundings.tsx";
import { isComposing } from "../../ui/use-keys.ts";
import styles from "./order.module.css";
import { useAttach } from "./use-attach.ts";

const draftSchema = Type.Object({ ...noteFactsSchema.properties, text: Type.String() });
/** What a note holds (domain/work-order/note.ts). */
const longest = 4000;
const empty: NoteFacts = { kind: "other", text: "", contactedWorker: false };

type Props = Readonly<{
  order: WorkOrder;
  id: string;
  /** Whether the board of an incident stands above: what is written here then goes onto it, and says so. */
  board: boolean;
}>;

/** The quick note at the foot of the page: kept while one types, sent with Ctrl+Enter. */
export function NoteBox({ order, id, board }: Props): React.JSX.Element | null {
  const draft = useDraft(`${order.id}/note`, draftSchema, empty);
  return draft === "loading" ? null : <NoteForm order={order} id={id} board={board} draft={draft} />;
}

function NoteForm({ order, id, board, draft }: Props & { draft: Draft<NoteFacts> }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { send, refusal } = useSendNote(order, draft);
  const templates = useTemplates(order, "note");
  const words = useProblemWords();
  const note = draft.value;
  const prompt = board && openIncident(order) ? t("boardPrompt", { ns: "incident" }) : t("note.prompt");
  const text = tidyText(note.text);
  const tooLong = text.length > longest ? t("problems.too-long", { ns: "form", max: longest }) : undefined;
  return (
    <div className={styles["noteBox"]}>
      <Textarea
        id={id}
        aria-label={t("note.label")}
        placeholder={prompt}
        value={note.text}
        rows={1}
        classNames={{ input: styles["noteText"] ?? "" }}
        error={tooLong ?? (refusal === null ? undefined : words(refusal))}
        onChange={(event) => draft.set({ ...note, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isComposing(event.nativeEvent)) return;
          event.preventDefault();
          void send();
        }}
      />
      <div className={styles["noteTools"]}>
        <NoteKind note={note} onChange={draft.set} />
        <TemplateMenu
          templates={templates.list}
          onPick={(chosen) => draft.set({ ...note, text: [text, templates.fill(chosen)].filter(Boolean).join("\n") })}
        />
        <AttachButton order={order} />
        <Button
          size="xs"
          variant="default"
          ml="auto"
          disabled={text === "" || tooLong !== undefined}
          onClick={() => void send()}
        >
          {t("note.send")}
        </Button>
      </div>
    </div>
  );
}

function useSendNote(order: WorkOrder, draft: Draft<NoteFacts>): { send: () => Promise<void>; refusal: string | null } {
  const { t } = useTranslation("order");
  const desk = useDesk();
  const [refusal, setRefusal] = useState<string | null>(null);
  const sending = useRef<string | null>(null);
  const isSavedAlready = draft.restored && isLastNote(order, desk.profile.userId, draft.value);
  useEffect(() => {
    if (isSavedAlready) void draft.clear().catch(() => undefined);
  }, [isSavedAlready, draft]);
  const save = async (text: string): Promise<void> => {
    const outcome = await desk.submit({ type: "note", orderId: order.id, payload: { ...draft.value, text } });
    setRefusal(outcome.ok ? null : outcome.refusal);
    if (!outcome.ok) return;
    notifications.show({ message: t("note.saved") });
    await draft.clear().catch(() => undefined);
  };
  const send = async (): Promise<void> => {
    const text = tidyText(draft.value.text);
    // A key held down comes again and again before the first note is saved; another note is not held up by it.
    if (text === "" || text.length > longest || sending.current === text) return;
    sending.current = text;
    await save(text).finally(() => {
      if (sending.current === text) sending.current = null;
    });
  };
  return { send, refusal };
}

/** True of words that are this person's last note: the power went after they were saved, before their draft was put away. */
function isLastNote(order: WorkOrder, me: UserId, { kind, text }: NoteFacts): boolean {
  const last = order.timeline.findLast((event) => event.type === "noted" && event.by === me);
  return last?.type === "noted" && last.note.kind === kind && last.note.text === tidyText(text);
}

function NoteKind({ note, onChange }: { note: NoteFacts; onChange: (note: NoteFacts) => void }): React.JSX.Element {
  const { t } = useTranslation("order");
  const label = useLabel();
  return (
    <>
      <Select
        size="xs"
        w={176}
        aria-label={t("note.kind")}
        data={noteKinds.map((kind) => ({ value: kind, label: label("note-kind", kind) }))}
        value={note.kind}
        allowDeselect={false}
        onChange={(chosen) => {
          const kind = oneOf(noteKinds, chosen) ?? "other";
          // Only who was contacted can have been the worker; most often it was.
          onChange({ ...note, kind, contactedWorker: kind === "contact" });
        }}
      />
      {note.kind === "contact" && (
        <Checkbox
          size="xs"
          label={t("note.contacted")}
          checked={note.contactedWorker}
          onChange={(event) => onChange({ ...note, contactedWorker: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function AttachButton({ order }: { order: WorkOrder }): React.JSX.Element {
  const { t } = useTranslation("order");
  const { saving, failures, attach } = useAttach(order.id);
  return (
    <>
      <FileButton multiple accept={attachmentTypes.join(",")} onChange={attach}>
        {(props) => (
          <Button {...props} size="compact-sm" variant="subtle" leftSection={<ClipIcon />} loading={saving !== null}>
            {t("note.attach")}
          </Button>
        )}
      </FileButton>
      {failures.length > 0 && (
        <span className={styles["doubt"]} role="alert">
          {failures.join(" ")}
        </span>
      )}
    </>
  );
}
