/** Starts the app: theme, database, sample workspace, clock, screens. */
import { MantineProvider } from '@mantine/core';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { openDatabase } from '#store/database.ts';
import { ClausesContext } from '#ui/clauses.tsx';
import { SamplesContext } from '#ui/samples.tsx';
import { cssVariables, theme } from '#ui/theme.ts';
import { WorkspaceProvider } from '#ui/workspace.tsx';
import { App } from './app.tsx';
import { BootDialog } from './boot-check.tsx';
import { checkedAtBoot } from './boot.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { firstStart } from './first-start.ts';
import { samplesOf } from './samples-of.ts';

/** Its reading brings what the first page does not need. */
const loadClauses = async () => (await import('./clauses-of.ts')).clausesOf();

const Toasts = lazy(() => import('./toasts.tsx'));

const database = openDatabase();
const boot = checkedAtBoot(database);
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Suspense>
        <Toasts />
      </Suspense>
      <ErrorBoundary>
        <WorkspaceProvider database={database}>
          <SamplesContext value={samplesOf(database)}>
            <ClausesContext value={loadClauses}>
              <App />
              <BootDialog boot={boot} />
            </ClausesContext>
          </SamplesContext>
        </WorkspaceProvider>
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
);

// Nothing is written by itself before the two copies of the record were held against each other.
void boot.safe.then(async () => {
  await firstStart(database);
  // The clock of requests is off the first load: it brings the engine.
  const { startTimers } = await import('#store/timers.ts');
  startTimers(database);
  const { startOutbox } = await import('#store/outbox.ts');
  startOutbox(database);
});
if (import.meta.env.PROD) void navigator.serviceWorker?.register('/sw.js');
