import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The desk's pages over the fake desk, for looking at them without a province: `npx vite test/support/fake-page`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { fs: { allow: [path.resolve(import.meta.dirname, "../../..")] } },
});
