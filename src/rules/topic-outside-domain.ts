// A topic whose domain the document does not name.
import type { RecordRule } from './rule.ts';
import { within } from './rule.ts';

export const topicOutsideDomain: RecordRule = {
  name: 'topic-outside-domain',
  severity: 'error',
  summary: { zh: '所列内容不属于所列方面', en: 'a topic belongs to a domain that the document does not name' },
  why: {
    zh: '每项内容属于一个方面。方面没有列出，这份文件会覆盖一项内容，却不出现在那个方面里。',
    en: 'Each topic belongs to one domain. Without that domain the document would cover a topic and yet not appear in its domain.',
  },
  mend: { zh: '补上方面，或删去这项内容。', en: 'Add the domain, or drop the topic.' },
  source: { zh: '试点工作方案三（三）', en: 'section 3(3) of the pilot plan' },
  example: {
    wrong: 'domains: [office-premises]\ntopics: [procurement]',
    right: 'domains: [office-premises, finance-assets]\ntopics: [procurement]',
  },
  fields: ['topics'],
  screen: ({ domains, topics }, { registry }) =>
    domains !== 'all' && topics.some((id) => !domains.includes(registry.vocabulary.topics.get(id)?.domain ?? '')),
  *checkRecord(document, { registry }) {
    const { topics, domains: known } = registry.vocabulary;
    const { domains, record } = document;
    // A domain that is unknown may be the one that is missing; it is reported itself.
    if (domains === 'all' || record.domains === undefined || record.domains.length !== domains.length) return;
    for (const [index, word] of (record.topics ?? []).entries()) {
      const topic = topics.get(word);
      if (topic === undefined || !known.has(topic.domain) || domains.includes(topic.domain)) continue;
      yield {
        where: within(document, ['topics', index]),
        message: {
          zh: `内容 \`${word}\` 属于 \`${topic.domain}\`，\`domains\` 里没有`,
          en: `topic \`${word}\` belongs to \`${topic.domain}\`, which \`domains\` does not name`,
        },
        hint: { zh: `在 domains 里补上 ${topic.domain}，或删去这项内容`, en: `add ${topic.domain} to domains, or drop the topic` },
        related: [{ where: within(document, ['domains'], 'key'), message: { zh: '所列方面在这里', en: 'the domains stand here' } }],
      };
    }
  },
};
