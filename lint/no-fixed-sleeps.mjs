/** Modules whose `setTimeout` returns a promise. */
const PROMISES = /^(node:)?timers\/promises$/;
/** The package's own timers, whose `pause` returns a promise. */
const TIMERS = /\/lifetime\/timers\.js$/;

/**
 * ESLint rule: tests wait for conditions, never for fixed times. It forbids promises that a timer resolves, Playwright's
 * `waitForTimeout`, and imports of functions that return such promises. A timer that rejects a promise is a time limit and is
 * allowed.
 */
export const noFixedSleeps = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      sleep:
        'No fixed sleep: wait for an event, or for a condition with `until`, `painted`, `advance` or `waitForFunction`. If ' +
        'nothing happens that a test could wait for, disable this rule for the line and say why.',
    },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'sleep' });
    return {
      CallExpression(node) {
        const { callee } = node;
        const name = nameOf(callee);
        if (callee.type === 'MemberExpression' && name === 'waitForTimeout') report(callee);
        if (name === 'setTimeout' && resolvesPromise(node)) report(node);
      },
      ImportDeclaration({ source, specifiers }) {
        for (const specifier of specifiers) {
          const imported = specifier.imported?.name ?? '*';
          if (PROMISES.test(source.value) && ['setTimeout', 'scheduler', '*'].includes(imported)) report(specifier);
          if (TIMERS.test(source.value) && ['pause', '*'].includes(imported)) report(specifier);
        }
      },
    };
  },
};

/** Returns the name of a called function or method. */
const nameOf = (callee) => (callee.type === 'MemberExpression' ? callee.property.name : callee.name);

/** Whether the task of a timer resolves a promise whose executor contains the timer. */
function resolvesPromise(timer) {
  const [task] = timer.arguments;
  const resolvers = [];
  for (let node = timer.parent; node; node = node.parent) {
    const { parent } = node;
    if (parent?.type === 'NewExpression' && parent.callee.name === 'Promise' && node.params?.[0])
      resolvers.push(node.params[0].name);
  }
  return resolvers.includes(task?.name) || calls(task?.body).some((name) => resolvers.includes(name));
}

/** Returns the names of the functions that the body of a task calls. */
function calls(body) {
  const expressions =
    body?.type === 'BlockStatement' ? body.body.map(({ expression }) => expression) : body ? [body] : [];
  return expressions
    .map((expression) => (expression?.type === 'UnaryExpression' ? expression.argument : expression))
    .flatMap((expression) => (expression?.type === 'CallExpression' ? [nameOf(expression.callee)] : []));
}
