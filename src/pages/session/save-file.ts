/** How long the browser has to take a file over before it is forgotten, in milliseconds. */
const KEPT_MS = 60_000;

/** Hands the browser a file under a name, as if it had been linked to. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
