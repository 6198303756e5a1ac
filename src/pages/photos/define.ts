/** Makes the elements for photos known. */
import { PhotoTray } from './photo-tray.ts';
import { PhotoViewer } from './photo-viewer.ts';

if (!customElements.get('photo-tray')) {
  customElements.define('photo-tray', PhotoTray);
  customElements.define('photo-viewer', PhotoViewer);
}
