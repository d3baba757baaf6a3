import { deskOrigin } from "../ipc/sender.ts";

type Preventable = Readonly<{ preventDefault: () => void }>;
type Navigation = Preventable & Readonly<{ url: string }>;

/** The part of Electron's `WebContents` that goes places. */
export type GuardedContents = Readonly<{
  on: {
    (event: "will-navigate", listener: (details: Navigation) => void): unknown;
    (event: "will-frame-navigate", listener: (details: Navigation) => void): unknown;
    (event: "will-redirect", listener: (details: Navigation) => void): unknown;
    (event: "will-attach-webview", listener: (event: Preventable) => void): unknown;
  };
  setWindowOpenHandler: (handler: (details: Readonly<{ url: string }>) => { action: "deny" }) => void;
}>;

/** Sites that a link of the desk may open in the system's browser. */
const trusted: readonly string[] = ["acftu.org", "sdgh.org.cn", "gov.cn"];

/**
 * Whether an address may be handed to the system's browser: https, of the province or of a site on the list, without
 * a user name and on the usual port (docs/spec/shell.md SH-7).
 */
export function isTrustedLink(url: string, server: string): boolean {
  if (/[\s\\\p{Cc}]/u.test(url)) return false; // what another parser than this one might read otherwise
  const link = URL.parse(url);
  if (link?.protocol !== "https:" || link.username !== "" || link.password !== "" || url.length > 2000) return false;
  if (link.origin === server) return true;
  return link.port === "" && trusted.some((site) => link.hostname === site || link.hostname.endsWith(`.${site}`));
}

/** What a page may do with links; a printed document may do nothing at all. */
export type LinkManners = Readonly<{ server: string; openLink: (url: string) => void }> | "none";

/**
 * Keeps a page where it is: the desk may reload itself, and go nowhere else. A link that opens a window opens none; if
 * it is to a trusted site, the system's browser gets it.
 */
export function guardContents(contents: GuardedContents, links: LinkManners): void {
  const stay = (details: Navigation): void => {
    if (links === "none" || !details.url.startsWith(`${deskOrigin}/`)) details.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", (details) => details.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (links !== "none" && isTrustedLink(url, links.server)) links.openLink(url);
    return { action: "deny" };
  });
}
