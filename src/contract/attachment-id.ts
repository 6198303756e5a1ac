/** Ids of photos, apart from the shapes of what is sent, so that pages can know one without them. */
export const ATTACHMENT_ID = /^att_[\w-]{1,64}$/u;
export const isAttachmentId = (text: string): boolean => ATTACHMENT_ID.test(text);
