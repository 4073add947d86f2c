// A topic of the plan that no document deals with.
import type { Text } from '../diagnostic.ts';
import type { Tallied } from '../measures/counted.ts';
import { nearestTo } from '../measures/gaps.ts';
import { standingWords } from '../registry/words.ts';
import { countable, coverage, type RegistryRule, within } from './rule.ts';

export const uncoveredTopic: RegistryRule = {
  name: 'uncovered-topic',
  severity: 'info',
  summary: { zh: '有内容没有文件规范', en: 'a topic that no document deals with' },
  why: {
    zh: '方案列出各方面侧重的内容。没有现行文件、也没有在办项目的内容就是缺口，下一步立项从这里来。国家层面已有规定的不算缺口。',
    en: 'The plan lists what the documents of each domain are to deal with. A topic without a document in force and without a project is a gap, and the next projects come from gaps. A topic that national documents deal with is none.',
  },
  mend: {
    zh: '已有文件规范的，在它的 topics 里写上；没有的，登记拟制定的项目。',
    en: 'Name the topic in `topics` of the document that deals with it, or enter a planned project.',
  },
  source: { zh: '试点工作方案三（三）', en: 'section 3(3) of the pilot plan' },
  example: {
    wrong: 'domains: [official-vehicles]',
    right: 'domains: [official-vehicles]\ntopics: [vehicle-dispatch]',
  },
  *checkRegistry({ registry, day, once }) {
    if (registry.plan === undefined || !once(countable)) return;
    for (const each of once(coverage).topics) {
      const { topic, index, isCounted, state, others } = each;
      if (!isCounted || state !== 'gap') continue;
      const near = nearestTo(each, day)?.tallied;
      yield {
        where: within({ file: registry.taxonomyFile }, ['topics', index, 'id']),
        message: {
          zh: `内容 \`${topic.id}\`（${topic.title.zh}）在 ${day} 没有文件规范，也没有在办项目${near === undefined ? '' : `；最接近的是 \`${near.document.id}\`（${why(near).zh}）`}`,
          en: `no document or project deals with topic \`${topic.id}\` (${topic.title.en}) on ${day}${near === undefined ? '' : `; nearest is \`${near.document.id}\` (${why(near).en})`}`,
        },
        hint: {
          zh: `在规范它的文件里写上 topics: [${topic.id}]，或登记拟制定的项目`,
          en: `name it in the document that deals with it, topics: [${topic.id}], or enter a planned project`,
        },
        related: others.map((other) => ({
          where: within(other.document, ['topics', other.document.topics.indexOf(topic.id)]),
          message: { zh: `\`${other.document.id}\`：${why(other).zh}`, en: `\`${other.document.id}\`: ${why(other).en}` },
        })),
      };
    }
  },
};

function why({ reason, standing }: Tallied): Text {
  return reason === 'reference' ? { zh: '仅供参考', en: 'kept for reference' } : standingWords[standing.state];
}
