/** Copy, cut and paste through the system's clipboard, outside fields. */
import { useEffect } from 'react';
import { flavor } from './clipboard.ts';
import type { Editor } from './context.ts';

const inField = (): boolean =>
  document.activeElement?.closest('input, textarea, [contenteditable="true"], [role="dialog"]') !==
    null && document.activeElement !== null;

export function useClipboard({ commands }: Editor): void {
  useEffect(() => {
    const copy = (event: ClipboardEvent): void => {
      if (inField() || (getSelection()?.toString() ?? '') !== '') return;
      const text = commands.copy();
      if (text === null || event.clipboardData === null) return;
      event.clipboardData.setData(flavor, text);
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') commands.remove();
    };
    const paste = (event: ClipboardEvent): void => {
      const data = event.clipboardData;
      const own = data?.getData(flavor) ?? '';
      const text = own === '' ? (data?.getData('text/plain') ?? '') : own;
      if (!inField() && commands.paste(text)) event.preventDefault();
    };
    addEventListener('copy', copy);
    addEventListener('cut', copy);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('copy', copy);
      removeEventListener('cut', copy);
      removeEventListener('paste', paste);
    };
  }, [commands]);
}
