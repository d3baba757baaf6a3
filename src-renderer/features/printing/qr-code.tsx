import encodeQR from "qr";

/** The narrowest frame that the library draws; the paper around the code is white by itself. */
const frame = 1;

/**
 * A text as a QR code of crisp squares, without a quiet zone: four modules of white paper must stay around it.
 * @param text digits, capitals and ` $%*+-./:` only, which QR codes pack tightest
 */
export function QrCode({ text, label }: { text: string; label: string }): React.JSX.Element {
  const modules = encodeQR(text, "raw", { ecc: "medium", encoding: "alphanumeric", border: frame })
    .slice(frame, -frame)
    .map((row) => row.slice(frame, -frame));
  const size = modules.length;
  return (
    <svg
      className="paper-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      fill="#000"
    >
      <path d={modules.map(rowPath).join("")} />
    </svg>
  );
}

/** The dark runs of a row, each as one rectangle. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = "";
  let from = 0;
  for (const [x, dark] of [...row, false].entries()) {
    if (!dark && x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`;
    if (!dark) from = x + 1;
  }
  return path;
}
