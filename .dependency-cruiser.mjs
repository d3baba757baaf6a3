/**
 * The second fence (TypeScript's project references are the first): imports point down.
 * Each ladder is read left to right: a folder may import itself and whatever is to its left; folders that share a
 * rung are siblings and do not import each other. A new rule needs a planted breach in test/architecture/canary.
 */
const ladders = {
  "src-shared": ["kernel", "calendar", "domain", "actions", "protocol", "ipc", "sync"],
  "src-server": ["store", "projection", "sync", ["channels", "reports"], "jobs", "http"],
  "src-main": ["services", "journal", "blobs", "ipc", "windows"],
  "src-renderer": ["platform", "data", "features", "app"],
};

const climbs = Object.entries(ladders).flatMap(([root, rungs]) =>
  rungs.flatMap((rung, at) =>
    [rung]
      .flat()
      .map((folder) => climb({ root, rungs, at, folder }))
      .filter(Boolean),
  ),
);

function climb({ root, rungs, at, folder }) {
  const siblings = [rungs[at]].flat().filter((other) => other !== folder);
  const above = [...siblings, ...rungs.slice(at + 1).flat()];
  if (above.length === 0) return undefined;
  return rule({
    name: `${root}/${folder} imports down only`,
    from: { path: `^${root}/${folder}/` },
    to: { path: `^${root}/(${above.join("|")})/` },
  });
}

const borders = [
  rule({
    name: "processes meet only in src-shared",
    from: { path: "^src-(main|renderer|server)/" },
    to: { path: "^src-(main|renderer|server)/", pathNot: "^src-$1/" },
  }),
  rule({
    name: "shared knows no process",
    from: { path: "^src-shared/" },
    to: { path: "^src-(main|renderer|server)/" },
  }),
  rule({
    name: "shared does no input or output",
    from: { path: "^src-shared/" },
    to: {
      dependencyTypes: ["npm", "npm-dev", "npm-peer", "npm-optional", "npm-no-pkg", "npm-unknown", "core"],
      pathNot: "node_modules/typebox/",
    },
  }),
  rule({ name: "renderer has no Node", from: { path: "^src-renderer/" }, to: { dependencyTypes: ["core"] } }),
  rule({
    name: "preload is only a bridge",
    from: { path: "^src-main/preload/" },
    to: { path: "^src-", pathNot: "^src-(shared/ipc|main/preload)/" },
  }),
  rule({ name: "nobody imports preload", from: { pathNot: "^src-main/preload/" }, to: { path: "^src-main/preload/" } }),
  rule({
    name: "workers stand alone",
    from: { path: "^src-renderer/platform/worker/" },
    to: { path: "^src-renderer/", pathNot: "^src-renderer/platform/worker/" },
  }),
  rule({
    name: "features are strangers",
    from: { path: "^src-renderer/features/([^/]+)/" },
    to: { path: "^src-renderer/features/", pathNot: "^src-renderer/features/$1/" },
  }),
  rule({
    name: "ui is dumb",
    from: { path: "^src-renderer/ui/" },
    to: { path: "^src-renderer/(platform|data|features|app|portal)/" },
  }),
  rule({
    name: "text is only words",
    from: { path: "^src-renderer/text/" },
    to: { path: "^src-renderer/(platform|data|features|app|ui|portal)/" },
  }),
  rule({
    name: "data draws nothing",
    from: { path: "^src-renderer/(platform|data)/" },
    to: { path: "^src-renderer/(ui|portal)/" },
  }),
  rule({
    name: "the portal is not the desk",
    from: { path: "^src-renderer/portal/" },
    to: { path: "^src-renderer/(data|features|app)/" },
  }),
  rule({
    name: "the desk is not the portal",
    from: { path: "^src-renderer/(features|app)/" },
    to: { path: "^src-renderer/portal/" },
  }),
  rule({
    name: "only data knows RxDB",
    from: { path: "^src-", pathNot: "^src-renderer/data/" },
    to: { path: "(^|node_modules/)(rxdb|dexie)(/|$)" },
  }),
  rule({
    name: "only store knows SQL",
    from: { path: "^src-", pathNot: "^src-server/store/" },
    to: { path: "(^|node_modules/)(drizzle-orm|pg|@electric-sql)(/|$)" },
  }),
  rule({
    name: "only the shell knows Electron",
    from: { path: "^src-", pathNot: "^src-main/" },
    to: { path: "(^|node_modules/)electron(/|$)" },
  }),
  rule({
    name: "only the server listens",
    from: { path: "^src-", pathNot: "^src-server/" },
    to: { path: "(^|node_modules/)(fastify|@fastify|@tus|@node-rs|pino)(/|$)" },
  }),
  rule({
    name: "parts do not import the whole",
    from: { path: "^src-(main|server|renderer)/[^/]+/" },
    to: { path: "^src-$1/[^/]+\\.tsx?$" },
  }),
  rule({ name: "source imports no tests or scripts", from: { path: "^src-" }, to: { path: "^(test|scripts)/" } }),
  rule({ name: "no cycles", from: {}, to: { circular: true } }),
  rule({ name: "every import leads somewhere", from: { path: "^src-" }, to: { couldNotResolve: true } }),
];

function rule(shape) {
  return { severity: "error", ...shape };
}

/** The folders of each program, for the test that no folder stands outside the rules. */
export const folders = Object.fromEntries(Object.entries(ladders).map(([root, rungs]) => [root, rungs.flat()]));

export default {
  forbidden: [...climbs, ...borders],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js"],
      conditionNames: ["import", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
