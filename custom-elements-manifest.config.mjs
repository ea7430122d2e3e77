/** Replaces source paths by the shipped paths in `dist`, which has no topic folders. */
const shippedPaths = {
  name: 'shipped-paths',
  packageLinkPhase({ customElementsManifest }) {
    const json = JSON.stringify(customElementsManifest, (key, value) =>
      (key === 'path' || key === 'module') && typeof value === 'string'
        ? value
            .replace(/^\/?src\//, 'dist/')
            .replace(/^(dist\/elements)\/(?!define\/)[^/]+\//, '$1/')
            .replace(/\.ts$/, '.js')
        : value,
    );
    Object.assign(customElementsManifest, JSON.parse(json));
  },
};

/**
 * Adds the views' theme properties to four elements that are not views. The listener and the live view pass the properties on to
 * the elements inside them; the file views use them themselves.
 */
const sharedProperties = {
  name: 'shared-properties',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const classes = modules.flatMap(({ declarations }) => declarations);
    const called = (name) => classes.find((declaration) => declaration.name === name);
    for (const name of ['PinnaListener', 'PinnaLive', 'PinnaFile', 'PinnaRecording']) {
      const { cssProperties: own = [] } = called(name);
      const others = called('ListenerView').cssProperties.filter(
        (shared) => !own.some((one) => one.name === shared.name),
      );
      called(name).cssProperties = [...own, ...others];
    }
  },
};

export default {
  globs: ['src/elements/*/pinna-*.ts', 'src/elements/listener/listener-view.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [sharedProperties, shippedPaths],
};
