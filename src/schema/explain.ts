// What each ajv keyword means to the person who wrote the value, in both languages.
import type { ErrorObject } from 'ajv';
import { didYouMean, type Fault, listed, nearest, type Path, type Text } from '../diagnostic.ts';
import { dayMeantBy, monthMeantBy } from '../registry/day.ts';
import type { Definitions, Schema } from './parse.ts';

/** The field that an unknown one is likely meant to be. */
export function fieldMeantBy(error: ErrorObject): string | undefined {
  return nearest(String(error.params.additionalProperty), Object.keys(fieldsOf(error)));
}

/** The fields that the schema has at the place of the error. */
function fieldsOf({ parentSchema }: ErrorObject): Definitions {
  return parentSchema?.properties ?? {};
}

export function unknownField(error: ErrorObject, name: string): { message: Text; hint: Text } {
  const allowed = Object.keys(fieldsOf(error));
  const names = listed(allowed);
  return {
    message: { zh: `没有 \`${name}\` 这个字段`, en: `there is no field \`${name}\` here` },
    hint: didYouMean(name, allowed) ?? { zh: `这里可用的字段：${names.zh}`, en: `fields here: ${names.en}` },
  };
}

/** `shared` are the definitions that all kinds' schemas share. */
export function missingField(error: ErrorObject, name: string, path: Path, shared: Definitions): { message: Text; hint?: Text } {
  const at = pathName(path);
  const owner = path.length === 0 ? { zh: '', en: '' } : { zh: at.zh, en: ` in ${at.en}` };
  const field = fieldsOf(error)[name];
  const { description } = (field?.$ref === undefined ? field : shared[field.$ref.replace(/^.*#\/definitions\//, '')]) ?? {};
  const hint = described(description);
  return { message: { zh: `${owner.zh}缺少字段 \`${name}\``, en: `field \`${name}\` is missing${owner.en}` }, ...(hint && { hint }) };
}

export function shapeFault(file: string, error: ErrorObject, path: Path): Omit<Fault, 'rule'> {
  const where = { file, path, part: 'value' } as const;
  const name = path.length === 0 ? { zh: '文件', en: 'the file' } : pathName(path);
  const explained = explain(error, name);
  const hint = explained.hint ?? described(error.parentSchema?.description);
  const message = { zh: explained.message.zh.trim(), en: explained.message.en };
  if (error.keyword !== 'uniqueItems') return { where, message, ...(hint && { hint }) };
  const { i, j } = error.params;
  const [first, again] = [Math.min(i, j), Math.max(i, j)];
  return {
    where: { ...where, path: [...path, again] },
    message,
    hint: { zh: '两处只留一处', en: 'keep one of the two' },
    related: [{ where: { ...where, path: [...path, first] }, message: { zh: '第一次出现在这里', en: 'it first stands here' } }],
  };
}

/** A field as a message names it, with list positions counted from 1: `date` of entry 2 of `amendments`. */
function pathName(path: Path): Text {
  let [zh, en] = ['', ''];
  let keys: string[] = [];
  const close = (): void => {
    if (keys.length === 0) return;
    const quoted = `\`${keys.join('.')}\``;
    zh += `${zh === '' ? '' : '的 '}${quoted} `;
    en = en === '' ? quoted : `${quoted} of ${en}`;
    keys = [];
  };
  for (const step of path) {
    if (typeof step === 'string') keys.push(step);
    else {
      close();
      zh += `第 ${step + 1} 项`;
      en = en === '' ? `entry ${step + 1}` : `entry ${step + 1} of ${en}`;
    }
  }
  close();
  return { zh, en };
}

interface Explained {
  readonly message: Text;
  readonly hint?: Text | undefined;
}

function explain(error: ErrorObject, name: Text): Explained {
  const value = shown(error.data);
  switch (error.keyword) {
    case 'type':
      return explainType(error, name, value);
    case 'format':
      return explainDay(error, name, value);
    case 'enum': {
      const values: readonly string[] = error.params.allowedValues.map(String);
      const allowed = listed(values);
      return {
        message: {
          zh: `${name.zh}的值${value.zh} 不在可选值之内：${allowed.zh}`,
          en: `${name.en} is ${value.en}, not one of ${allowed.en}`,
        },
        hint: didYouMean(String(error.data), values),
      };
    }
    case 'const': {
      const wanted = String(error.params.allowedValue);
      return {
        message: { zh: `${name.zh}只能写 \`${wanted}\`，不能写${value.zh}`, en: `${name.en} can only be \`${wanted}\`, not ${value.en}` },
      };
    }
    case 'if':
      return { message: { zh: `${name.zh}写法不对`, en: `${name.en} has none of the forms it may have` } };
    case 'pattern':
      if (error.parentSchema?.$comment === 'day-or-month') return explainDay(error, name, value);
      return String(error.data).trim() === ''
        ? { message: { zh: `${name.zh}没有内容`, en: `${name.en} is blank` } }
        : { message: { zh: `${name.zh}的值${value.zh} 写法不对`, en: `${name.en} is not written as it should be: ${value.en}` } };
    case 'minItems':
    case 'minProperties':
      return {
        message: { zh: `${name.zh}是空的`, en: `${name.en} is empty` },
        hint: { zh: '没有内容就删去这个字段', en: 'leave the field out where there is nothing to say' },
      };
    case 'uniqueItems':
      return { message: { zh: `${name.zh}里有相同的两项`, en: `${name.en} holds the same entry twice` } };
    case 'minimum':
      return {
        message: {
          zh: `${name.zh}的值${value.zh} 小于 ${error.params.limit}`,
          en: `${name.en} is ${value.en}, less than ${error.params.limit}`,
        },
      };
    case 'oneOf':
      return explainChoice(error, name);
    default:
      return { message: { zh: `${name.zh}不符合要求（${error.keyword}）`, en: `${name.en} ${error.message ?? `fails ${error.keyword}`}` } };
  }
}

const typeNames: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组字段', en: 'a map of fields' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
};

function explainType(error: ErrorObject, name: Text, value: Text): Explained {
  if (error.data === null) {
    return {
      message: { zh: `${name.zh}没有值`, en: `${name.en} has no value` },
      hint: { zh: '填上值；不知道就删去这个字段', en: 'give it a value, or leave the field out where it is unknown' },
    };
  }
  if (error.parentSchema?.format !== undefined || error.parentSchema?.$comment === 'day-or-month') return explainDay(error, name, value);
  const wanted = typeNames[String(error.params.type)] ?? { zh: String(error.params.type), en: String(error.params.type) };
  const message = { zh: `${name.zh}应为${wanted.zh}，不能是${value.zh}`, en: `${name.en} must be ${wanted.en}, not ${value.en}` };
  if (error.params.type !== 'string' || typeof error.data === 'object') return { message };
  return { message, hint: { zh: '放进单引号', en: 'put it in single quotes' } };
}

function explainDay(error: ErrorObject, name: Text, value: Text): Explained {
  const meant =
    typeof error.data === 'object'
      ? undefined
      : (dayMeantBy(String(error.data)) ??
        (error.parentSchema?.$comment === 'day-or-month' ? monthMeantBy(String(error.data)) : undefined));
  const isForm = meant === undefined && /^\d{4}([-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{4})$/.test(String(error.data));
  const message = isForm
    ? { zh: `${name.zh}的值${value.zh} 不是日历上的日期`, en: `${name.en} is ${value.en}, a day that the calendar does not have` }
    : { zh: `${name.zh}应为日期，不能是${value.zh}`, en: `${name.en} must be a day, not ${value.en}` };
  const hint = meant === undefined ? undefined : { zh: `写成 ${meant}`, en: `write ${meant}` };
  return { message, hint };
}

function explainChoice(error: ErrorObject, name: Text): Explained {
  const choices: readonly Schema[] = error.parentSchema?.oneOf ?? [];
  const forms = listed(choices.map(({ required = [] }) => required.join(' + ')));
  return { message: { zh: `${name.zh}要且只要写一种：${forms.zh}`, en: `${name.en} must have exactly one of ${forms.en}` } };
}

/** A value as a message quotes it: short, in backquotes, never spilling over; in Chinese with the blank before it. */
function shown(value: unknown): Text {
  if (value === null || value === undefined) return { zh: '空值', en: 'nothing' };
  if (Array.isArray(value)) return { zh: '列表', en: 'a list' };
  if (typeof value === 'object') return { zh: '一组字段', en: 'a map of fields' };
  const text = String(value).replace(/\s+/g, ' ');
  const short = `\`${[...text].length > 40 ? `${[...text].slice(0, 40).join('')}…` : text}\``;
  if (typeof value === 'number') return { zh: `数字 ${short}`, en: `the number ${short}` };
  return { zh: ` ${short}`, en: short };
}

/** Descriptions are written as "中文\n\nEnglish". */
export function described(description: string | undefined): Text | undefined {
  if (description === undefined) return undefined;
  const [zh = '', en = zh] = description.split('\n\n');
  return { zh, en };
}
