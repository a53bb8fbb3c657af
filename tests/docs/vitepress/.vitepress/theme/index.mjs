import DefaultTheme from "vitepress/theme";
import { onMounted } from "vue";

export default {
  extends: DefaultTheme,
  setup() {
    // Once the page is its framework's own.
    onMounted(() => import("iam-policy-playground/element"));
  },
};
