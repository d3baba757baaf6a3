import { Anchor, Button, Popover, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isComposing } from "./use-keys.ts";

/**
 * A piece of personal data, hidden until somebody gives a reason. `onReveal` records the reason before anything is
 * shown and answers whether it was recorded.
 */
export function MaskedText({
  full,
  masked,
  onReveal,
}: {
  full: string;
  masked: string;
  onReveal: (reason: string) => Promise<boolean>;
}): React.JSX.Element {
  const { t } = useTranslation("ui");
  const [shown, setShown] = useState(false);
  const [open, setOpen] = useState(false);
  if (shown || full === "") return <span>{full}</span>;
  const reveal = async (reason: string): Promise<void> => {
    if (!(await onReveal(reason))) return;
    setOpen(false);
    setShown(true);
  };
  return (
    <span>
      {masked}{" "}
      <Popover opened={open} onChange={setOpen} trapFocus shadow="md" width={320} withinPortal>
        <Popover.Target>
          <Anchor component="button" type="button" size="sm" onClick={() => setOpen(!open)}>
            {t("reveal")}
          </Anchor>
        </Popover.Target>
        <Popover.Dropdown>
          <RevealForm onReveal={reveal} />
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}

function RevealForm({ onReveal }: { onReveal: (reason: string) => Promise<void> }): React.JSX.Element {
  const { t } = useTranslation("ui");
  const [reason, setReason] = useState("");
  const ready = reason.trim() !== "";
  const send = (): void => {
    if (ready) void onReveal(reason.trim());
  };
  return (
    <div>
      <Textarea
        label={t("revealReason")}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && event.ctrlKey && !isComposing(event.nativeEvent)) send();
        }}
      />
      <Button mt="xs" size="xs" disabled={!ready} onClick={send}>
        {t("revealTitle")}
      </Button>
    </div>
  );
}
