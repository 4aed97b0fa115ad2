import { Button } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { Callout } from '#ui/callout.tsx';
import { links } from '#ui/links.ts';
import classes from './page.module.css';

interface Props {
  readonly children: ReactNode;
  /** The address: another page starts anew. */
  readonly at?: string;
}
interface State {
  readonly failed: Error | null;
  readonly at?: string | undefined;
}

/** Where a page fails: what happened, what is safe, what to do. React asks for a class here. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: null };

  static getDerivedStateFromProps({ at }: Props, state: State): State | null {
    return state.at === at ? null : { failed: null, at };
  }

  static getDerivedStateFromError(thrown: unknown): Pick<State, 'failed'> {
    return { failed: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (failed === null) return this.props.children;
    return (
      <div className={classes['problem']}>
        <Callout
          tone="error"
          title={titleOf(failed)}
          details={`${failed.name}: ${failed.message}`}
          action={
            <>
              <Button onClick={() => location.reload()}>Reload</Button>
              <Button variant="subtle" component="a" href={links.home()}>
                Library
              </Button>
            </>
          }
        >
          What was saved is unharmed: drafts, versions, requests and the audit trail stand in this
          browser&rsquo;s storage. Reload to go on where you were.
        </Callout>
      </div>
    );
  }
}

function titleOf(failed: Error): string {
  if (/dynamically imported module|importing a module|Failed to fetch/i.test(failed.message))
    return 'A part of the app could not be loaded';
  if (/Database|IndexedDB|Quota|Storage/i.test(`${failed.name} ${failed.message}`))
    return 'The storage of this browser does not answer';
  return 'This page stopped';
}
