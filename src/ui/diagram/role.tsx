import type { ReactNode } from 'react';
import { as } from '#model/ids.ts';
import type { RoleId } from '#model/ids.ts';
import { silhouette } from '#layout/silhouette.ts';
import { sizeOf } from '#layout/sizes.ts';
import { cutText } from '#layout/text.ts';
import type { DrawingProps } from './drawing.ts';
import { Marks, Outline } from './frame.tsx';
import { RolePill } from './tree.tsx';

/** A role with a place of its own: a pill. */
export function RoleDrawing({ node, diagram, state }: DrawingProps<'role'>): ReactNode {
  const size = sizeOf(node);
  return (
    <>
      <Outline shapes={[silhouette('role', size)]} state={state} />
      <RolePill
        diagram={diagram}
        role={as<RoleId>(node.id)}
        name={cutText(node.name, size.w - 46, 12.5, 550)}
        w={size.w}
      />
      <Marks state={state} x={size.w - 10} />
    </>
  );
}
