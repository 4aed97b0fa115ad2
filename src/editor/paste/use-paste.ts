/** What is pasted or dropped on the canvas and is no clip of ours: Mermaid, a table, a list, an SOP's file. */
import { useEffect } from 'react';
import { flavor } from '../clipboard.ts';
import { useEditor } from '../context.ts';
import { panelsOf } from '../outline/panels.ts';
import type { Point } from '../state.ts';

/** Bytes of a file that is read at all. */
const largest = 10e6;

const inField = (): boolean =>
  document.activeElement?.closest('input, textarea, [contenteditable="true"], [role="dialog"]') !==
    null && document.activeElement !== null;
const isClip = (text: string): boolean => text.startsWith('{"countersign":"clip"');

export function usePaste(): void {
  const editor = useEditor();
  useEffect(() => {
    const { commands, store } = editor;
    const say = (text: string, failed: boolean): void => {
      panelsOf(store).setState({ said: { text, failed } });
    };
    const take = async (text: string, html: string, at: Point | null): Promise<void> => {
      try {
        const { pasteText } = await import('./pasted-text.ts');
        const answer = await pasteText(editor, text, html, at);
        if (answer !== null) panelsOf(store).setState({ said: answer });
      } catch (error) {
        say(`Nothing was pasted. ${error instanceof Error ? error.message : String(error)}`, true);
      }
    };
    const onPaste = (event: ClipboardEvent): void => {
      const data = event.clipboardData;
      if (event.defaultPrevented || data === null || inField()) return;
      const text = data.getData('text/plain');
      if (data.getData(flavor) !== '' || isClip(text)) return;
      if (text.trim() === '') {
        if ([...data.files].some(({ type }) => type.startsWith('image/'))) say(noPictures, true);
        return;
      }
      void take(text, data.getData('text/html'), commands.view()?.pointer() ?? null);
    };
    const onCanvas = (event: DragEvent): boolean =>
      event.target instanceof Element && event.target.closest('main') !== null;
    const onOver = (event: DragEvent): void => {
      const types = event.dataTransfer?.types ?? [];
      if (onCanvas(event) && (types.includes('Files') || types.includes('text/plain')))
        event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      const data = event.dataTransfer;
      if (event.defaultPrevented || data === null || !onCanvas(event)) return;
      const at = commands.view()?.toDiagram({ x: event.clientX, y: event.clientY }) ?? null;
      const [file] = data.files;
      if (file === undefined) {
        const text = data.getData('text/plain');
        if (text.trim() === '') return;
        event.preventDefault();
        void take(text, data.getData('text/html'), at);
        return;
      }
      event.preventDefault();
      if (file.type.startsWith('image/')) say(noPictures, true);
      else if (file.size > largest)
        say(
          `“${file.name}” has ${(file.size / 1e6).toFixed(0)} MB; at most ${largest / 1e6} MB are read. Nothing was changed.`,
          true,
        );
      else void file.text().then((text) => take(text, '', at));
    };
    addEventListener('paste', onPaste);
    addEventListener('dragover', onOver);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('paste', onPaste);
      removeEventListener('dragover', onOver);
      removeEventListener('drop', onDrop);
    };
  }, [editor]);
}

const noPictures =
  'A diagram holds no pictures. Add a document (K) and link to where the picture is kept.';
