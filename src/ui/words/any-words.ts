import type { Event } from '#engine/event.ts';
import type { Request } from '#engine/request.ts';
import type { SopEvent } from '#engine/sop/event.ts';
import type { WorkspaceEvent } from '#engine/workspace/event.ts';
import type { Diagram } from '#model/diagram.ts';
import type { Directory } from '#model/directory.ts';
import { namesOf } from '../names.ts';
import { toldOfSop } from './sop-words.ts';
import type { Told } from './told.ts';
import { told } from './words.ts';
import { toldOfWorkspace } from './workspace-words.ts';

/** An event of any stream, with the version its request runs on, where it is one of a request. */
export type AnyEvent =
  | { readonly of: 'request'; readonly event: Event; readonly diagram: Diagram | null }
  | { readonly of: 'sop'; readonly event: SopEvent }
  | {
      readonly of: 'workspace';
      readonly event: WorkspaceEvent;
      /** The directory it changed. */
      readonly before?: Directory | undefined;
    };

/** Any event of the workspace in words. */
export function toldAny(any: AnyEvent, directory: Directory, request: Request | null = null): Told {
  switch (any.of) {
    case 'request':
      return told(any.event, namesOf(any.diagram, directory, request));
    case 'sop':
      return toldOfSop(any.event);
    case 'workspace':
      return toldOfWorkspace(any.event, namesOf(null, directory), any.before);
  }
}
