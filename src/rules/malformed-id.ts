// A file name that can be no id.
import type { Finding } from '../diagnostic.ts';
import { idForm, idMeantBy } from '../registry/registry.ts';
import { type RegistryRule, recordFormat } from './rule.ts';

/** Windows takes such a name for a device, whatever its extension: nobody could check the registry out there. */
const ofDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

export const malformedId: RegistryRule = {
  name: 'malformed-id',
  severity: 'error',
  summary: { zh: '文件名不能作标识', en: "a file's name cannot be an id" },
  why: {
    zh: '文件名去掉扩展名就是标识，别的记录用它来引用。大小写、空格、中文在不同系统上会变，引用就断了。',
    en: "The file's name without its extension is the id that other records refer to. Case, blanks and Chinese characters change between systems and break the reference.",
  },
  mend: {
    zh: '改名：小写字母、数字，用连字符分隔，如 jiguan-shiwu-guanli-tiaoli.yaml。',
    en: 'Rename it: lower-case letters and digits with hyphens, such as jiguan-shiwu-guanli-tiaoli.yaml.',
  },
  source: recordFormat,
  example: { wrong: 'registry/laws/机关事务 管理条例.yaml', right: 'registry/laws/jiguan-shiwu-guanli-tiaoli.yaml' },
  *checkRegistry({ files }) {
    for (const { file, id } of files) {
      if (ofDevice.test(id)) yield deviceFinding(file, id);
      if (idForm.test(id) || ofDevice.test(id)) continue;
      const better = idMeantBy(id);
      yield {
        where: { file, path: [], part: 'key' },
        message: { zh: `文件名 \`${id}\` 不能作标识`, en: `the file's name \`${id}\` cannot be an id` },
        hint:
          better === undefined
            ? { zh: '用小写字母、数字和连字符', en: 'use lower-case letters, digits and hyphens' }
            : { zh: `改名为 ${better}.yaml`, en: `rename it to ${better}.yaml` },
      };
    }
  },
};

function deviceFinding(file: string, id: string): Finding {
  return {
    where: { file, path: [], part: 'key' },
    message: {
      zh: `文件名 \`${id}\` 在 Windows 上是设备名，检出不了`,
      en: `the file's name \`${id}\` is that of a device on Windows, where it cannot be checked out`,
    },
    hint: { zh: '换一个名字', en: 'choose another name' },
  };
}
