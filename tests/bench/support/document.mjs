// A policy's document as a value, however it is written.
export const documentOf = (document) => (typeof document === "string" ? JSON.parse(document) : document);
