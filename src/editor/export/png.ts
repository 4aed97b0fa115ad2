/** The drawing as pixels: the SVG file, drawn by the browser. */
import type { Diagram } from '#model/diagram.ts';
import { frameOf, standing } from './sheet.tsx';
import { fontsOf, svgText } from './svg.tsx';

/** Pixels per px of the diagram; fewer where the picture would be larger than a canvas may be. */
const sharp = 2;
const longest = 8_000;

export async function pngOf(diagram: Diagram): Promise<Blob> {
  const { w, h } = frameOf(standing(diagram));
  const scale = Math.min(sharp, longest / w, longest / h);
  const url = URL.createObjectURL(
    new Blob([svgText(diagram, await fontsOf())], { type: 'image/svg+xml' }),
  );
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(w * scale);
    canvas.height = Math.round(h * scale);
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('This browser draws no pictures.');
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => {
      canvas.toBlob((blob) => {
        if (blob === null) failed(new Error('The picture is too large for this browser.'));
        else done(blob);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
