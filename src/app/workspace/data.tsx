/** What lies in this browser: the samples it came with, how much there is, and the way out of it. */
import { Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { hasSamples, installSamples, removeSamples } from '#store/samples.ts';
import { Callout } from '#ui/callout.tsx';
import { sizeText } from '#ui/format.ts';
import { useDatabase, useLive } from '#ui/workspace.tsx';
import { loadTemplate } from '../library/template-files.ts';
import { PortableSection } from '../portable-section.tsx';
import { SampleYearSection } from '../sample-year.tsx';
import classes from './workspace.module.css';

export default function Data(): ReactNode {
  return (
    <>
      <Samples />
      <SampleYearSection />
      <Storage />
      <PortableSection />
    </>
  );
}

function Samples(): ReactNode {
  const database = useDatabase();
  const there = useLive(hasSamples, []);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  if (there === undefined) return null;
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  if (!there)
    return (
      <section className={classes['section']} aria-labelledby="samples">
        <h2 id="samples">Sample people</h2>
        <p className={classes['intro']}>
          Thirty people in the groups of the five-gate template, so that there is somebody to act
          as.
        </p>
        <Button
          loading={busy}
          onClick={() =>
            void run(async () =>
              installSamples(database, await loadTemplate('general/five-gate-deployment')),
            )
          }
        >
          Add the sample people
        </Button>
      </section>
    );
  return (
    <section className={classes['section']}>
      <Callout
        tone="info"
        title="This workspace holds samples"
        action={
          asking ? (
            <>
              <Button
                color="rejected"
                variant="filled"
                loading={busy}
                onClick={() => void run(() => removeSamples(database))}
              >
                Remove samples
              </Button>
              <Button variant="subtle" onClick={() => setAsking(false)}>
                Keep them
              </Button>
            </>
          ) : (
            <Button
              leftSection={<Trash2 size={14} strokeWidth={2.1} aria-hidden />}
              onClick={() => setAsking(true)}
            >
              Remove samples
            </Button>
          )
        }
      >
        {asking
          ? 'Sample people who have acted stay as inactive, for the audit trail names them. Your SOPs and requests stay. You can add the samples again.'
          : 'The people and groups marked as samples came with the app, so that there is somebody to act as.'}
      </Callout>
    </section>
  );
}

function Storage(): ReactNode {
  const [facts, set] = useState<{ usage: number; quota: number; kept: boolean } | null>(null);
  useEffect(() => {
    let gone = false;
    void (async () => {
      const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      const kept = (await navigator.storage?.persisted?.()) ?? false;
      if (!gone) set({ usage, quota, kept });
    })();
    return () => {
      gone = true;
    };
  }, []);
  return (
    <section className={classes['section']} aria-labelledby="storage">
      <div className={classes['head']}>
        <h2 id="storage" className={classes['grow']}>
          Storage
        </h2>
      </div>
      <p className={classes['prose']}>
        Everything lies in this browser profile; nothing leaves the device unless you export it.
        {facts !== null &&
          ` ${sizeText(facts.usage)} used of ${sizeText(facts.quota)} the browser grants. ${
            facts.kept
              ? 'The browser keeps it until you clear it.'
              : 'The browser may clear it when space runs short: export what must not be lost.'
          }`}
      </p>
      <p className={classes['prose']}>
        <a href="/licenses.txt" target="_blank" rel="noreferrer">
          Licenses of the software this is built from
        </a>
      </p>
    </section>
  );
}
