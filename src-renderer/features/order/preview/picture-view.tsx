import { useElementSize } from "@mantine/hooks";
import { useState } from "react";

import type { FileUrl } from "../../../data/use-file.ts";
import styles from "./preview.module.css";
import type { Look } from "./use-look.ts";

type Size = Readonly<{ width: number; height: number }>;

/** A picture in its window: as large as fits times the zoom, turned as asked. */
export function PictureView({ url, alt, look }: { url: FileUrl; alt: string; look: Look }): React.JSX.Element {
  const { ref, width, height } = useElementSize();
  const [natural, setNatural] = useState<Size>({ width: 1, height: 1 });
  const isLying = look.turns % 2 === 1;
  const room = { width, height };
  const upright = isLying ? { width: natural.height, height: natural.width } : natural;
  const scale = fitting(upright, room) * look.zoom;
  return (
    <div className={styles["stage"]} ref={ref}>
      <div className={styles["picture"]} style={{ width: upright.width * scale, height: upright.height * scale }}>
        <img
          src={url}
          alt={alt}
          style={{
            width: natural.width * scale,
            height: natural.height * scale,
            transform: `translate(-50%, -50%) rotate(${look.turns * 90}deg)`,
          }}
          onLoad={({ currentTarget }) =>
            setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
        />
      </div>
    </div>
  );
}

/** A small picture is not blown up by itself. */
function fitting(picture: Size, room: Size): number {
  if (room.width === 0 || room.height === 0) return 0;
  return Math.min(1, room.width / picture.width, room.height / picture.height);
}
