// Which of two ranks is the higher (位阶): the partial order of the Legislation Law, the same in every province.

/** `undetermined`: the law sets no order between the two. */
export type Order = 'yes' | 'no' | 'equal' | 'undetermined';

const normative: readonly string[] = ['departmental-document', 'provincial-document', 'bureau-document'];

/**
 * What each rank stands above, by the Legislation Law (立法法, 2023) and what follows from it:
 *
 * - art. 99: a law above administrative regulations, local regulations and rules; an administrative regulation above
 *   local regulations and rules
 * - art. 100: a local regulation above the rules of its own government
 * - 国办发〔2018〕37号: no normative document may contradict laws, regulations or rules, so none is a basis for them;
 *   between normative documents the State Council stands above departments and provinces, the province above its bureau
 *
 * The Law sets no order, and none stands here:
 *
 * - art. 106: between a local regulation and a departmental rule
 * - art. 91: between a State Council document and a rule, since decisions and orders of the State Council are a basis of
 *   departmental rules; nor does it name such documents beside local regulations
 * - between the documents of a department and those of a province
 * - between Party regulations and the law of the state: two systems
 * - for standards, which bind by themselves or through what cites them, not by rank
 */
const above: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'national-law',
    [
      'administrative-regulation',
      'local-regulation',
      'departmental-rule',
      'provincial-government-rule',
      'state-council-document',
      ...normative,
    ],
  ],
  [
    'administrative-regulation',
    ['local-regulation', 'departmental-rule', 'provincial-government-rule', 'state-council-document', ...normative],
  ],
  ['local-regulation', ['provincial-government-rule', ...normative]],
  ['departmental-rule', normative],
  ['provincial-government-rule', normative],
  ['provincial-document', []],
  ['state-council-document', normative],
  ['party-regulation', []],
  ['departmental-document', []],
  ['bureau-document', []],
]);

/** art. 102: departmental rules and those of provincial governments have the same force, each in its own field. */
const sameForce: readonly string[] = ['departmental-rule', 'provincial-government-rule'];

/** Whether the first rank stands above the second; ranks by their ids, and no order for ids that the law does not know. */
export function outranks(a: string, b: string): Order {
  const [belowA, belowB] = [above.get(a), above.get(b)];
  if (belowA === undefined || belowB === undefined) return 'undetermined';
  if (a === b || (sameForce.includes(a) && sameForce.includes(b))) return 'equal';
  if (belowA.includes(b)) return 'yes';
  return belowB.includes(a) ? 'no' : 'undetermined';
}
