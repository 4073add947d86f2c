// Faults to put one by one into the shipped registry.
// «…» marks the span that the finding must have; «» marks a place of no length before what follows.

export interface SeededFault {
  /** What was done wrong. */
  readonly name: string;
  readonly rule: string;
  readonly file: string;
  /** Old text and new; no old text makes a new file, and an empty one appends. */
  readonly edit: readonly [old: string | undefined, marked: string];
  /** Where else the finding must point, as text in another or the same file. */
  readonly related?: readonly (readonly [file: string, marked: string])[];
  /** Words that the Chinese hint or message must hold. */
  readonly says?: string;
}

const law = 'laws/jiguan-shiwu-guanli-tiaoli.yaml';
const food = 'laws/shipin-anquan-fa.yaml';
const vehicles = 'rules/dangzheng-jiguan-gongwu-yongche-guanli-banfa.yaml';
const standard = 'standards/gbt-14885-2022.yaml';
const premises = 'normative-documents/shandong-dangzheng-jiguan-bangong-yongfang-guanli-banfa.yaml';
const plan = 'plan.yaml';
const taxonomy = 'taxonomy.yaml';
const modeline = '# yaml-language-server: $schema=../../schemas/law.json\n';
const record = (title: string, rank: string, more = ''): string =>
  `${modeline}title: ${title}\nrank: ${rank}\nstatus: planned\ndomains: all\n${more}sources:\n  - 测试\n`;

export const seededFaults: readonly SeededFault[] = [
  { name: 'a tab indents', rule: 'malformed-yaml', file: law, edit: ['  - 国务院', '«\t»- 国务院'] },
  {
    name: 'a value holds a colon',
    rule: 'malformed-yaml',
    file: law,
    edit: ['title: 机关事务管理条例', 'title: «机»关: 事务'],
    says: '单引号',
  },
  { name: 'a quote is not closed', rule: 'malformed-yaml', file: law, edit: ['title: 机关事务管理条例', 'title: «"»机关事务管理条例'] },
  { name: 'a bracket is not closed', rule: 'malformed-yaml', file: law, edit: ['domains: all', 'domains: «[»all'] },
  { name: 'a key is indented too far', rule: 'malformed-yaml', file: law, edit: ['verified: 2025-04', '  «verified: 2025-04»'] },
  { name: 'a key lacks its space', rule: 'malformed-yaml', file: law, edit: ['verified: 2025-04', '«verified:2025-04»'] },
  { name: 'two documents', rule: 'malformed-yaml', file: law, edit: ['', '«---»\ntitle: 乙\n'] },
  { name: 'an anchor', rule: 'malformed-yaml', file: law, edit: ['number: 国务院令第621号', 'number: «&n» 国务院令第621号'] },
  { name: 'an alias', rule: 'malformed-yaml', file: law, edit: ['number: 国务院令第621号', 'number: «*n»'] },
  { name: 'a tag', rule: 'malformed-yaml', file: law, edit: ['number: 国务院令第621号', 'number: «!!str» 国务院令第621号'] },
  { name: 'a control character', rule: 'malformed-yaml', file: law, edit: ['number: 国务院令第621号', 'number: 国务院令«\u0001»第621号'] },
  { name: 'a NUL', rule: 'malformed-yaml', file: law, edit: ['number: 国务院令第621号', 'number: 国务院令«\u0000»第621号'] },
  {
    name: 'a title holds a zero-width space',
    rule: 'hidden-character',
    file: law,
    edit: ['title: 机关事务管理条例', 'title: 机关事务«\u200b»管理条例'],
    says: 'U+200B（ZERO WIDTH SPACE）',
  },
  {
    name: 'an escape turns the direction',
    rule: 'hidden-character',
    file: law,
    edit: ['title: 机关事务管理条例', 'title: "机关事务«\\u202E»管理条例"'],
    says: 'U+202E（RIGHT-TO-LEFT OVERRIDE）',
  },
  {
    name: 'a comment of the taxonomy turns the direction',
    rule: 'hidden-character',
    file: taxonomy,
    edit: ['', '# «\u2067»甲\n'],
  },
  {
    name: 'a key stands twice',
    rule: 'duplicate-key',
    file: law,
    edit: ['domains: all', '«status»: repealed\ndomains: all'],
    related: [[law, '«status»: in-force']],
  },
  {
    name: 'a nested key stands twice',
    rule: 'duplicate-key',
    file: law,
    edit: ['  published: 2012-06-28', '  published: 2012-06-28\n  «adopted»: 2012-06-14'],
    related: [[law, '  «adopted»: 2012-06-13']],
  },
  {
    name: 'a day is a number',
    rule: 'wrong-shape',
    file: law,
    edit: ['adopted: 2012-06-13', 'adopted: «20120613»'],
    says: '写成 2012-06-13',
  },
  {
    name: 'a day lacks a zero',
    rule: 'wrong-shape',
    file: law,
    edit: ['adopted: 2012-06-13', 'adopted: «2012-6-13»'],
    says: '写成 2012-06-13',
  },
  { name: '30 February', rule: 'wrong-shape', file: law, edit: ['adopted: 2012-06-13', 'adopted: «2012-02-30»'], says: '不是日历上的日期' },
  { name: '29 February of a common year', rule: 'wrong-shape', file: law, edit: ['adopted: 2012-06-13', 'adopted: «2011-02-29»'] },
  {
    name: 'a Chinese day',
    rule: 'wrong-shape',
    file: law,
    edit: ['adopted: 2012-06-13', 'adopted: «2012年6月13日»'],
    says: '写成 2012-06-13',
  },
  { name: 'a day with a time', rule: 'wrong-shape', file: law, edit: ['adopted: 2012-06-13', 'adopted: «2012-06-13T00:00:00Z»'] },
  { name: 'a field has no value', rule: 'wrong-shape', file: law, edit: ['number: 国务院令第621号', '«number»:'], says: '没有值' },
  {
    name: 'a status is misspelt',
    rule: 'wrong-shape',
    file: law,
    edit: ['status: in-force', 'status: «in-froce»'],
    says: '是否想写 `in-force`',
  },
  { name: 'a status is Chinese', rule: 'wrong-shape', file: law, edit: ['status: in-force', 'status: «现行有效»'], says: '`superseded`' },
  { name: 'the title is missing', rule: 'wrong-shape', file: law, edit: ['title: 机关事务管理条例\nrank', '«rank»'], says: '`title`' },
  {
    name: 'the sources are missing',
    rule: 'wrong-shape',
    file: food,
    edit: [
      'sources:\n  - LawRefBook/Laws:行政法/食品安全法(2021-04-29).md\n  - http://www.allangelsgone.com/newsshow.php?id=6622\n  - http://www.tfyy168.com/shipinanquanzixun/1154.html\n',
      '',
    ],
    related: [],
    says: '`sources`',
  },
  {
    name: 'a nested field is missing',
    rule: 'wrong-shape',
    file: standard,
    edit: ['standard:\n  nature: recommended\n', '«standard»:\n'],
    says: '`nature`',
  },
  { name: 'issuers are a text', rule: 'wrong-shape', file: law, edit: ['issuers:\n  - 国务院', 'issuers: «国务院»'], says: '列表' },
  { name: 'an issuer is a number', rule: 'wrong-shape', file: law, edit: ['  - 国务院', '  - «621»'], says: '单引号' },
  { name: 'a list is empty', rule: 'wrong-shape', file: law, edit: ['issuers:\n  - 国务院', 'issuers: «[]»'] },
  {
    name: 'a list holds the same twice',
    rule: 'wrong-shape',
    file: law,
    edit: ['  - 国务院', '  - 国务院\n  - «国务院»'],
    related: [[law, '  - «国务院»']],
  },
  {
    name: 'one domain without a list',
    rule: 'wrong-shape',
    file: food,
    edit: ['domains:\n  - logistics-service', 'domains: «logistics-service»'],
    says: '`all`',
  },
  {
    name: 'a basis is a Chinese title',
    rule: 'wrong-shape',
    file: vehicles,
    edit: ['  - jiguan-shiwu-guanli-tiaoli', '  - «机关事务管理条例»'],
    says: '标题',
  },
  {
    name: 'a classification lost its quotes',
    rule: 'wrong-shape',
    file: standard,
    edit: ["ics: '35.040'", 'ics: «35.040»'],
    says: '单引号',
  },
  {
    name: 'a nature that is none',
    rule: 'wrong-shape',
    file: standard,
    edit: ['nature: recommended', 'nature: «recommend»'],
    says: '`recommended`',
  },
  {
    name: 'a version without a document',
    rule: 'wrong-shape',
    file: vehicles,
    edit: ['  - jiguan-shiwu-guanli-tiaoli', '  - «document: jiguan-shiwu-guanli-tiaoli»'],
    says: 'version',
  },
  { name: 'a month that is none', rule: 'wrong-shape', file: law, edit: ['verified: 2025-04', 'verified: «2025-13»'] },
  {
    name: 'an amendment without a day',
    rule: 'wrong-shape',
    file: food,
    edit: ['  - date: 2015-04-24\n    by', '  - «by: 第十二届全国人民代表大会常务委员会第十四次会议修订»\n  - date: 2015-04-24\n    by'],
    says: '`date`',
  },
  {
    name: 'the plan counts nothing',
    rule: 'wrong-shape',
    file: plan,
    edit: [
      '        done:\n          evidence: []\n      - id: feasibility-analysis',
      '        done: «{}»\n      - id: feasibility-analysis',
    ],
  },
  { name: 'a field is misspelt', rule: 'unknown-field', file: law, edit: ['issuers:', '«issuer»:'], says: '`issuers`' },
  {
    name: 'a topic id twice in the taxonomy',
    rule: 'duplicate-id',
    file: taxonomy,
    edit: ['\n  - id: expenditure\n', '\n  - id: «procurement»\n'],
    related: [[taxonomy, '  - id: «procurement»\n']],
  },
  {
    name: 'two kinds in one folder',
    rule: 'duplicate-id',
    file: taxonomy,
    edit: ['    folder: rules\n', '    folder: «laws»\n'],
    related: [[taxonomy, '    folder: «laws»\n']],
  },
  {
    name: 'a target id twice in the plan',
    rule: 'duplicate-id',
    file: plan,
    edit: ['\n  - id: national-standard-published\n', '\n  - id: «ordinance»\n'],
    related: [[plan, '\n  - id: «ordinance»\n']],
  },
  {
    name: 'a topic of a domain that is none',
    rule: 'unknown-term',
    file: taxonomy,
    edit: ['en: Procurement }\n    domain: finance-assets\n', 'en: Procurement }\n    domain: «finance-asset»\n'],
  },
  {
    name: 'the only domain misspelt, with topics',
    rule: 'unknown-term',
    file: 'laws/yusuan-fa.yaml',
    edit: ['domains:\n  - finance-assets\n', 'domains:\n  - «finance-asset»\n'],
  },
  {
    name: 'a field of a basis misspelt',
    rule: 'wrong-shape',
    file: vehicles,
    edit: ['  - jiguan-shiwu-guanli-tiaoli', '  - «documnt: jiguan-shiwu-guanli-tiaoli»'],
    says: '{document: 标识, version: 日期}',
  },
  {
    name: 'a title in book marks',
    rule: 'wrong-shape',
    file: law,
    edit: ['title: 机关事务管理条例', 'title: «《机关事务管理条例》»'],
    says: '不带书名号',
  },
  {
    name: 'a field that every record needs is misspelt',
    rule: 'unknown-field',
    file: law,
    edit: ['title: 机关事务管理条例', '«tilte»: 机关事务管理条例'],
    says: '`title`',
  },
  {
    name: 'a list of the taxonomy is misspelt',
    rule: 'unknown-field',
    file: taxonomy,
    edit: ['\nkinds:', '\n«kindz»:'],
    says: '`kinds`',
  },
  {
    name: 'a day in bad form that is on no calendar',
    rule: 'wrong-shape',
    file: law,
    edit: ['adopted: 2012-06-13', 'adopted: «2012-2-30»'],
    says: '不是日历上的日期',
  },
  {
    name: 'a nested field is misspelt',
    rule: 'unknown-field',
    file: law,
    edit: ['  published: 2012-06-28', '  «promulgated»: 2012-06-28'],
    says: '`published`',
  },
  { name: 'a field of another kind', rule: 'unknown-field', file: law, edit: ['domains: all', '«class»: internal\ndomains: all'] },
  { name: 'a field of the prototype', rule: 'unknown-field', file: law, edit: ['domains: all', 'domains: all\n«__proto__»: x'] },
  {
    name: 'an unknown key in the taxonomy of the plan',
    rule: 'unknown-field',
    file: plan,
    edit: ['    due: 2023-03-31', '    due: 2023-03-31\n    «weight»: 3'],
  },
  {
    name: 'a law in the rules',
    rule: 'misplaced-document',
    file: vehicles,
    edit: ['rank: party-regulation', 'rank: «national-law»'],
    says: 'laws/dangzheng-jiguan-gongwu-yongche-guanli-banfa.yaml',
  },
  {
    name: 'a record in no kind',
    rule: 'misplaced-document',
    file: 'drafts/x.yaml',
    edit: [undefined, record('甲', 'national-law').replace('title', '«title»')],
  },
  {
    name: 'a record beside the taxonomy',
    rule: 'misplaced-document',
    file: 'x.yaml',
    edit: [undefined, record('甲', 'national-law').replace('title', '«title»')],
  },
  {
    name: 'a record one folder too deep',
    rule: 'misplaced-document',
    file: 'laws/2024/x.yaml',
    edit: [undefined, record('甲', 'national-law').replace('title', '«title»')],
  },
  {
    name: 'a Chinese file name',
    rule: 'malformed-id',
    file: 'laws/机关事务 管理条例.yaml',
    edit: [undefined, record('甲', 'national-law').replace('title', '«title»')],
  },
  {
    name: 'a capital in the file name',
    rule: 'malformed-id',
    file: 'laws/Yusuan-fa-2.yaml',
    edit: [undefined, record('甲', 'national-law').replace('title', '«title»')],
    says: 'yusuan-fa-2.yaml',
  },
  {
    name: 'a backslash in the file name',
    rule: 'malformed-id',
    file: 'laws/a\\b.yaml',
    edit: [undefined, record('甲', 'national-law').replace('title', '«title»')],
  },
  {
    name: 'an id that another kind has',
    rule: 'duplicate-id',
    file: 'rules/yusuan-fa.yaml',
    edit: [undefined, record('甲', 'departmental-rule').replace('title', '«title»')],
    related: [['laws/yusuan-fa.yaml', '«title»: 中华人民共和国预算法']],
  },
  {
    name: 'an id with both extensions',
    rule: 'duplicate-id',
    file: 'laws/yusuan-fa.yml',
    edit: [undefined, record('甲', 'national-law').replace('title', '«title»')],
    related: [['laws/yusuan-fa.yaml', '«title»: 中华人民共和国预算法']],
  },
  {
    name: 'a rank that is none',
    rule: 'unknown-term',
    file: law,
    edit: ['rank: administrative-regulation', 'rank: «administrative-regulations»'],
    says: '是否想写',
  },
  {
    name: 'a rank by its title',
    rule: 'unknown-term',
    file: law,
    edit: ['rank: administrative-regulation', 'rank: «行政法规»'],
    says: '写成 administrative-regulation',
  },
  {
    name: 'a domain that is none',
    rule: 'unknown-term',
    file: food,
    edit: ['  - logistics-service', '  - logistics-service\n  - «logistic-service»'],
    says: '`logistics-service`',
  },
  {
    name: 'a domain by its other name',
    rule: 'unknown-term',
    file: food,
    edit: ['  - logistics-service', '  - logistics-service\n  - «住房管理»'],
    says: '写成 staff-housing',
  },
  { name: 'a topic that is none', rule: 'unknown-term', file: law, edit: ['  - procurement', '  - «purchasing»'], says: '`procurement`' },
  {
    name: 'a topic by its title',
    rule: 'unknown-term',
    file: law,
    edit: ['  - procurement', '  - «机关采购管理»'],
    says: '写成 procurement',
  },
  {
    name: 'a stage of another kind',
    rule: 'unknown-term',
    file: law,
    edit: ['domains: all', 'project:\n  stage: «examination»\ndomains: all'],
  },
  {
    name: 'a waiver for no rule',
    rule: 'unknown-term',
    file: law,
    edit: ['domains: all', 'waivers:\n  - rule: «dates-order»\n    reason: 测试\n    until: 2099-01-01\ndomains: all'],
    says: '`date-order`',
  },
  {
    name: 'a part that is none',
    rule: 'unknown-term',
    file: taxonomy,
    edit: [
      '    part: asset-support\n    assumption: parts-of-domains\n  - id: office-premises',
      '    part: «asset»\n    assumption: parts-of-domains\n  - id: office-premises',
    ],
  },
  { name: 'a quantity that is none', rule: 'unknown-term', file: plan, edit: ['at_least: several', 'at_least: «many»'], says: '`several`' },
  {
    name: 'a topic of another domain',
    rule: 'topic-outside-domain',
    file: vehicles,
    edit: ['  - vehicle-dispatch', '  - vehicle-dispatch\n  - «procurement»'],
    related: [[vehicles, '«domains»:\n']],
    says: 'finance-assets',
  },
  {
    name: 'a basis that is nowhere',
    rule: 'dangling-reference',
    file: vehicles,
    edit: ['  - jiguan-shiwu-guanli-tiaoli', '  - «jiguan-shiwu-guanli-tiaol»'],
    says: '`jiguan-shiwu-guanli-tiaoli`',
  },
  {
    name: 'a cited version of nothing',
    rule: 'dangling-reference',
    file: vehicles,
    edit: ['  - jiguan-shiwu-guanli-tiaoli', '  - document: «jiguan»\n    version: 2012-06-28'],
  },
  {
    name: 'a replaced document that is nowhere',
    rule: 'dangling-reference',
    file: standard,
    edit: ['  - gbt-14885-2010', '  - gbt-14885-2010\n  - «gbt-14885-2009»'],
    says: '`gbt-14885-2010`',
  },
  {
    name: 'the lead document is nowhere',
    rule: 'dangling-reference',
    file: taxonomy,
    edit: ['lead: shandong-jiguan-yunxing-baozhang-guanli-tiaoli', 'lead: «shandong-jiguan-yunxing-baozhang-tiaoli»'],
  },
  {
    name: 'the plan waits for nothing',
    rule: 'dangling-reference',
    file: plan,
    edit: ['\ndocument: shandong-jiguan-shiwu-fazhihua-shidian-fangan', '\ndocument: «shandong-fangan»'],
  },
  {
    name: 'a ring of two',
    rule: 'basis-cycle',
    file: 'rules/dangzheng-jiguan-lixing-jieyue-fandui-langfei-tiaoli.yaml',
    edit: ['basis:\n', 'basis:\n  - «dangzheng-jiguan-gongwu-yongche-guanli-banfa»\n'],
    related: [[vehicles, '  - «dangzheng-jiguan-lixing-jieyue-fandui-langfei-tiaoli»']],
    says: '→',
  },
  {
    name: 'a document rests on itself',
    rule: 'basis-cycle',
    file: vehicles,
    edit: ['  - jiguan-shiwu-guanli-tiaoli', '  - jiguan-shiwu-guanli-tiaoli\n  - «dangzheng-jiguan-gongwu-yongche-guanli-banfa»'],
    related: [],
  },
  {
    name: 'a number that another has',
    rule: 'duplicate-number',
    file: 'laws/zhengfu-caigou-fa-shishi-tiaoli.yaml',
    edit: ['number: 国务院令第658号', 'number: «国务院令第621号»'],
    related: [[law, 'number: «国务院令第621号»']],
  },
  {
    name: 'a number of another rule',
    rule: 'duplicate-number',
    file: vehicles,
    edit: ['number: 中办发〔2017〕71号', 'number: «中办发〔2017〕70号»'],
    related: [['rules/dangzheng-jiguan-bangong-yongfang-guanli-banfa.yaml', 'number: «中办发〔2017〕70号»']],
  },
  {
    name: 'published before adopted',
    rule: 'date-order',
    file: law,
    edit: ['published: 2012-06-28', 'published: «2012-06-12»'],
    related: [[law, 'adopted: «2012-06-13»']],
  },
  {
    name: 'in force before published',
    rule: 'date-order',
    file: law,
    edit: ['effective: 2012-10-01', 'effective: «2011-10-01»'],
    related: [[law, 'published: «2012-06-28»']],
  },
  {
    name: 'amended before it was made',
    rule: 'date-order',
    file: food,
    edit: ['  - date: 2015-04-24', '  - date: «2005-04-24»'],
    related: [[food, 'adopted: «2009-02-28»']],
  },
  {
    name: 'the plan ends before it starts',
    rule: 'date-order',
    file: plan,
    edit: ['  end: 2024-12-31', '  end: «2021-12-31»'],
    related: [[plan, '  start: «2022-12-01»']],
  },
  {
    name: 'in force after its repeal',
    rule: 'status-contradicts-dates',
    file: law,
    edit: ['  effective: 2012-10-01\nstatus: in-force', '  effective: 2012-10-01\n  repealed: 2020-01-01\nstatus: «in-force»'],
    related: [[law, '  repealed: «2020-01-01»']],
  },
  {
    name: 'in force after its expiry',
    rule: 'status-contradicts-dates',
    file: premises,
    edit: ['  published: 2018-09-19\nstatus: in-force', '  published: 2018-09-19\n  expires: 2023-10-31\nstatus: «in-force»'],
    related: [[premises, '  expires: «2023-10-31»']],
  },
  {
    name: 'in force before its day',
    rule: 'status-contradicts-dates',
    file: standard,
    edit: ['  effective: 2022-12-30\nstatus: in-force', '  effective: 2027-12-30\nstatus: «in-force»'],
    related: [[standard, '  effective: «2027-12-30»']],
  },
  {
    name: 'in force though replaced',
    rule: 'status-contradicts-dates',
    file: 'standards/gbt-14885-2010.yaml',
    edit: ['status: superseded', 'status: «in-force»'],
    related: [[standard, '  - «gbt-14885-2010»']],
  },
  {
    name: 'a waiver that waives nothing',
    rule: 'unused-waiver',
    file: law,
    edit: ['domains: all', 'waivers:\n  - rule: «date-order»\n    reason: 测试\n    until: 2099-01-01\ndomains: all'],
  },
  {
    name: 'a waiver that has run out',
    rule: 'expired-waiver',
    file: law,
    edit: ['domains: all', 'waivers:\n  - rule: date-order\n    reason: 测试\n    until: «2026-11-22»\ndomains: all'],
  },
];

/** Line and column of an offset, 1-based, as an editor counts them. */
export function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** The text without its marks, and the span between them. */
export function unmarked(text: string): { readonly text: string; readonly span: string | undefined } {
  const [start, end] = [text.indexOf('«'), text.indexOf('»') - 1];
  const plain = text.replace(/[«»]/g, '');
  return { text: plain, span: start === -1 ? undefined : `${position(plain, start)}-${position(plain, end)}` };
}

/** The faulty file, marked, from the files of the registry as text. Throws where a file does not hold the old text. */
export function seeded({ file, edit: [old, marked] }: SeededFault, registry: Readonly<Record<string, string>>): string {
  const before = registry[file] ?? '';
  if (old === undefined) return marked;
  if (old === '') return before + marked;
  if (!before.includes(old)) throw new Error(`${file} does not hold ${old}`);
  return before.replace(old, () => marked);
}
