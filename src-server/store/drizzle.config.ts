import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: ["schema", "opening-schema", "setup-schema"].map((name) => `./src-server/store/${name}.ts`),
  out: "./src-server/store/migrations",
});
