import type { Plugin } from "vite";

/**
 * electron-vite makes asset addresses relative, which breaks a deep link such as `/orders/…` when it is reloaded in
 * the browser. Both the province and the `app://` scheme serve the page from a root, so the addresses start there.
 */
export function rootBasePlugin(): Plugin {
  return {
    name: "lianxinqiao:root-base",
    config: { order: "post", handler: (config): void => void (config.base = "/") },
  };
}
