// Whatever reaches a log may be sent to somebody for help: numbers that name a person and words that open a door go.
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, "<token>"],
  [/\b(bearer|token|password|secret|authorization|cookie)(["']?\s*[:= ]\s*["']?)[^\s"',;}]+/gi, "$1$2<hidden>"],
  [/(?<!\d)\d{17}[\dXx](?![\dXx])/g, "<id-number>"],
  [/(?<!\d)\d{15,19}(?!\d)/g, "<long-number>"],
  [/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, "<phone>"],
  [/(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g, "<phone>"],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, "<mail>"],
  [/((?:\/home\/|\/Users\/|[A-Za-z]:\\+Users\\+))[^/\\\s"':]+/g, "$1<user>"],
  [/[\u3400-\u9fff]{2,}/g, "<words>"],
];

/**
 * A text without what names a person: identity, phone and account numbers, mail addresses, tokens, the user's folder,
 * and Chinese words, because logs are written in English and Chinese in them came from somebody.
 */
export function redact(text: string): string {
  return secrets.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
}
