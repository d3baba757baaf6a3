/** The part of Electron's `protocol` that is used before the app is ready. */
export type SchemeRegistry = Readonly<{
  registerSchemesAsPrivileged: (
    schemes: {
      scheme: string;
      privileges: { standard: boolean; secure: boolean; supportFetchAPI: boolean; codeCache: boolean };
    }[],
  ) => void;
}>;

/** The part of a session's `protocol` that answers requests. */
export type SchemeHost = Readonly<{
  handle: (scheme: string, answer: (request: Request) => Response | Promise<Response>) => void;
}>;

export const appScheme = "app";

/** Makes `app:` a scheme with an origin, storage and `fetch` (docs/spec/shell.md SH-5). Only before the app is ready. */
export function registerAppScheme(registry: SchemeRegistry): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  registry.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }]);
}

/** The answer to everything that is not there, without a word about what is. */
export function notFound(): Response {
  return new Response(null, { status: 404 });
}
