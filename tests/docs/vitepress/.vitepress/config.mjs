import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Operations",
  head: [["link", { rel: "icon", href: "data:," }]],
  // The language is shown as JSON where there is no script.
  markdown: { languageAlias: { "iam-playground": "json" } },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "iam-playground" } } },
});
