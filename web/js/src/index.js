// The JavaScript of the page: an editor for one JSON document, inside a shadow root of its host.
import { editor } from "./create.js";
import css from "./searching.css";
import { searching } from "./searching.js";

/**
 * @param {"code" | "embedded" | "plain"} mode In somebody else's page, an editor takes no key of the browser's own, such as that of its search.
 */
export const create = (host, mode, label, text) => editor(host, mode, label, text, mode === "code" ? searching : [], css);
