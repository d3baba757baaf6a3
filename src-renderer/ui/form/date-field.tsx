import { TextInput } from "@mantine/core";

import type { Day } from "../../../src-shared/kernel/instant.ts";

/** A day, typed or picked in the system's own calendar. */
export function DateField({
  label,
  hint,
  min,
  max,
  value,
  error,
  needed = true,
  onChange,
}: {
  label: string;
  hint: string;
  min: Day;
  max: Day;
  value: Day;
  error: string | undefined;
  needed?: boolean;
  onChange: (day: Day) => void;
}): React.JSX.Element {
  return (
    <TextInput
      type="date"
      label={label}
      description={hint}
      withAsterisk={needed}
      min={min}
      max={max}
      styles={{ wrapper: { maxWidth: 220 } }}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
