import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { requestCalled } from '#store/numbers.ts';
import { links } from '#ui/links.ts';
import { useDatabase } from '#ui/workspace.tsx';
import classes from './requests-page.module.css';

/** The way to a request that somebody names: Enter opens it. */
export function NumberFind(): ReactNode {
  const database = useDatabase();
  const [, go] = useLocation();
  const [said, say] = useState('');
  const [missing, miss] = useState<string | null>(null);
  const find = async (): Promise<void> => {
    const request = await requestCalled(database, said);
    if (request === undefined) miss(said.trim());
    else go(links.request(request));
  };
  return (
    <form
      className={classes['find']}
      onSubmit={(event) => {
        event.preventDefault();
        if (said.trim() !== '') void find();
      }}
    >
      <TextInput
        size="sm"
        aria-label="Find by number"
        placeholder="Number, as REQ-0412"
        leftSection={<Search size={14} strokeWidth={2.1} aria-hidden />}
        value={said}
        error={missing === null ? undefined : `No request here is called ${missing}`}
        onChange={(event) => {
          say(event.currentTarget.value);
          miss(null);
        }}
      />
    </form>
  );
}
