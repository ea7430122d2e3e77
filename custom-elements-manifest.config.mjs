/** The modules as they ship, rather than as they are written. */
const shippedPaths = {
  name: 'shipped-paths',
  packageLinkPhase({ customElementsManifest }) {
    const json = JSON.stringify(customElementsManifest, (key, value) =>
      (key === 'path' || key === 'module') && typeof value === 'string'
        ? value.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js')
        : value,
    );
    Object.assign(customElementsManifest, JSON.parse(json));
  },
};

/** The listener's own theme is the views': what is set on it is set for all inside. */
const sharedProperties = {
  name: 'shared-properties',
  packageLinkPhase({ customElementsManifest: { modules } }) {
    const classes = modules.flatMap(({ declarations }) => declarations);
    const called = (name) => classes.find((declaration) => declaration.name === name);
    called('PinnaListener').cssProperties = called('ListenerView').cssProperties;
  },
};

export default {
  globs: ['src/elements/pinna-*.ts', 'src/elements/listener-view.ts', 'src/elements/define/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [sharedProperties, shippedPaths],
};
