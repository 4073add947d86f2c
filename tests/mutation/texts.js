// What is not changed: texts for people. A test that held each of their words would only say them twice.
// A text is an object of `zh` and `en`; what a rule shows as right and wrong is one too. docs/rules.md holds those of rules
// that stand still, golden files the messages of a rich report.

const isTextIn = (keys) => keys.length > 0 && keys.every((key) => ['zh', 'en', 'wrong', 'right'].includes(key));

const texts = {
  shouldIgnore: ({ node }) => {
    if (node.type !== 'ObjectExpression') return undefined;
    const keys = node.properties.map(({ key }) => key?.name);
    return isTextIn(keys) ? 'a text for people' : undefined;
  },
};

export const strykerPlugins = [{ kind: 'Ignore', name: 'texts', value: texts }];
