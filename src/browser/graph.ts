// Where the pointer or the keyboard is on a document, the lines to and from it stand out.

export function startGraph(picture: SVGSVGElement): void {
  const lines = [...picture.querySelectorAll<SVGElement>('[data-start]')];
  if (lines.length === 0) return;
  const light = (name: string | undefined): void => {
    for (const line of lines)
      line.classList.toggle('lit', name !== undefined && (line.dataset.start === name || line.dataset.end === name));
    picture.classList.toggle('lighting', name !== undefined);
  };
  const nameAt = (target: EventTarget | null): string | undefined =>
    target instanceof Element ? target.closest<SVGElement>('[data-name]')?.dataset.name : undefined;
  for (const event of ['pointerover', 'focusin'] as const) picture.addEventListener(event, ({ target }) => light(nameAt(target)));
  for (const event of ['pointerleave', 'focusout'] as const) picture.addEventListener(event, () => light(undefined));
}
