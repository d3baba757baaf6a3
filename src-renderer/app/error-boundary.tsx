import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Face } from "../ui/face.tsx";

type Props = Readonly<{ children: ReactNode; onBug: (bug: unknown) => string }>;

/** The last resort: a clear sentence and a way on, never a stack trace. `onBug` records it and answers its number. */
export class ErrorBoundary extends Component<Props, { number: string | null }> {
  override state: { number: string | null } = { number: null };

  static getDerivedStateFromError(): { number: string } {
    return { number: "…" };
  }

  override componentDidCatch(bug: unknown): void {
    this.setState({ number: this.props.onBug(bug) });
  }

  override render(): ReactNode {
    return this.state.number === null ? this.props.children : <CrashFace number={this.state.number} />;
  }
}

function CrashFace({ number }: { number: string }): React.JSX.Element {
  const { t } = useTranslation("shell");
  return (
    <main role="alert">
      <Face title={t("crash.title")} words={t("crash.words")}>
        <Button onClick={() => location.reload()}>{t("crash.reload")}</Button>
      </Face>
      <Face words={t("crash.number", { n: number })} />
    </main>
  );
}
