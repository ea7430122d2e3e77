/** What this browser cannot do of what the page promises, each with what to do about it. Main thread. */
export function lacking(): string[] {
  const needs: [isThere: boolean, words: string][] = [
    ['wakeLock' in navigator, 'This browser cannot keep the screen on: tell the system not to switch it off.'],
    [document.fullscreenEnabled, 'This browser has no full screen for pages: the kiosk fills its window.'],
    ['serviceWorker' in navigator, 'This browser keeps nothing for later: loading the page again needs the network.'],
  ];
  return needs.filter(([isThere]) => !isThere).map(([, words]) => words);
}
