import type { DeskBridge } from "../../src-shared/ipc/desk-bridge.ts";
import { browserPlatform } from "./browser.ts";
import { desktopPlatform } from "./desktop.ts";
import type { Platform } from "./platform.ts";

declare global {
  interface Window {
    /** Put there by the preload of the desktop app; absent in a browser. */
    readonly lianxinqiao?: DeskBridge;
  }
}

/**
 * The platform this page runs on: Electron's bridge where it is there, else the browser.
 * @param version this build's version, shown on the About page
 * @throws Unavailable when the desktop shell does not answer
 */
export async function openPlatform(version: string): Promise<Platform> {
  return window.lianxinqiao ? desktopPlatform(window.lianxinqiao) : browserPlatform(version);
}
