/** What an element does for as long as it stands in a page. */
import type { ReactiveControllerHost } from 'lit';

/** Hears events of something that outlives it. */
export function listens<E extends Event>(
  host: ReactiveControllerHost,
  target: EventTarget,
  type: string,
  heard: (event: E) => void,
): void {
  host.addController({
    hostConnected: () => target.addEventListener(type, heard as EventListener),
    hostDisconnected: () => target.removeEventListener(type, heard as EventListener),
  });
}

/** Does something every so many milliseconds: draws itself anew, where nothing else is said. */
export function every(host: ReactiveControllerHost, ms: number, does = (): void => host.requestUpdate()): void {
  let ticking: ReturnType<typeof setInterval>;
  host.addController({
    hostConnected: () => {
      ticking = setInterval(does, ms);
    },
    hostDisconnected: () => clearInterval(ticking),
  });
}
