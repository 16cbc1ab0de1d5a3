/** Reports what `finds` says of each node of these types. */
const rule = (message, finds) => ({
  create: (context) => Object.fromEntries(Object.entries(finds).map(([type, find]) => [type, (node) => find(node) && context.report({ node, message })])),
});

/** Rules of this house that no linter brings. */
export default {
  meta: { name: 'house' },
  rules: {
    'business-time': rule('Business time comes from the clock in libs/domain.', {
      NewExpression: ({ callee, arguments: given }) => callee.name === 'Date' && given.length === 0,
    }),
    'no-test-off': rule('No test is switched off.', {
      CallExpression: ({ callee }) => ['only', 'skip'].includes(callee.property?.name),
    }),
  },
};
