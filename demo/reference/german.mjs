/** German texts of the reference: English text, in one line, to German. The descriptions themselves are English. */
export default {
  Reference: 'Referenz',
  'Every name that JavaScript can import, by entry, with the types that it uses. The browser\'s search finds them all. Attributes, events and parts of the elements are in the <a href="gallery.html">gallery</a>, below each element.':
    'Jeder Name, den JavaScript importieren kann, nach Einstieg geordnet, mit seinen Typen. Die Suche des Browsers findet alle. Attribute, Ereignisse und Teile der Elemente stehen in der <a href="gallery.html">Galerie</a>, unter jedem Element. Die Beschreibungen sind auf Englisch.',
  Entries: 'Einstiege',
  'Types without an export': 'Typen ohne Export',
};
