import { inPageLanguage } from './page-language.js';

const WORDS = inPageLanguage({
  en: {
    newer: 'A newer version of these pages is available. To use it, the page reloads, which stops listening.',
    useNow: 'Use it now',
    later: 'Later',
  },
  de: {
    newer: 'Es gibt eine neuere Fassung dieser Seiten. Um sie zu benutzen, lädt die Seite neu und hört dabei nicht zu.',
    useNow: 'Jetzt benutzen',
    later: 'Später',
  },
});

/**
 * Registers the service worker, so that the site works offline from the next visit on. If a newer version has arrived, shows a
 * notice that offers it. Main thread.
 */
export async function keepForOffline(notices: HTMLElement): Promise<void> {
  // Undefined in private windows of some browsers, and on pages without https.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  const hadVersion = container.controller !== null;
  let leaving = false;
  container.addEventListener('controllerchange', () => {
    // The first version takes control of the page that registered it. Only a newer version requires a reload.
    if (!hadVersion || leaving) return;
    leaving = true;
    location.reload();
  });
  try {
    const registration = await container.register('sw.js');
    const check = () => {
      if (registration.waiting && hadVersion) offer(notices, registration.waiting);
    };
    check();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', check));
  } catch {
    // The page works without it. The next visit tries again.
  }
}

function offer(notices: HTMLElement, waiting: ServiceWorker): void {
  const words = document.createElement('p');
  words.textContent = WORDS.newer;
  const useNow = document.createElement('button');
  useNow.textContent = WORDS.useNow;
  useNow.addEventListener('click', () => waiting.postMessage('use-now'));
  const later = document.createElement('button');
  later.textContent = WORDS.later;
  const notice = document.createElement('div');
  notice.className = 'notice';
  later.addEventListener('click', () => notice.remove());
  for (const button of [useNow, later]) button.type = 'button';
  notice.append(words, useNow, later);
  notices.replaceChildren(notice);
}
