// What tells generated documents apart: title, id, number, issuers. All unique, and none of the shipped registry's.
import type { Day } from '../../src/registry/day.ts';
import type { Random } from './random.ts';
import { departments, holders, matters, type Province, partners, provinces, provincialIssuers, subjects, type Word } from './words.ts';

export type Rank =
  | 'national-law'
  | 'administrative-regulation'
  | 'local-regulation'
  | 'party-regulation'
  | 'departmental-rule'
  | 'provincial-government-rule'
  | 'state-council-document'
  | 'departmental-document'
  | 'provincial-document'
  | 'bureau-document'
  | 'national-standard'
  | 'industry-standard'
  | 'local-standard'
  | 'association-standard'
  | 'enterprise-standard';

export type Class = 'administrative' | 'internal' | 'plan' | 'other';

/** What all editions of a document share. */
export interface Subject {
  readonly rank: Rank;
  readonly class: Class | undefined;
  /** The other province whose document it is, kept for reference. */
  readonly province: Province | undefined;
  readonly title: string;
  readonly trial: boolean;
  readonly stem: string;
  /** A standard's number without its year. */
  readonly series: { readonly number: string; readonly nature: 'mandatory' | 'recommended' | 'guidance' } | undefined;
  readonly issuers: readonly string[];
  /** The code of its document numbers. */
  readonly code: string;
  readonly about: { readonly subject: string; readonly matter: string };
}

export interface Edition {
  readonly id: string;
  readonly number: string;
}

/** Above every number that the shipped registry has. */
const firstFree = 1001;

export function identities(): {
  readonly subject: (rank: Rank, kind: Class | undefined, isReference: boolean, random: Random) => Subject;
  readonly edition: (subject: Subject, published: Day, adopted: Day | undefined, isOneOfMany: boolean) => Edition;
  readonly registration: (year: string) => string;
} {
  const last = new Map<string, number>();
  const count = (key: string, first = firstFree): number => {
    const next = (last.get(key) ?? first - 1) + 1;
    last.set(key, next);
    return next;
  };
  return {
    subject: (rank, kind, isReference, random) => {
      const province = isReference ? random.pick(provinces) : undefined;
      const series = seriesOf(rank, province, random, count);
      const about = aboutOf(count(series === undefined ? 'title' : 'title of a standard', 0));
      const [prefix, [ending, pinyin], trial] = nameOf(rank, kind, province, random);
      const whole = `${about.holder[0]}${about.subject[0]}${about.matter[0]}`;
      return {
        rank,
        class: kind,
        province,
        title: ending.startsWith('关于') ? `关于${prefix[0]}${ending.slice(2).replace('…', whole)}` : `${prefix[0]}${whole}${ending}`,
        trial,
        stem:
          series === undefined
            ? [prefix[1], about.holder[1], about.subject[1], about.matter[1], about.round, pinyin].filter((each) => each !== '').join('-')
            : series.number
                .toLowerCase()
                .replace(/\/([tz])(?= )/, '$1')
                .replace(/[/. ]+/g, '-'),
        series,
        about: { subject: about.subject[0], matter: about.matter[0] },
        ...issuersOf(rank, province, random),
      };
    },
    edition: (subject, published, adopted, isOneOfMany) => {
      const year = published.slice(0, 4);
      if (subject.series !== undefined) return { id: `${subject.stem}-${year}`, number: `${subject.series.number}-${year}` };
      return {
        id: isOneOfMany ? `${subject.stem}-${year}` : subject.stem,
        number: numberOf(subject, (adopted ?? published).slice(0, 4), count),
      };
    },
    registration: (year) => `SDPR-${year}-${String(count(`registration ${year}`, 100_001)).padStart(7, '0')}`,
  };
}

interface About {
  readonly holder: Word;
  readonly subject: Word;
  readonly matter: Word;
  readonly round: string;
}

/** The words for a running number; each combination comes once before any comes again. */
function aboutOf(running: number): About {
  const size = holders.length * subjects.length * matters.length;
  // Odd and no multiple of three, the primes of the size: steps through all combinations.
  const at = (running * 40_507 + 77) % size;
  const round = Math.floor(running / size);
  return {
    holder: holders[at % holders.length] ?? ['机关', 'jiguan'],
    subject: subjects[Math.floor(at / holders.length) % subjects.length] ?? ['房产', 'fangchan'],
    matter: matters[Math.floor(at / holders.length / subjects.length)] ?? ['使用', 'shiyong'],
    round: round === 0 ? '' : `di-${round + 1}`,
  };
}

/** What stands before and after in the title, and whether it says that the document is on trial. */
function nameOf(rank: Rank, kind: Class | undefined, province: Province | undefined, random: Random): readonly [Word, Word, boolean] {
  const own: Word = province === undefined ? ['山东省', 'shandong'] : [province.zh, province.pinyin];
  const none: Word = ['', ''];
  const trial = random.chance(0.06);
  const onTrial = ([zh, pinyin]: Word): Word => (trial ? [`${zh}（试行）`, `${pinyin}-shixing`] : [zh, pinyin]);
  const means: Word = ['管理办法', 'guanli-banfa'];
  const detailed: Word = ['实施细则', 'shishi-xize'];
  const terms: Word = ['管理规定', 'guanli-guiding'];
  const opinion: Word = ['关于加强…工作的意见', 'gongzuo-yijian'];
  const notice: Word = ['关于做好…工作的通知', 'gongzuo-tongzhi'];
  const one = (...words: readonly [Word, ...Word[]]): Word => random.pick(words);
  switch (rank) {
    case 'national-law':
      return [random.chance(0.3) ? ['中华人民共和国', 'zhonghua-renmin-gongheguo'] : none, ['法', 'fa'], false];
    case 'administrative-regulation':
      return [none, one(['条例', 'tiaoli'], ['管理条例', 'guanli-tiaoli'], terms), false];
    case 'local-regulation':
      return [own, one(['条例', 'tiaoli'], ['管理条例', 'guanli-tiaoli'], ['规定', 'guiding']), false];
    case 'party-regulation':
      return [none, onTrial(one(terms, ['工作规则', 'gongzuo-guize'], ['工作条例', 'gongzuo-tiaoli'])), trial];
    case 'departmental-rule':
      return [none, onTrial(one(means, terms, detailed)), trial];
    case 'provincial-government-rule':
      return [own, onTrial(one(means, terms)), trial];
    case 'state-council-document':
      return [none, one(opinion, notice), false];
    case 'departmental-document': {
      const name = one(means, detailed, opinion, notice, ['指南', 'zhinan']);
      return name[0].startsWith('关于') ? [none, name, false] : [none, onTrial(name), trial];
    }
    case 'provincial-document':
    case 'bureau-document':
      if (kind === 'plan') return [own, one(['工作方案', 'gongzuo-fangan'], ['三年行动计划', 'sannian-xingdong-jihua']), false];
      if (kind === 'internal') return [['山东省机关事务管理局', 'shandong-shengju'], ['工作制度', 'gongzuo-zhidu'], false];
      if (kind === 'other') return [own, one(opinion, notice), false];
      return [own, onTrial(one(means, detailed, terms)), trial];
    default:
      return [
        none,
        one(['规范', 'guifan'], ['技术要求', 'jishu-yaoqiu'], ['导则', 'daoze'], ['评价指南', 'pingjia-zhinan'], ['通则', 'tongze']),
        false,
      ];
  }
}

function seriesOf(
  rank: Rank,
  province: Province | undefined,
  random: Random,
  count: (key: string, first?: number) => number,
): Subject['series'] {
  const serial = (key: string, first?: number): string => `${count(key, first)}${random.chance(0.2) ? `.${random.between(1, 9)}` : ''}`;
  switch (rank) {
    case 'national-standard': {
      const number = serial('GB', 60_001);
      if (random.chance(0.1)) return { number: `GB ${number}`, nature: 'mandatory' };
      return random.chance(0.05) ? { number: `GB/Z ${number}`, nature: 'guidance' } : { number: `GB/T ${number}`, nature: 'recommended' };
    }
    case 'industry-standard': {
      const code = random.pick(['JGJ', 'CJ', 'RB', 'SB', 'DL']);
      return { number: `${code}/T ${serial(code)}`, nature: 'recommended' };
    }
    case 'local-standard': {
      const code = `DB${province?.code ?? random.pick(['37', '37', '37', '3701', '3702', '3710'])}`;
      return { number: `${code}/T ${serial(code, 10_001)}`, nature: 'recommended' };
    }
    case 'association-standard':
      return { number: `T/SDJGSW ${serial('T')}`, nature: 'recommended' };
    case 'enterprise-standard':
      return { number: `Q/SDJGSW ${serial('Q')}`, nature: 'recommended' };
    default:
      return undefined;
  }
}

function issuersOf(
  rank: Rank,
  province: Province | undefined,
  random: Random,
): { readonly issuers: readonly string[]; readonly code: string } {
  const by = (code: string, ...issuers: readonly string[]): { readonly issuers: readonly string[]; readonly code: string } => ({
    issuers,
    code,
  });
  const region = province?.zh ?? '山东省';
  const joined = random.chance(0.3) ? random.some(partners, random.between(1, 5)) : [];
  const department = random.pick(departments);
  const provincial = random.pick(provincialIssuers);
  switch (rank) {
    case 'national-law':
      return by('', '全国人民代表大会常务委员会');
    case 'administrative-regulation':
      return by('', '国务院');
    case 'local-regulation':
      return by('', `${region}人民代表大会常务委员会`);
    case 'party-regulation':
      return by('中办发', '中共中央办公厅', '国务院办公厅');
    case 'departmental-rule':
      return by('', department.zh);
    case 'provincial-government-rule':
      return by('', '山东省人民政府');
    case 'state-council-document':
      return random.chance(0.5) ? by('国办发', '国务院办公厅') : by('国发', '国务院');
    case 'departmental-document':
      return random.chance(0.4) ? by('国管节能', '国家机关事务管理局', '国家发展和改革委员会') : by(department.code, department.zh);
    case 'provincial-document':
      return by(provincial.code, provincial.zh, ...joined.filter((each) => each !== provincial.zh));
    case 'bureau-document':
      return by(random.pick(['鲁事管发', '鲁事管办发']), '山东省机关事务管理局', ...joined);
    case 'local-standard':
      return by('', `${region}市场监督管理局`);
    case 'association-standard':
      return by('', '山东省机关事务管理研究会');
    case 'enterprise-standard':
      return by('', '山东省机关事务管理局');
    default:
      return by('', '国家市场监督管理总局', '国家标准化管理委员会');
  }
}

function numberOf({ rank, province, issuers, code }: Subject, year: string, count: (key: string, first?: number) => number): string {
  const [lead = ''] = issuers;
  switch (rank) {
    case 'national-law':
      return `中华人民共和国主席令第${count(rank)}号`;
    case 'administrative-regulation':
      return `国务院令第${count(rank)}号`;
    case 'local-regulation':
      return `${lead}公告（十四届）第${count(`${rank} ${province?.zh}`)}号`;
    case 'departmental-rule':
      return Number(year) % 2 === 0 ? `${lead}令${year}年第${count(`${lead} ${year}`)}号` : `${lead}令第${count(lead)}号`;
    case 'provincial-government-rule':
      return `山东省人民政府令第${count(rank)}号`;
    default:
      return `${code}〔${year}〕${count(`${code} ${year}`)}号`;
  }
}
