import { useLocalStorage } from "@mantine/hooks";
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";

import styles from "./shell.module.css";

const [narrowest, widest, usual] = [300, 640, 400];

function within(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)));
}

/** The width of the list pane, remembered on this computer. */
export function useListWidth(): readonly [number, (width: number) => void] {
  const [width, setWidth] = useLocalStorage<number>({ key: "lxq.list-width", defaultValue: usual });
  return [within(Number(width) || usual), (next) => setWidth(within(next))];
}

/** The line between list and order: drag it, or move it with the arrow keys. */
export function ListResizer({
  width,
  onResize,
}: {
  width: number;
  onResize: (width: number) => void;
}): React.JSX.Element {
  const { t } = useTranslation("shell");
  const drag = (down: PointerEvent<HTMLDivElement>): void => {
    const bar = down.currentTarget;
    bar.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent): void => onResize(width + event.clientX - down.clientX);
    bar.addEventListener("pointermove", move);
    bar.addEventListener("lostpointercapture", () => bar.removeEventListener("pointermove", move), { once: true });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "ArrowLeft") onResize(width - 16);
    else if (event.key === "ArrowRight") onResize(width + 16);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("resizeList")}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={width}
      tabIndex={0}
      className={styles["resizer"]}
      onPointerDown={drag}
      onKeyDown={press}
      onDoubleClick={() => onResize(usual)}
    />
  );
}
