import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { houseRules } from "./scripts/lint/house-rules.ts";

/** What the house style never allows, wherever TypeScript is written. */
const bans = {
  defaultExport: { selector: "ExportDefaultDeclaration", message: "Named exports only." },
  renamedDefault: { selector: "ExportSpecifier[exported.name='default']", message: "Named exports only." },
  enumeration: { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
  exportAll: { selector: "ExportAllDeclaration", message: "No barrels: export by name from the file that owns it." },
  bareImport: {
    selector: "ImportDeclaration[source.value=/^\\.{1,2}\\u002f(?!.*\\.[a-z0-9]+(\\?[a-z&]+)?$)/]",
    message: "Relative imports carry the file's extension.",
  },
};
const impurities = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "The clock is an argument." },
  { selector: "CallExpression[callee.name='Date']", message: "The clock is an argument." },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: "The clock is an argument.",
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "Randomness is an argument.",
  },
];
const bridge = {
  selector: "MemberExpression[property.name='lianxinqiao']",
  message: "Only src-renderer/platform knows Electron's bridge.",
};
const syntax = (...more) => ({ "no-restricted-syntax": ["error", ...Object.values(bans), ...more] });

const sizes = {
  "max-lines": ["error", { max: 300 }],
  "max-lines-per-function": ["error", { max: 50, skipComments: true, skipBlankLines: true }],
  "max-params": ["error", { max: 3 }],
  "max-depth": ["error", { max: 3 }],
  // One exhaustive switch is one decision, however many cases the union has.
  complexity: ["error", { max: 10, variant: "modified" }],
};

const shape = {
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-non-null-assertion": "error",
  "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
  "@typescript-eslint/consistent-type-imports": "error",
  "@typescript-eslint/explicit-module-boundary-types": "error",
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/switch-exhaustiveness-check": "error",
  "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description" }],
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false, arguments: false } }],
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "@typescript-eslint/no-confusing-void-expression": "off",
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
  "@typescript-eslint/require-await": "off",
  "prefer-const": "error",
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-alert": "error",
  "no-eval": "error",
  "house/reasoned-disable": "error",
  "house/kebab-file-name": "error",
  "house/no-barrel": "error",
};

export default defineConfig(
  globalIgnores([
    "out/",
    "dist/",
    "var/",
    "coverage/",
    "test-results/",
    "playwright-report/",
    ".cache/",
    "test/architecture/canary/",
    "src-shared/globals.d.ts",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" }, plugins: { house: houseRules } },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        // One program for lint instead of one per process: what they share is read and checked once.
        project: ["tsconfig.lint.json", "src-renderer/platform/worker/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: { ...shape, ...sizes, ...syntax() },
  },
  { files: ["src-*/**/*.ts", "src-*/**/*.tsx"], rules: { "no-console": "error" } },
  {
    files: ["**/*.tsx"],
    rules: { "max-lines-per-function": ["error", { max: 80, skipComments: true, skipBlankLines: true }] },
  },
  { files: ["src-shared/**/*.ts"], rules: syntax(...impurities) },
  {
    files: ["src-shared/kernel/ids.ts"],
    rules: { "@typescript-eslint/consistent-type-assertions": "off" },
  },
  {
    files: ["src-renderer/**/*.ts", "src-renderer/**/*.tsx"],
    ignores: ["src-renderer/platform/**"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...syntax(bridge),
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
    },
  },
  {
    files: ["test/**/*.ts", "test/**/*.tsx"],
    rules: {
      "max-lines-per-function": "off",
      "max-params": ["error", { max: 4 }],
      "@typescript-eslint/consistent-type-assertions": "off",
      "@typescript-eslint/explicit-module-boundary-types": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["**/*.config.ts"],
    rules: { "no-restricted-syntax": ["error", bans.enumeration, bans.exportAll, bans.bareImport] },
  },
  {
    files: ["**/*.mjs", "**/*.cjs", "**/*.js"],
    rules: { "house/reasoned-disable": "error", "house/kebab-file-name": "error", "prefer-const": "error" },
  },
);
