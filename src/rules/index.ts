// The table of rules, in the order in which they run.
import { basisCycle } from './basis-cycle.ts';
import { basisOnlyInternal } from './basis-only-internal.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { carrierAsTitle } from './carrier-as-title.ts';
import { danglingReference } from './dangling-reference.ts';
import { dateOrder } from './date-order.ts';
import { deadBasis } from './dead-basis.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateNumber } from './duplicate-number.ts';
import { emptyCell } from './empty-cell.ts';
import { expiredButInForce } from './expired-but-in-force.ts';
import { expiredWaiver } from './expired-waiver.ts';
import { expiringSoon } from './expiring-soon.ts';
import { foreignLocalStandard } from './foreign-local-standard.ts';
import { hiddenCharacter } from './hidden-character.ts';
import { invertedBasis } from './inverted-basis.ts';
import { jointNumber } from './joint-number.ts';
import { lateFiling } from './late-filing.ts';
import { malformedId } from './malformed-id.ts';
import { malformedNumber } from './malformed-number.ts';
import { malformedRegistration } from './malformed-registration.ts';
import { malformedStandardNumber } from './malformed-standard-number.ts';
import { malformedYaml } from './malformed-yaml.ts';
import { mandatoryBelowNational } from './mandatory-below-national.ts';
import { misplacedDocument } from './misplaced-document.ts';
import { missingClass } from './missing-class.ts';
import { missingEffectiveDate } from './missing-effective-date.ts';
import { missingEvidence } from './missing-evidence.ts';
import { missingNumber } from './missing-number.ts';
import { missingOrderNumber } from './missing-order-number.ts';
import { missingRegistration } from './missing-registration.ts';
import { missingValidity } from './missing-validity.ts';
import { notNormative } from './not-normative.ts';
import { numberYearMismatch } from './number-year-mismatch.ts';
import { oneSidedReplacement } from './one-sided-replacement.ts';
import { overdueImplementingMeasure } from './overdue-implementing-measure.ts';
import { overdueProject } from './overdue-project.ts';
import { overdueTask } from './overdue-task.ts';
import { partyRegulationName } from './party-regulation-name.ts';
import { prolongedWithoutReissue } from './prolonged-without-reissue.ts';
import { repealWithoutAct } from './repeal-without-act.ts';
import { reviewAfterDecision } from './review-after-decision.ts';
import type { Rule } from './rule.ts';
import { ruleNamedOrdinance } from './rule-named-ordinance.ts';
import { shortNotice } from './short-notice.ts';
import { stageOutOfOrder } from './stage-out-of-order.ts';
import { staleBaseline } from './stale-baseline.ts';
import { staleBasis } from './stale-basis.ts';
import { standardReviewOverdue } from './standard-review-overdue.ts';
import { standardYearMismatch } from './standard-year-mismatch.ts';
import { statusContradictsDates } from './status-contradicts-dates.ts';
import { topicOutsideDomain } from './topic-outside-domain.ts';
import { trialUnmarked } from './trial-unmarked.ts';
import { twoEditionsInForce } from './two-editions-in-force.ts';
import { unauthorisedIssuer } from './unauthorised-issuer.ts';
import { uncoveredTopic } from './uncovered-topic.ts';
import { unknownField } from './unknown-field.ts';
import { unknownTerm } from './unknown-term.ts';
import { unlinkedReference } from './unlinked-reference.ts';
import { unreadableFile } from './unreadable-file.ts';
import { unusedWaiver } from './unused-waiver.ts';
import { validityTooLong } from './validity-too-long.ts';
import { wrongShape } from './wrong-shape.ts';

export const rules: readonly Rule[] = [
  unreadableFile,
  byteOrderMark,
  hiddenCharacter,
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
  unlinkedReference,
  basisCycle,
  duplicateNumber,
  malformedNumber,
  numberYearMismatch,
  jointNumber,
  missingOrderNumber,
  missingNumber,
  ruleNamedOrdinance,
  partyRegulationName,
  carrierAsTitle,
  trialUnmarked,
  dateOrder,
  missingEffectiveDate,
  shortNotice,
  lateFiling,
  overdueImplementingMeasure,
  statusContradictsDates,
  missingClass,
  notNormative,
  unauthorisedIssuer,
  missingValidity,
  validityTooLong,
  expiredButInForce,
  expiringSoon,
  prolongedWithoutReissue,
  missingRegistration,
  malformedRegistration,
  reviewAfterDecision,
  repealWithoutAct,
  invertedBasis,
  deadBasis,
  staleBasis,
  oneSidedReplacement,
  basisOnlyInternal,
  malformedStandardNumber,
  standardYearMismatch,
  foreignLocalStandard,
  mandatoryBelowNational,
  twoEditionsInForce,
  standardReviewOverdue,
  stageOutOfOrder,
  overdueProject,
  uncoveredTopic,
  emptyCell,
  overdueTask,
  missingEvidence,
  unusedWaiver,
  expiredWaiver,
  staleBaseline,
];
