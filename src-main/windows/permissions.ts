/** The part of Electron's `Session` that grants and refuses. */
export type GuardedSession = Readonly<{
  setPermissionRequestHandler: (
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
  ) => void;
  setPermissionCheckHandler: (
    handler: (contents: unknown, permission: string, requestingOrigin: string) => boolean,
  ) => void;
  setDevicePermissionHandler: (handler: () => boolean) => void;
  setDisplayMediaRequestHandler: (handler: (request: unknown, answer: (streams: null) => void) => void) => void;
  setSpellCheckerEnabled: (isEnabled: boolean) => void;
}>;

/** What a page of the desk may ask for. */
const allowed: ReadonlySet<string> = new Set(["notifications", "clipboard-sanitized-write"]);

/**
 * Chromium asks before a page may speak to this machine or this house. The province may be there (a trial, an office
 * server); the policy's `connect-src` keeps the page to that one address.
 */
const nearby: ReadonlySet<string> = new Set(["local-network", "loopback-network", "local-network-access"]);

/**
 * Refuses everything but notifications and writing to the clipboard, devices included, and keeps the
 * spell checker, which would fetch dictionaries, off (docs/spec/shell.md SH-8, SH-14).
 * @param isProvinceNearby whether the configured province is on this machine or in a private network
 */
export function guardSession(session: GuardedSession, isProvinceNearby: boolean): void {
  const isAllowed = (permission: string): boolean =>
    allowed.has(permission) || (isProvinceNearby && nearby.has(permission));
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isAllowed(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isAllowed(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setSpellCheckerEnabled(false);
}
