// The site's service worker: with it the page opens without a network. What the network gives comes first, so that nobody sees an old
// page while a new one can be had; files whose names change with their content never need to be asked for again.
// Put into the site by the build, which says what the site consists of.
const FILES = [/* files */];
const PREFIX = `playground ${self.registration.scope} `;
const CACHE = `${PREFIX}${"/* version */"}`;

const addresses = new Set(FILES.map((file) => new URL(file, self.registration.scope).href));
const hasHash = (address) => /-[0-9a-f]{16}[^/]*\.[a-z]+$/.test(address);

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...addresses])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const [address] = url.split(/[?#]/);
  if (method !== "GET" || !addresses.has(address)) return;
  event.respondWith(hasHash(address) ? kept(address).then((file) => file ?? fetch(event.request)) : fromNetwork(event.request, address));
});

const kept = async (address) => (await caches.open(CACHE)).match(address);

async function fromNetwork(request, address) {
  try {
    const answer = await fetch(request);
    if (answer.ok) return answer;
    return (await kept(address)) ?? answer;
  } catch (error) {
    const file = await kept(address);
    if (file === undefined) throw error;
    return file;
  }
}
