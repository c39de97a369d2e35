import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  resolve: { alias: { "@": here("./src") } },
  build: {
    outDir: here("../src/standoff/serve/static"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // the page's policy allows no data: fonts
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { bundlerTimings: false } }, // a slow machine is no fault of the build
    chunkSizeWarningLimit: 600, // kB; the coastline of the map, which is loaded with the map alone
  },
  server: { proxy: { "/api": process.env.STANDOFF_SERVE ?? "http://127.0.0.1:8765" } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
