import { sha256, type Sha256, type UserId } from "../../../src-shared/kernel/ids.ts";
import paperCss from "./paper.css?inline";

/** Whose file store the pictures are in, and the copies that stand for them there. */
export type PaperPictures = Readonly<{ account: UserId; copies: ReadonlyMap<Sha256, Sha256> }>;

export type PaperDocument = Readonly<{ html: string; images: readonly Sha256[] }>;

/**
 * The paper on the screen as a document of its own, for the shell's printing window: the same markup, the same style.
 * Pictures are named, not carried: the shell puts the bytes of their upright copies in from its file store.
 */
export function paperHtml(paper: HTMLElement, title: string, { account, copies }: PaperPictures): PaperDocument {
  // In a document of its own, where no picture is fetched: the names below mean something to the shell alone.
  const aside = document.implementation.createHTMLDocument();
  const holder = aside.createElement("div");
  holder.append(aside.importNode(paper, true));
  const images = [...holder.querySelectorAll("img")].map((picture) => {
    const original = sha256(picture.dataset["sha256"] ?? "");
    const name = copies.get(original) ?? original;
    picture.setAttribute("src", `app://blob/${account}/${name}`);
    return name;
  });
  const head = document.createElement("title");
  head.textContent = title;
  const language = document.documentElement.lang;
  const style = `<style>${paperCss}</style>`;
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">${head.outerHTML}${style}</head><body>${holder.innerHTML}</body></html>`;
  return { html, images };
}
