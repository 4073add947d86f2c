// One state after the other: the slider and its buttons choose which is shown.

export function startReplay(replay: HTMLElement): void {
  const frames = [...replay.querySelectorAll<HTMLElement>(':scope > .frame')];
  const slider = replay.querySelector<HTMLElement>('.slider');
  const range = slider?.querySelector<HTMLInputElement>('input');
  if (!slider || !range) return;
  const show = (): void => {
    const chosen = Number(range.value);
    for (const [index, frame] of frames.entries()) frame.hidden = index !== chosen;
    range.setAttribute('aria-valuetext', frames[chosen]?.dataset.label ?? '');
  };
  range.addEventListener('input', show);
  for (const button of slider.querySelectorAll<HTMLButtonElement>('button'))
    button.addEventListener('click', () => {
      range.value = String(Number(range.value) + Number(button.dataset.steps));
      show();
    });
  slider.hidden = false;
  show();
}
