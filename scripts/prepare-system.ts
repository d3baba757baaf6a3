/** Makes the machine ready for the tests: Chromium, a Chinese font, PostgreSQL, pdftotext. */
import { complain, say } from "./support/say.ts";
import { prepareSystem } from "./system/install-system.ts";

const parts = await prepareSystem();
say(`Chromium    ${parts.chromium ?? "-"}`);
say(`PostgreSQL  ${parts.postgresBin ?? "-"}`);
say(`pdftotext   ${parts.pdftotext ?? "-"}`);
parts.missing.forEach(complain);
if (parts.missing.length > 0) process.exitCode = 1;
