/** `npm run courier -- import FILE [--out RETURN_FILE]`, `-- setup --username NAME --out FILE`: packets without a browser. */
import "../src-server/courier.ts";
