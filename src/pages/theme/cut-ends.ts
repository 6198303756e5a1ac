/**
 * What scrolls sideways fades at the end behind which there is more, and only there. The element says which in `data-cut`:
 * `start`, `end`, or both.
 */
import { css } from 'lit';

/** To be given to `ref` of lit: watches the element for as long as it stands there. */
export function cutEnds(): (element: Element | undefined) => void {
  let watched: ResizeObserver | undefined;
  return (element) => {
    watched?.disconnect();
    if (!element) return;
    const mark = (): void => markCut(element);
    element.addEventListener('scroll', mark, { passive: true });
    watched = new ResizeObserver(mark);
    for (const each of [element, ...element.children]) watched.observe(each);
  };
}

function markCut(element: Element): void {
  const { scrollWidth, clientWidth } = element;
  // Written from right to left, it counts down from 0.
  const before = Math.abs(element.scrollLeft);
  const cut = [before > 1 ? 'start' : '', scrollWidth - clientWidth - before > 1 ? 'end' : '']
    .filter(Boolean)
    .join(' ');
  if ((element.getAttribute('data-cut') ?? '') !== cut) element.setAttribute('data-cut', cut);
}

export const cutStyles = css`
  [data-cut] {
    --fade: 36px;
    --toward: to right;
  }

  [data-cut]:dir(rtl) {
    --toward: to left;
  }

  [data-cut='end'] {
    mask-image: linear-gradient(var(--toward), #000 calc(100% - var(--fade)), transparent);
  }

  [data-cut='start'] {
    mask-image: linear-gradient(var(--toward), transparent, #000 var(--fade));
  }

  [data-cut='start end'] {
    mask-image: linear-gradient(
      var(--toward),
      transparent,
      #000 var(--fade),
      #000 calc(100% - var(--fade)),
      transparent
    );
  }
`;
