import { Textarea, TextInput } from "@mantine/core";

type TextProps = Readonly<{
  label: string;
  value: string;
  error?: string | undefined;
  needed?: boolean;
  hint?: string;
  onChange: (text: string) => void;
}>;

/** One line of text. */
export function TextLine({ label, value, error, needed = false, hint, onChange }: TextProps): React.JSX.Element {
  return (
    <TextInput
      label={label}
      value={value}
      error={error}
      withAsterisk={needed}
      placeholder={hint}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Several lines of text. */
export function TextBlock({ rows = 3, ...props }: TextProps & Readonly<{ rows?: number }>): React.JSX.Element {
  const { label, value, error, needed = false, hint, onChange } = props;
  return (
    <Textarea
      label={label}
      value={value}
      error={error}
      withAsterisk={needed}
      placeholder={hint}
      autosize
      minRows={rows}
      maxRows={14}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
