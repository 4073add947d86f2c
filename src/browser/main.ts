// What runs in a page of the site. Nothing is reckoned here: what was reckoned is searched, shown and hidden.
import { startFinder } from './finder.ts';
import { startGraph } from './graph.ts';
import { startReplay } from './replay.ts';

for (const finder of document.querySelectorAll<HTMLElement>('.finder')) startFinder(finder);
for (const replay of document.querySelectorAll<HTMLElement>('.replay')) startReplay(replay);
for (const picture of document.querySelectorAll<SVGSVGElement>('svg.picture')) startGraph(picture);
