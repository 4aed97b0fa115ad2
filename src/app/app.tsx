/** Routes: each room is loaded when it is entered. */
import { lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import type { PublishSlot } from '#editor/editor.tsx';
import { routes } from '#ui/links.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import LibraryPage from './library/library-page.tsx';
import { Loading } from './loading.tsx';
import { NotFound } from './not-found.tsx';
import { PaletteSlot } from './palette-slot.tsx';
import { room } from './room.tsx';
import { Shell } from './shell.tsx';
import { StorageBar } from './storage-bar.tsx';

const editor = room(() => import('#editor/editor-page.tsx'));
const EditorPage = editor.Room;
const PlayPage = lazy(() => import('#lab/play-page.tsx'));
const BacktestPage = lazy(() => import('#lab/backtest/backtest-page.tsx'));
const SampleYearButton = lazy(() =>
  import('./sample-year.tsx').then((year) => ({ default: year.SampleYearButton })),
);
/** A backtest needs requests. */
const sampleYear = (
  <Suspense fallback={null}>
    <SampleYearButton />
  </Suspense>
);
const ForecastPage = lazy(() => import('#lab/forecast/forecast-page.tsx'));
const PublishDialog = lazy(() =>
  import('#review/publish-dialog.tsx').then((review) => ({ default: review.PublishDialog })),
);
const VersionPage = lazy(() => import('./version-page.tsx'));
const IntakePage = lazy(() => import('#run/intake-page.tsx'));
const inbox = room(() => import('#run/inbox-page.tsx'));
const InboxPage = inbox.Room;
const RequestsPage = lazy(() => import('#run/requests-page.tsx'));
const RequestPage = lazy(() => import('#run/request-page.tsx'));
const AuditPage = lazy(() => import('#run/audit-page.tsx'));
const RegistryPage = lazy(() => import('#run/registry-page.tsx'));
const WorkspacePage = lazy(() => import('./workspace/workspace-page.tsx'));

const publish = (slot: PublishSlot): ReactNode => <PublishDialog {...slot} opened />;

/**
 * What opening an SOP needs, and then the inbox, is fetched while the library is looked at, so that the first click does
 * not wait for it. A failure here is met again, and said, where the room is entered.
 */
async function fetchAhead(): Promise<void> {
  await Promise.allSettled([
    editor.fetch(),
    import('#collab/seed.ts'),
    import('#store/sop-life.ts'),
    import('#store/directory.ts'),
  ]);
  await Promise.allSettled([inbox.fetch()]);
}

export function App(): ReactNode {
  useEffect(() => {
    // Not every browser has requestIdleCallback.
    const timer = setTimeout(() => void fetchAhead(), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <PaletteSlot />
      <Switch>
        {/* These take the whole width, and bring their own header. */}
        <Route path={routes.editor}>
          <StorageBar floats />
          <Guarded>
            <EditorPage publish={publish} />
          </Guarded>
        </Route>
        <Route path={routes.play}>
          <StorageBar floats />
          <Guarded>
            <PlayPage />
          </Guarded>
        </Route>
        <Route path={routes.backtest}>
          <StorageBar floats />
          <Guarded>
            <BacktestPage offer={sampleYear} />
          </Guarded>
        </Route>
        <Route path={routes.forecast}>
          <StorageBar floats />
          <Guarded>
            <ForecastPage />
          </Guarded>
        </Route>
        <Route>
          <Shell>
            <Guarded>
              <Switch>
                <Route path={routes.home} component={LibraryPage} />
                <Route path={routes.version} component={VersionPage} />
                <Route path={routes.newRequest} component={IntakePage} />
                <Route path={routes.inbox} component={InboxPage} />
                <Route path={routes.requests} component={RequestsPage} />
                <Route path={routes.registry} component={RegistryPage} />
                <Route path={routes.request} component={RequestPage} />
                <Route path={routes.audit} component={AuditPage} />
                <Route path={routes.workspaceAudit} component={AuditPage} />
                <Route path={routes.workspace} component={WorkspacePage} />
                <Route component={NotFound} />
              </Switch>
            </Guarded>
          </Shell>
        </Route>
      </Switch>
    </>
  );
}

/** A page that fails says so in its place; the next page starts anew. */
function Guarded({ children }: { readonly children: ReactNode }): ReactNode {
  const [path] = useLocation();
  return (
    <ErrorBoundary at={path}>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </ErrorBoundary>
  );
}
