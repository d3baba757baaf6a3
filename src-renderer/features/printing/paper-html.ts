import { sha256, type Sha256, type UserId } from "../../../src-shared/kernel/ids.ts";
import paperCss from "./paper.css?inline";

export type PaperDocument = Readonly<{ html: string; images: readonly Sha256[] }>;

/**
 * The paper on the screen as a document of its own, for the shell's printing window: the same markup, the same style.
 * Pictures are named, not carried: the shell puts the bytes in from its file store.
 */
export function paperHtml(paper: HTMLElement, title: string, account: UserId): PaperDocument {
  // In a document of its own, where no picture is fetched: the names below mean something to the shell alone.
  const aside = document.implementation.createHTMLDocument();
  const holder = aside.createElement("div");
  holder.append(aside.importNode(paper, true));
  const images = [...holder.querySelectorAll("img")].map((picture) => {
    const name = picture.dataset["sha256"] ?? "";
    picture.setAttribute("src", `app://blob/${account}/${name}`);
    return sha256(name);
  });
  const head = document.createElement("title");
  head.textContent = title;
  const language = document.documentElement.lang;
  const style = `<style>${paperCss}</style>`;
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">${head.outerHTML}${style}</head><body>${holder.innerHTML}</body></html>`;
  return { html, images };
}
