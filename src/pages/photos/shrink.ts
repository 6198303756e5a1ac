/**
 * A photo as it is sent: no wider or higher than the server would keep it, and a JPEG. What a phone takes weighs ten times
 * that. Where and with what it was taken is lost on the way, as it should be.
 */
import { HEIC_HEAD_BYTES, isHeic, isHeicType } from '../../contract/heic.ts';

const MOST_PIXELS_A_SIDE = 2_048;
const QUALITY = 0.85;

/** Whether the file is HEIC by what it is called, or by how it begins. */
export async function isHeicFile(file: File): Promise<boolean> {
  if (isHeicType(file.type) || /\.hei[cf]$/iu.test(file.name)) return true;
  return isHeic(new Uint8Array(await file.slice(0, HEIC_HEAD_BYTES).arrayBuffer()));
}

/** Throws where this browser cannot read the picture, as most cannot read HEIC. */
export async function drawn(file: Blob): Promise<HTMLCanvasElement> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const share = Math.min(1, MOST_PIXELS_A_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  // What is transparent would become black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

export const jpegOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', QUALITY);
  });
