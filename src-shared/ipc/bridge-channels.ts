// Apart from the calls and their schemas, so that the preload carries these three words and no schema library.

/** The name under which the preload puts the bridge on the page's `window`. */
export const bridgeName = "lianxinqiao";

/** The one channel on which the page calls the main process: the call's name, then its one argument. */
export const bridgeChannel = "desk-bridge";

/** The channel on which the main process tells the page something. */
export const shellEventChannel = "shell-event";
