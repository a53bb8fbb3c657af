// The JavaScript of the element: editors that are embedded, or plain.
import { editor } from "./create.js";

export const create = (host, mode, label, text) => editor(host, mode, label, text, [], "");
