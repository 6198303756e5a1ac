/** Where scenes of a foreign system are put on: a storage for each test of the file, and hooks that clear it away. */
import { afterEach, beforeEach } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { sqliteStore, type TestStore } from './stores.ts';

/** The whole service beside a foreign system that is played. */
interface Scene {
  service: { close(): Promise<void> };
  /** Ends both. */
  close(): Promise<void>;
}

export interface Stage<Options, S> {
  /** Puts a scene on, in place of the one that stands. */
  start(options?: Options): Promise<void>;
  /** The service goes down and comes up again, beside the same foreign system. */
  restart(options?: Options): Promise<void>;
  /** A second service beside the same system, on the same storage; whoever asks for it closes it. */
  another(): Promise<S>;
}

/** `onScene` gets each scene that is put on. `open`: another storage than SQLite. */
export function stageOf<S extends Scene, Options extends { beside?: Partial<S> | undefined }>(
  make: (store: Store, options: Options) => Promise<S>,
  onScene: (scene: S) => void,
  open = sqliteStore,
): Stage<Options, S> {
  let stored: TestStore;
  let scene: S | null = null;
  const standing = (): S => {
    if (!scene) throw new Error('nothing was started');
    return scene;
  };
  const put = async (options: Options): Promise<void> => {
    scene = await make(stored.store, options);
    onScene(scene);
  };
  const besideOf = (other: S, options = {} as Options): Options => ({ ...options, beside: other });
  beforeEach(async () => {
    stored = await open();
  });
  afterEach(async () => {
    await scene?.close();
    scene = null;
    await stored.cleanup();
  });
  return {
    async start(options = {} as Options) {
      await scene?.close();
      await put(options);
    },
    async restart(options) {
      const before = standing();
      await before.service.close();
      await put(besideOf(before, options));
    },
    another: () => make(stored.store, besideOf(standing())),
  };
}
