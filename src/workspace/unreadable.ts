// Why a file or a folder is not read, in words that disk and Git share.
import { type Text, UserError } from '../diagnostic.ts';

export const leavesRegistry: Text = { zh: '链接指向登记库之外，不读取', en: 'the link leaves the registry and is not followed' };
export const linkedFolder: Text = { zh: '目录链接不读取', en: 'a link to a folder is not followed' };
export const isFolderMessage: Text = { zh: '这是目录，不是文件', en: 'this is a folder, not a file' };
export const isNoFileMessage: Text = { zh: '这不是普通文件', en: 'this is no ordinary file' };

/** A name in another encoding, as a system of Windows writes it into an archive, arrives with marks for what is lost. */
export const nameInAnotherEncoding: Text = {
  zh: '文件名不是 UTF-8 编码，读不出来；请改名',
  en: 'its name is not in UTF-8, so that it cannot be read; rename it',
};

/** For the system's code of an error, such as `ENOENT`. */
export function cannotRead(reason: string): Text {
  return { zh: `文件读不出来：${reasonsInChinese[reason] ?? reason}`, en: `the file cannot be read: ${reason}` };
}

const reasonsInChinese: Readonly<Record<string, string>> = {
  EACCES: '没有读取权限（EACCES）',
  EPERM: '没有读取权限（EPERM）',
  ENOENT: '链接的目标不存在（ENOENT）',
  ELOOP: '链接绕成一圈（ELOOP）',
};

export function noTaxonomy(root: string): UserError {
  return new UserError(
    { zh: `${root} 里没有 taxonomy.yaml，不是登记库`, en: `${root} has no taxonomy.yaml: it is no registry` },
    { zh: '从已有的登记库复制 taxonomy.yaml，再按本单位修改', en: 'copy taxonomy.yaml from an existing registry and adapt it' },
  );
}
