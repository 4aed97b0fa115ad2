/** What a drawing is called to who listens; without a label it is decoration beside a word, and is not read. */
export const named = (
  label: string | undefined,
): { role: 'img'; 'aria-label': string } | { 'aria-hidden': true } =>
  label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
