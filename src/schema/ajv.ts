// ajv as the registry uses it, for schemas that are compiled while the tool runs and while it is built.
import { _, Ajv, type CodeKeywordDefinition, type Name } from 'ajv';
import * as formats from './formats.ts';
import { repeatsIn } from './repeats.ts';

/**
 * By draft-07 what stands beside a `$ref` is ignored; and only a value's own fields count, so that `constructor` is no
 * field of a map that does not write it. `source` keeps the code that ajv makes, for a module of its own.
 */
export function newAjv(source = false): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    ignoreKeywordsWithRef: true,
    ownProperties: true,
    inlineRefs: false,
    formats,
    code: { source, formats: _`require("#formats")` },
  });
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword(uniqueItems);
  return ajv;
}

/** ajv compares every item with every other; a list of thousands then takes minutes. Every item that repeats is an error. */
const uniqueItems: CodeKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  error: { message: 'must NOT have duplicate items', params: ({ params }) => _`{i: ${params.i}, j: ${params.j}}` },
  code: (cxt) => {
    if (cxt.schema !== true) return;
    const { gen, data } = cxt;
    const repeats = gen.const('repeats', _`${gen.scopeValue('func', { ref: repeatsIn, code: _`require("#repeats").repeatsIn` })}(${data})`);
    const nth = (n: Name | number): void => cxt.setParams({ i: _`${repeats}[${n}].index`, j: _`${repeats}[${n}].first` });
    nth(0);
    gen.forRange('n', 0, _`${repeats}.length`, (n) => {
      nth(n);
      cxt.error(true);
    });
  },
};
