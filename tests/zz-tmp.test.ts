import { it, expect } from 'vitest';
import { readFileSync } from 'node:fs';
import { harmless, hiddenIn } from '../src/diagnostic.ts';
it('x', () => {
  const show = (s: string) => hiddenIn(s).map((c) => c.codePointAt(0)?.toString(16)).join(' ');
  for (const s of ['甲\u200b乙', '葛\u{e0100}', 'a\u{e0100}', '❤\ufe0f', '1\ufe0f', '👩\u200d💻', '👩🏽\u200d💻', '甲\u200d乙', '，\ufe01', 'a\n\tb', 'a\rb', '\ud800x', '\ufdd0', '\u{1ffff}', '\u{e0041}', '\ufff9', '\u2028', '\u00a0\u3000', '\u061c', '葛\u{e0100}\u{e0101}', '\u009b', '\u007f', 'ب\u200cب', '\u1820\u180b', 'x\u180b','\u3164'])
    console.log(JSON.stringify(s), '→', show(s), harmless(s));
  const note = '机关事务管理条例，由国务院公布。\n'.repeat(40), plain = note.replaceAll('\n', '');
  for (const t of [plain, note]) { const a = performance.now(); for (let i = 0; i < 10000; i++) hiddenIn(t); console.log(t.length, (performance.now() - a) / 10000 * 1000, 'us'); }
});
