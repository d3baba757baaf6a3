import { Button, Group, Modal, Text } from "@mantine/core";
import { use, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { TroubleNote } from "../face.tsx";
import { useProblemWords } from "../problem-words.ts";
import styles from "./step-form.module.css";
import { StepReading } from "./step-reading.tsx";
import { useFormFocus, useFormKeys } from "./use-form-keys.ts";
import type { StepForm } from "./use-step-form.ts";

type Frame = Readonly<{
  title: string;
  submitLabel: string;
  /** Asked before sending, where the law or another person is affected; absent elsewhere. */
  confirm?: string | null;
  hint?: ReactNode;
  onLeave: () => void;
  children: ReactNode;
}>;

type Props<Values> = Frame & Readonly<{ form: StepForm<Values> }>;

/** The frame of every step form: title, fields, what went wrong, one primary button. Ctrl+Enter submits, Esc leaves. */
export function StepFormFrame<Values>(props: Props<Values>): React.JSX.Element {
  const { title, submitLabel, form, onLeave, hint, children, confirm } = props;
  const { t } = useTranslation("form");
  const [asking, setAsking] = useState(false);
  const reading = use(StepReading);
  const element = useRef<HTMLFormElement>(null);
  const go = (): void => (confirm != null ? setAsking(true) : form.submit());
  useFormFocus(element, form.failures);
  useFormKeys({ send: go, leave: onLeave }, !asking);
  return (
    <form
      ref={element}
      className={styles["form"]}
      noValidate
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <h2 className={styles["title"]}>{title}</h2>
      <div className={styles["fields"]}>
        {children}
        {reading}
      </div>
      <FormFoot form={form} submitLabel={submitLabel} hint={hint} onLeave={onLeave} />
      <Modal opened={asking} onClose={() => setAsking(false)} title={t("confirmTitle")} size="sm" centered>
        <Text>{confirm}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("cancel", { ns: "common" })}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              setAsking(false);
              form.submit();
            }}
          >
            {submitLabel}
          </Button>
        </Group>
      </Modal>
    </form>
  );
}

function FormFoot<Values>({
  form,
  submitLabel,
  hint,
  onLeave,
}: Pick<Props<Values>, "form" | "submitLabel" | "hint" | "onLeave">): React.JSX.Element {
  const { t } = useTranslation("form");
  const problemWords = useProblemWords();
  const missing = Object.keys(form.problems).length;
  return (
    <div className={styles["foot"]}>
      {missing > 0 && (
        <p className={styles["missing"]} role="status">
          {t("missing", { n: missing })}
        </p>
      )}
      {form.refusal !== null && <TroubleNote>{problemWords(form.refusal)}</TroubleNote>}
      {hint !== undefined && <p className={styles["hint"]}>{hint}</p>}
      <div className={styles["buttons"]}>
        <Button type="submit" loading={form.saving}>
          {submitLabel}
        </Button>
        <Button variant="default" type="button" onClick={onLeave}>
          {t("leave")}
        </Button>
        <span className={styles["kept"]}>
          {t("draftKept")} · <kbd>Ctrl+Enter</kbd>
        </span>
      </div>
    </div>
  );
}
