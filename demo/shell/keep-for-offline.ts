/**
 * Keeps the site on the device, so that it works without a network from the next visit on, and says when a newer version
 * of it has arrived. Main thread.
 */
export async function keepForOffline(notices: HTMLElement): Promise<void> {
  // Missing in private windows of some browsers, and on pages without https.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  const hadVersion = container.controller !== null;
  let leaving = false;
  container.addEventListener('controllerchange', () => {
    // The first version takes over the page that brought it; only another one needs new pages.
    if (!hadVersion || leaving) return;
    leaving = true;
    location.reload();
  });
  try {
    const registration = await container.register('sw.js');
    const look = () => {
      if (registration.waiting && hadVersion) offer(notices, registration.waiting);
    };
    look();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  } catch {
    // The page works as it is; the next visit tries again.
  }
}

function offer(notices: HTMLElement, waiting: ServiceWorker): void {
  const words = document.createElement('p');
  words.textContent =
    'A newer version of these pages is here. To use it, they are loaded again; listening stops for that.';
  const useNow = document.createElement('button');
  useNow.textContent = 'Use it now';
  useNow.addEventListener('click', () => waiting.postMessage('use-now'));
  const later = document.createElement('button');
  later.textContent = 'Later';
  const notice = document.createElement('div');
  notice.className = 'notice';
  later.addEventListener('click', () => notice.remove());
  for (const button of [useNow, later]) button.type = 'button';
  notice.append(words, useNow, later);
  notices.replaceChildren(notice);
}
