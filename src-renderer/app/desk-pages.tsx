import { lazy, Suspense } from "react";
import { useLocation } from "wouter";

import { useDesk } from "../data/use-desk.ts";
import { onlyAdministers } from "../features/administration/administration-tab.ts";
import { PrintPage } from "../features/printing/print-page.tsx";
import { DeskShell, type ShellEvents } from "./desk-shell.tsx";
import type { Update } from "./notices.tsx";
import { placeOf } from "./routes.ts";
import { useFirstList, useWorkLists } from "./use-work-lists.ts";

const Gallery = import.meta.env.DEV
  ? lazy(async () => ({ default: (await import("./gallery/gallery.tsx")).Gallery }))
  : null;

/** What stands at an address: paper without a frame, or the desk. */
export function DeskPages({ update, shellEvents }: { update: Update; shellEvents: ShellEvents }): React.JSX.Element {
  const [path] = useLocation();
  const first = useFirstList(useWorkLists().work);
  const { actor } = useDesk();
  const place = placeOf(path === "/" && onlyAdministers(actor.roles) ? "/administration" : path, first);
  if (place.page === "print")
    return <PrintPage key={path} orderId={place.order} sheet={place.sheet} part={place.part} />;
  if (place.page === "gallery" && Gallery) {
    return (
      <Suspense>
        <Gallery />
      </Suspense>
    );
  }
  return <DeskShell place={place} update={update} shellEvents={shellEvents} />;
}
