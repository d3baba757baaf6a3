import { CloseButton, TextInput } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

/**
 * One line of personal data: in sight while one types it, masked as soon as the field is left. What was registered
 * before is not shown even then, for that needs a reason: it is kept, written anew, or cleared.
 * @param kept what was registered before, or empty
 * @param onLeave told when the field is left, for a check that need not wait for the form to be sent
 * @see docs/spec/intake.md IK-11, IK-12
 */
export function MaskedLine({
  label,
  value,
  mask,
  kept = "",
  error,
  onChange,
  onLeave,
}: {
  label: string;
  value: string;
  mask: (text: string) => string;
  kept?: string;
  error?: string | undefined;
  onChange: (text: string) => void;
  onLeave?: () => void;
}): React.JSX.Element {
  const { t } = useTranslation("form");
  const [typing, setTyping] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    // Another text stands in the field than when the focus came: what Tab selected is selected again.
    if (typing) input.current?.select();
  }, [typing]);
  const isKept = kept !== "" && value === kept;
  const open = isKept ? "" : value;
  return (
    <TextInput
      ref={input}
      label={label}
      value={typing ? open : mask(value)}
      placeholder={isKept ? mask(kept) : ""}
      description={isKept && typing ? t("keptMasked") : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      error={error}
      autoComplete="off"
      spellCheck={false}
      onFocus={() => setTyping(true)}
      onBlur={() => {
        setTyping(false);
        onLeave?.();
      }}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={
        isKept ? (
          <CloseButton size="sm" aria-label={t("clearKept", { name: label })} onClick={() => onChange("")} />
        ) : null
      }
    />
  );
}
