import { Type, type Static } from "typebox";
import { Check } from "typebox/value";
import { accept, refuse, type Result } from "../../kernel/result.ts";

export const templateUses = ["note", "reply", "opinion", "dispatch", "callback"] as const;
export type TemplateUse = (typeof templateUses)[number];

const words = Type.String({ minLength: 1, maxLength: 1000 });

/** The sentences everyone writes. `{name}` in a text is a blank to fill in. */
export const templatesSchema = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    templates: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: "^[a-z0-9-]{1,40}$" }),
          use: Type.Enum([...templateUses]),
          title: Type.Object({ zh: words, en: words }, { additionalProperties: false }),
          zh: words,
          en: words,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Templates = Readonly<Static<typeof templatesSchema>>;
export type Template = Templates["templates"][number];

/** Reads templates that came from a file or the wire. Refuses `not-templates`, or `template-twice` for an id used twice. */
export function parseTemplates(value: unknown): Result<Templates, "not-templates" | "template-twice"> {
  if (!Check(templatesSchema, value)) return refuse("not-templates");
  const ids = new Set(value.templates.map(({ id }) => id));
  return ids.size === value.templates.length ? accept(value) : refuse("template-twice");
}

/** A template with its blanks filled in; a blank nobody has a value for stays a visible `____`. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  const known = new Map(Object.entries(values).filter(([, value]) => value !== ""));
  return text.replace(/\{(\w+)\}/g, (_, name: string) => known.get(name) ?? "____");
}
