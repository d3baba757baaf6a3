import { inRoot } from "./paths.ts";

/** How the commands of this repository start the province: trial data, a local folder, the pages just built. */
export function provinceEnv(): NodeJS.ProcessEnv {
  return {
    LXQ_DATA: process.env["LXQ_DATA"] ?? inRoot("var/province"),
    LXQ_PORT: process.env["LXQ_PORT"] ?? "12351",
    LXQ_DEMO: process.env["LXQ_DEMO"] ?? "1",
    LXQ_WEB: process.env["LXQ_WEB"] ?? inRoot("out/renderer"),
  };
}
