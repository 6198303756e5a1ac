/** What sends and enlarges photos, as a shop's visitor gets it: a script beside the chat's, when somebody first wants it. */
import { homeOf } from './home.ts';

const home = homeOf(document);
let loading: Promise<unknown> | undefined;

export function loadPhotos(server = ''): Promise<unknown> {
  loading ??= new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `${home || server}/embed/parley-photos.js`;
    script.onload = () => resolve();
    script.onerror = () => {
      loading = undefined;
      script.remove();
      reject(new Error(script.src));
    };
    document.head.append(script);
  });
  return loading;
}
