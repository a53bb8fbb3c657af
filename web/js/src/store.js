// Drafts and revisions in IndexedDB. Every function rejects where the browser keeps nothing, or has no room.
import { openDB } from "idb";

/** The most drafts that are kept: one for each of the tabs that were used last. */
const DRAFTS = 12;
/** The most revisions that are kept. */
const REVISIONS = 30;

/** The scenario of this tab's draft, else of the youngest of any: a new tab goes on where the last one was. */
export function draft(tab) {
  return inStore("drafts", "readonly", async (store) => {
    const drafts = await youngestFirst(store);
    return (drafts.find((draft) => draft.tab === tab) ?? drafts[0])?.scenario;
  });
}

/** Keeps the work of a tab. */
export function keepDraft(tab, scenario) {
  return inStore("drafts", "readwrite", async (store) => {
    await store.put({ tab, at: Date.now(), scenario });
    for (const old of (await youngestFirst(store)).slice(DRAFTS)) await store.delete(old.tab);
  });
}

/** Every revision, the youngest first. */
export function revisions() {
  return inStore("revisions", "readonly", youngestFirst);
}

/** Keeps the work as it is, unless the youngest revision holds the same. The browser gives the number. */
export function keepRevision(label, scenario) {
  return inStore("revisions", "readwrite", async (store) => {
    const kept = await youngestFirst(store);
    if (kept[0]?.scenario === scenario) return;
    await store.add({ at: Date.now(), label, scenario });
    for (const old of kept.slice(REVISIONS - 1)) await store.delete(old.id);
  });
}

async function youngestFirst(store) {
  return (await store.getAll()).sort((a, b) => b.at - a.at);
}

/** What is done comes into effect as a whole, or not at all. */
async function inStore(name, mode, work) {
  const database = await openDB("iam-policy-playground", 1, {
    upgrade(database) {
      database.createObjectStore("drafts", { keyPath: "tab" });
      database.createObjectStore("revisions", { keyPath: "id", autoIncrement: true });
    },
  });
  try {
    const transaction = database.transaction(name, mode);
    const [result] = await Promise.all([work(transaction.store), transaction.done]);
    return result;
  } finally {
    database.close();
  }
}
