/** Replacements for raw timers, listeners and workers; each replacement has an owner that ends it. */
const INSTEAD = {
  setTimeout:
    'Use `Scope.timeout`, or `timeout` and `pause` of lifetime/timers.js; `withTimeout` of lifetime/waiting.js limits a wait.',
  setInterval: 'Use `Scope.interval`, or `interval` of lifetime/timers.js.',
  addEventListener: 'Use `Scope.listen`, or `listen` of lifetime/listen.js: it removes the listener explicitly.',
  Worker: 'Use `Scope.worker`, which terminates it.',
};
const TIMERS = ['setTimeout', 'setInterval'];
const GLOBAL_OBJECTS = ['globalThis', 'window', 'self'];

/**
 * ESLint rule: timers, event listeners and workers must be started through `src/lifetime/`, which ends them.
 * `super.addEventListener` in an override and workers of other modules (`node:worker_threads`) are allowed.
 */
export const scopedLifetimes = {
  meta: {
    type: 'problem',
    schema: [],
    messages: Object.fromEntries(
      Object.entries(INSTEAD).map(([name, instead]) => [name, `No raw ${name}: ${instead}`]),
    ),
  },
  create(context) {
    const { sourceCode } = context;
    /** Whether an identifier refers to a global, with no declaration in the file. */
    const isGlobal = (node) => {
      const { references } = sourceCode.getScope(node);
      const { resolved } = references.find(({ identifier }) => identifier === node) ?? {};
      return !resolved || resolved.defs.length === 0;
    };
    /** Returns the called name, if it is a global or a member of the global object; otherwise undefined. */
    const globalName = (callee) => {
      if (callee.type === 'Identifier') return isGlobal(callee) ? callee.name : undefined;
      const isMember = callee.type === 'MemberExpression' && GLOBAL_OBJECTS.includes(callee.object.name);
      return isMember ? nameOf(callee) : undefined;
    };
    return {
      CallExpression({ callee }) {
        const name = globalName(callee);
        if (TIMERS.includes(name)) context.report({ node: callee, messageId: name });
        const isListening =
          name === 'addEventListener' ||
          (callee.type === 'MemberExpression' &&
            callee.object.type !== 'Super' &&
            nameOf(callee) === 'addEventListener');
        if (isListening) context.report({ node: callee, messageId: 'addEventListener' });
      },
      NewExpression({ callee }) {
        if (globalName(callee) === 'Worker') context.report({ node: callee, messageId: 'Worker' });
      },
    };
  },
};

const nameOf = ({ computed, property }) => (computed ? property.value : property.name);
