/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type = 'application/json'): void {
  downloadBlob(name, new Blob([text], { type }));
}

/** As `download`, of content that is no text. */
export function downloadBlob(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the blob once it began; a second is more than it needs for that.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A file name of a title: "AI policy §4.2" → "ai-policy-4-2". */
export function fileName(title: string): string {
  const name = title
    .normalize('NFKD')
    .replaceAll(/[^\w]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return name === '' ? 'sop' : name;
}
