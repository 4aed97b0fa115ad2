import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Empty } from '#ui/empty.tsx';
import { links } from '#ui/links.ts';
import { Seal } from '#ui/seal.tsx';
import { useTitle } from '#ui/title.ts';

export function NotFound(): ReactNode {
  const [path] = useLocation();
  useTitle('Not found');
  return (
    <Empty
      page
      title="There is nothing at this address"
      mark={<Seal size={56} outline />}
      action={
        <Button component={Link} href={links.home()}>
          Library
        </Button>
      }
    >
      {path} leads nowhere. SOPs and requests live in the browser profile they were made in.
    </Empty>
  );
}
