/** The app's addresses. Rooms that do not see each other meet by these. */
import type { Digest, NodeId, PersonId, RequestId, SopId } from '#model/ids.ts';

const part = encodeURIComponent;
const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(values).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

/** The directory's pages, in the order of their tabs. */
export const workspaceParts = [
  'people',
  'groups',
  'absences',
  'holidays',
  'keys',
  'storage',
] as const;
export type WorkspacePart = (typeof workspaceParts)[number];

/** What the registry shows: its filters are its address. */
export type RegistryAt = {
  readonly [key in 'standing' | 'find' | 'model' | 'rests']?: string | undefined;
};

export const links = {
  home: (): string => '/',
  editor: (sop: SopId, at: { node?: NodeId } = {}): string => `/sop/${part(sop)}${query(at)}`,
  /**
   * Without a version the draft is played; instead of a sample a stored `request`, from where it comes to `node` or from
   * an `entry` of its log, or `through` a version or the draft as a backtest replays it, new work being approved after
   * so many `hours`; or, `blank`, one that is filled in there.
   */
  play: (
    sop: SopId,
    at: {
      sample?: string;
      version?: Digest;
      request?: RequestId;
      node?: NodeId;
      entry?: string;
      blank?: '1';
      through?: Digest | 'draft';
      hours?: string;
    } = {},
  ): string => `/sop/${part(sop)}/play${query(at)}`,
  /** Without a version the draft is tried; `saved`: one that was kept under a name. */
  backtest: (sop: SopId, at: { version?: Digest; saved?: string } = {}): string =>
    `/sop/${part(sop)}/backtest${query(at)}`,
  forecast: (sop: SopId, at: { version?: Digest } = {}): string =>
    `/sop/${part(sop)}/forecast${query(at)}`,
  version: (sop: SopId, digest: Digest): string => `/sop/${part(sop)}/versions/${part(digest)}`,
  newRequest: (sop: SopId): string => `/sop/${part(sop)}/new`,
  inbox: (): string => '/inbox',
  /** `at`: the work or condition of it that is meant. */
  inboxRequest: (request: RequestId, at: { at?: string | undefined } = {}): string =>
    `/inbox/${part(request)}${query({ at: at.at === '' ? undefined : at.at })}`,
  requests: (at: { sop?: SopId } = {}): string => `/requests${query(at)}`,
  request: (request: RequestId): string => `/requests/${part(request)}`,
  /** `entry`: number of the entry to stand at. */
  audit: (request: RequestId, at: { entry?: string } = {}): string =>
    `/requests/${part(request)}/audit${query(at)}`,
  workspaceAudit: (): string => '/audit',
  workspace: (tab: WorkspacePart = 'people', at: { person?: PersonId } = {}): string =>
    `/workspace${tab === 'people' ? '' : `/${tab}`}${query(at)}`,
  registry: (at: RegistryAt = {}): string => `/registry${query(at)}`,
} as const;

/** An id as the router gives it: it leaves what stands for a slash as it is. */
export function idIn(param: string): string {
  try {
    return decodeURIComponent(param);
  } catch {
    return param;
  }
}

/** Patterns of the router, one a page. */
export const routes = {
  home: '/',
  editor: '/sop/:id',
  play: '/sop/:id/play',
  backtest: '/sop/:id/backtest',
  forecast: '/sop/:id/forecast',
  version: '/sop/:id/versions/:digest',
  newRequest: '/sop/:id/new',
  inbox: '/inbox/:request?',
  requests: '/requests',
  request: '/requests/:id',
  audit: '/requests/:id/audit',
  workspaceAudit: '/audit',
  workspace: '/workspace/:part?',
  registry: '/registry',
} as const;
