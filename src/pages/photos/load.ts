/**
 * How a page gets what sends and enlarges photos, when somebody first wants to: a part of its own, since most chats never
 * need it. What shops embed asks its server for it instead (../embed/load-photos.ts).
 *
 * @param server only for the embed: whom to ask where nobody knows where its script came from
 */
export const loadPhotos = (_server?: string): Promise<unknown> => import('./define.ts');
