import path from "node:path";
import type { ESLint, Rule } from "eslint";

const disableComment = /^\s*eslint-disable(?:-next-line|-line)?\b/;
const reasonGiven = /\s--\s+\S{3,}/;
const kebabName = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/;

/** A lint rule switched off without saying why is a debt nobody can judge: ask for `-- reason`. */
const reasonedDisable: Rule.RuleModule = {
  meta: { type: "problem", messages: { reason: "Say why: `eslint-disable-next-line rule -- reason`." }, schema: [] },
  create: (context) => ({
    Program: (): void => {
      for (const comment of context.sourceCode.getAllComments()) {
        if (!disableComment.test(comment.value) || reasonGiven.test(comment.value) || !comment.loc) continue;
        context.report({ loc: comment.loc, messageId: "reason" });
      }
    },
  }),
};

/** Files are found by name in every operating system only when the name has one spelling. */
const kebabFileName: Rule.RuleModule = {
  meta: { type: "problem", messages: { kebab: "File names are kebab-case: {{name}}." }, schema: [] },
  create: (context) => ({
    Program: (node): void => {
      const name = path.basename(context.filename);
      if (!kebabName.test(name)) context.report({ node, messageId: "kebab", data: { name } });
    },
  }),
};

/** A file of nothing but re-exports hides where things live and ties every importer to every export. */
const noBarrel: Rule.RuleModule = {
  meta: { type: "problem", messages: { barrel: "No barrel files: import from the file that owns it." }, schema: [] },
  create: (context) => ({
    Program: (node): void => {
      const isReExport = (statement: (typeof node.body)[number]): boolean =>
        statement.type === "ExportAllDeclaration" ||
        (statement.type === "ExportNamedDeclaration" && statement.source != null);
      if (node.body.length > 0 && node.body.every(isReExport)) context.report({ node, messageId: "barrel" });
    },
  }),
};

/** The lint rules of docs' house style that no published plugin has. */
export const houseRules: ESLint.Plugin = {
  rules: { "reasoned-disable": reasonedDisable, "kebab-file-name": kebabFileName, "no-barrel": noBarrel },
};
