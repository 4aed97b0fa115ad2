/** Starts the app: theme, database, sample workspace, clock, screens. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openDatabase } from '#store/database.ts';
import { ClausesContext } from '#ui/clauses.tsx';
import { SamplesContext } from '#ui/samples.tsx';
import { cssVariables, theme } from '#ui/theme.ts';
import { WorkspaceProvider } from '#ui/workspace.tsx';
import { App } from './app.tsx';
import { clausesOf } from './clauses-of.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { firstStart } from './first-start.ts';
import { samplesOf } from './samples-of.ts';

const database = openDatabase();
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-left" autoClose={6000} limit={3} />
      <ErrorBoundary>
        <WorkspaceProvider database={database}>
          <SamplesContext value={samplesOf(database)}>
            <ClausesContext value={clausesOf}>
              <App />
            </ClausesContext>
          </SamplesContext>
        </WorkspaceProvider>
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
);

void firstStart(database);
// The clock of requests is off the first load: it brings the engine.
void import('#store/timers.ts').then(({ startTimers }) => startTimers(database));
void navigator.storage?.persist?.();
if (import.meta.env.PROD) void navigator.serviceWorker?.register('/sw.js');
