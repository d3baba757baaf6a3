import shell from "../../../electron.vite.config.ts";

/** The main process and the preload as the product builds them, without the page. */
export default { main: shell.main, preload: shell.preload };
