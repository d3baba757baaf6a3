import { createRoot } from "react-dom/client";
import { BehaviorSubject } from "rxjs";

import { AppFrame } from "../../../src-renderer/app/app-frame.tsx";
import { DeskApp } from "../../../src-renderer/app/desk-app.tsx";
import { languageOf, startI18n } from "../../../src-renderer/text/start-i18n.ts";
import { fakeDesk } from "../fake-desk.ts";
import { fakeWorld } from "../fake-world.ts";
import { people } from "../fake-reference.ts";

// `?as=county&line=offline&lang=en&door=closed`: who is signed in, whether there is a line, in which language.
const wishes = new URLSearchParams(location.search);
const who = Object.entries(people).find(([name]) => name === wishes.get("as"))?.[1] ?? people.county;
const language = wishes.get("lang");
if (language !== null) localStorage.setItem("lxq.language", JSON.stringify(language));
const scheme = wishes.get("scheme");
if (scheme !== null) localStorage.setItem("mantine-color-scheme-value", scheme);

const desk = fakeDesk(who, fakeWorld());
if (wishes.get("line") === "offline") desk.cut();
const closed = wishes.get("door") === "closed";
const door = {
  takenOver$: new BehaviorSubject(false),
  restore: async () => (closed ? null : desk),
  signIn: async (_username: string, password: string) =>
    password === "right"
      ? ({ ok: true, desk } as const)
      : ({ ok: false, trouble: "wrong-credentials", retryAfterMs: null } as const),
  openSetup: async () => {
    const begin = async () => ({ ok: true, desk }) as const;
    return { ok: true, setup: { profile: desk.profile, madeAt: desk.now(), begin } } as const;
  },
  choosePassword: async () => ({ ok: true, value: null }) as const,
  elsewhere: async () => wishes.get("door") === "elsewhere",
  takeOver: async () => undefined,
};
Object.assign(window, { fakeDesk: desk });

createRoot(document.getElementById("root") ?? document.body).render(
  <AppFrame words={startI18n(languageOf(language))} onBug={(bug) => String(bug)}>
    <DeskApp
      door={door}
      line={desk}
      demo={{
        password: "right",
        accounts: [{ username: "taishan", name: "秦若谷", office: "泰山区总", level: "county", roles: ["handler"] }],
      }}
      update={{ ready: wishes.has("update"), reload: () => location.reload() }}
      shellEvents={() => () => undefined}
    />
  </AppFrame>,
);
