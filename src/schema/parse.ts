// A schema's text as JSON, and what is said where it is none: the installation is damaged.
import { isRecord, type Text, UserError } from '../diagnostic.ts';

/** A JSON Schema, as far as the tool looks into it. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly type?: string;
  readonly description?: string | undefined;
  readonly definitions?: Definitions;
  readonly properties?: Definitions;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly then?: Schema;
  readonly else?: Schema;
}

export type Definitions = Readonly<Record<string, Schema>>;

export function parseSchema(name: string, text: string): Schema {
  try {
    const schema: unknown = JSON.parse(text);
    if (isRecord(schema)) return schema as Schema;
  } catch (error) {
    throw brokenSchema(name, error);
  }
  throw brokenSchema(name, new Error('not an object'));
}

export function brokenSchema(name: string, error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError({ zh: `schemas/${name} 已损坏：${reason}`, en: `schemas/${name} is broken: ${reason}` }, reinstall);
}

const reinstall: Text = {
  zh: '重新安装 mlx-registry，或恢复 schemas 目录',
  en: 'install mlx-registry again, or restore its schemas folder',
};

export function missingSchema(name: string): UserError {
  return new UserError({ zh: `缺少 schemas/${name}`, en: `schemas/${name} is missing` }, reinstall);
}
