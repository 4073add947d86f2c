// By which keys a document's rules reach other documents: what a change of some documents can reach is then known. Pure.
import { basisTarget, type Document } from '../registry/document.ts';
import { comparableNumber } from '../registry/number.ts';
import { idMeantBy, type Registry } from '../registry/registry.ts';
import { standardNumberOf, standardOf } from '../registry/standard-number.ts';

/** A key as a number. Two keys that share one cost a look too many, and never one too few. */
export type Key = number;

const keyKinds = { id: 2, number: 3, title: 4, standard: 5, successors: 6, dependents: 7 };

function keyOf(kind: keyof typeof keyKinds, word: string): Key {
  let hash = keyKinds[kind];
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** What is not asked by key: any change can reach who asks so. */
export const everything: Key = 0;
/** The ids as a whole. */
export const allIds: Key = 1;

/** The registry, telling by which keys it is asked. */
export function noting(registry: Registry, note: (key: Key) => void): Registry {
  const { byId, ids, find, numbered, titled, successorsOf, dependentsOf, newerEditionsOf } = registry;
  const noteNumber = (number: string): void => note(keyOf('number', comparableNumber(number)));
  return {
    ...registry,
    get documents() {
      note(everything);
      return registry.documents;
    },
    byId: {
      get size() {
        note(everything);
        return byId.size;
      },
      get: (id) => {
        note(keyOf('id', id));
        return byId.get(id);
      },
    },
    ids: {
      get size() {
        note(allIds);
        return ids.size;
      },
      has: (id) => {
        note(keyOf('id', id));
        return ids.has(id);
      },
      [Symbol.iterator]: () => {
        note(allIds);
        return ids[Symbol.iterator]();
      },
    },
    find: (word) => {
      note(keyOf('id', word));
      noteNumber(word);
      return find(word);
    },
    numbered: (number) => {
      noteNumber(number);
      return numbered(number);
    },
    titled: (title) => {
      note(keyOf('title', title));
      return titled(title);
    },
    successorsOf: (id) => {
      note(keyOf('successors', id));
      return successorsOf(id);
    },
    dependentsOf: (id) => {
      note(keyOf('dependents', id));
      return dependentsOf(id);
    },
    newerEditionsOf: (document) => {
      const number = standardNumberOf(registry, document);
      if (number !== undefined) note(keyOf('standard', standardOf(number)));
      return newerEditionsOf(document);
    },
  };
}

/**
 * Every key under which somebody could meet a document that was changed, added or removed, or meet another one since: given the
 * registry as it is, once with the document as it was and once as it is.
 */
export function* keysOf(registry: Registry, document: Document): Iterable<Key> {
  const { number, title, replaces, basis } = document.record;
  yield* keysOfId(document.id);
  if (number !== undefined) yield* keysOfNumber(registry, number);
  const standard = standardNumberOf(registry, document);
  if (standard !== undefined) yield keyOf('standard', standardOf(standard));
  if (title !== undefined) yield keyOf('title', title);
  for (const replaced of replaces ?? []) if (typeof replaced === 'string') yield* keysOfReplaced(registry, replaced);
  for (const each of basis ?? []) yield keyOf('dependents', basisTarget(each) ?? '');
}

/** The keys of a file by its id, whether or not it can be read. */
export function* keysOfId(id: string): Iterable<Key> {
  yield keyOf('id', id);
  yield keyOf('id', idMeantBy(id) ?? id);
  // Who replaces a number replaces another document as soon as the number is another's.
  yield keyOf('successors', id);
}

/** Those who replace a number replace the first document that has it: with one more or fewer that may be any of them. */
function* keysOfNumber(registry: Registry, number: string): Iterable<Key> {
  yield keyOf('number', comparableNumber(number));
  for (const { id } of registry.numbered(number)) yield keyOf('successors', id);
}

function* keysOfReplaced(registry: Registry, replaced: string): Iterable<Key> {
  yield keyOf('successors', replaced);
  for (const { id } of registry.numbered(replaced)) yield keyOf('successors', id);
}
