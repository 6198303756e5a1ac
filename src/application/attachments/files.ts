/** The files of a photo: itself, and a small one for where many are shown. */
export const PICTURE_SIZES = ['full', 'thumb'] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** Under which name it lies among the files. */
export const pictureFile = (id: string, size: PictureSize): string => `${id}.${size}`;
/** All of its names. */
export const pictureFiles = (id: string): string[] => PICTURE_SIZES.map((size) => pictureFile(id, size));
