// The table of rules, in the order in which they run.
import { basisCycle } from './basis-cycle.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { danglingReference } from './dangling-reference.ts';
import { dateOrder } from './date-order.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateNumber } from './duplicate-number.ts';
import { expiredWaiver } from './expired-waiver.ts';
import { malformedId } from './malformed-id.ts';
import { malformedYaml } from './malformed-yaml.ts';
import { misplacedDocument } from './misplaced-document.ts';
import type { Rule } from './rule.ts';
import { statusContradictsDates } from './status-contradicts-dates.ts';
import { topicOutsideDomain } from './topic-outside-domain.ts';
import { unknownField } from './unknown-field.ts';
import { unknownTerm } from './unknown-term.ts';
import { unreadableFile } from './unreadable-file.ts';
import { unusedWaiver } from './unused-waiver.ts';
import { wrongShape } from './wrong-shape.ts';

export const rules: readonly Rule[] = [
  unreadableFile,
  byteOrderMark,
  malformedYaml,
  duplicateKey,
  wrongShape,
  unknownField,
  misplacedDocument,
  malformedId,
  duplicateId,
  unknownTerm,
  topicOutsideDomain,
  danglingReference,
  basisCycle,
  duplicateNumber,
  dateOrder,
  statusContradictsDates,
  unusedWaiver,
  expiredWaiver,
];
