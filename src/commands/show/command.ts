// How `mlx show` is asked. What it answers is loaded when it is.
import type { Command } from '../command.ts';

export const show: Command = {
  name: 'show',
  argument: '<id>',
  summary: { zh: '查看一份文件：依据、被谁依据、效力状态、问题', en: 'show one document: basis, what rests on it, standing, findings' },
  examples: [
    { line: 'mlx show jiguan-shiwu-guanli-tiaoli', says: { zh: '按标识', en: 'by id' } },
    { line: "mlx show '鲁事管办发〔2023〕14号' --as-of 2024-12-31", says: { zh: '按编号，看某一天的状态', en: 'by number, on a day' } },
  ],
  options: {},
  needsRegistry: true,
  load: async () => (await import('./show.ts')).run,
};
