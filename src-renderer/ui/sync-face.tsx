import styles from "./sync-face.module.css";

export type SyncFaceKind = "synced" | "sending" | "offline" | "trouble";

const marks: Readonly<Record<SyncFaceKind, string>> = { synced: "●", sending: "◐", offline: "○", trouble: "!" };

/** The sync state as a mark and words, always visible: the words say everything, the mark only helps the eye. */
export function SyncFace({ kind, words }: { kind: SyncFaceKind; words: string }): React.JSX.Element {
  return (
    <span className={styles["face"]}>
      <span className={kind === "trouble" ? styles["trouble"] : styles["mark"]} aria-hidden="true">
        {marks[kind]}
      </span>
      <span>{words}</span>
    </span>
  );
}
