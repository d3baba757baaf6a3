/** What was asked, by whom, and why: above the answer to it. */
export function AskedWords({ head, text }: { head: string; text: string }): React.JSX.Element {
  return (
    <div>
      <strong>{head}</strong>
      <div>{text}</div>
    </div>
  );
}
