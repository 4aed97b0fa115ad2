import { Button } from '@mantine/core';
import { Check, Copy, KeyRound, ListX } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Request } from '#engine/request.ts';
import { readClaims } from '#formats/token.ts';
import type { Claims } from '#formats/token.ts';
import { hash } from '#store/hash.ts';
import { exportJwks, exportStatusList } from '#store/keys.ts';
import { Callout } from '#ui/callout.tsx';
import { dateTimeText, plural, shortDigest } from '#ui/format.ts';
import { VersionSeal } from '#ui/version-seal.tsx';
import { useDatabase } from '#ui/workspace.tsx';
import { downloadText } from './download-text.ts';
import { useScope } from './request-scope.tsx';
import classes from './token-card.module.css';

/** The approval tokens this request's ends issued: what each says, for a pipeline to take along. Nothing without one. */
export function TokenCards(): ReactNode {
  const { request, record } = useScope();
  return request.issued.map(({ token, certified }) => {
    const event = record.events.find((each) => each.type === 'certified' && each.token === token);
    const jws: unknown = event?.type === 'certified' ? event.jws : null;
    return (
      <section key={token} className={classes['card']} aria-label="Approval token">
        {certified === null ? (
          <p className={classes['small']}>The approval token is being signed on this device.</p>
        ) : (
          <Token jws={typeof jws === 'string' ? jws : null} />
        )}
      </section>
    );
  });
}

function Token({ jws }: { readonly jws: string | null }): ReactNode {
  const { request, version, now } = useScope();
  const claims = readClaims(jws);
  if (jws === null || claims === null)
    return <p className={classes['small']}>The approval token was erased by a redaction.</p>;
  const digest = hash(jws);
  const against = standsNot(request, claims, now);
  return (
    <>
      <div className={classes['head']}>
        <VersionSeal digest={digest} size={88} />
        <h2>Approval token</h2>
        <div className={classes['small']}>
          EdDSA, digest {shortDigest(digest)}, issued {dateTimeText(claims.iat * 1000)}
        </div>
      </div>
      {against !== null && (
        <Callout tone="warning" title={against}>
          Download the status list again: pipelines refuse it by that.
        </Callout>
      )}
      <dl className={classes['facts']}>
        <Fact word="Subject">{claims.sub}</Fact>
        {claims.artifacts.map(({ name, sha256 }) => (
          <Fact key={`${name}${sha256}`} word="Artifact">
            <span className={classes['mono']} title={`${name}: sha256:${sha256}`}>
              sha256 {shortDigest(sha256)}
            </span>
          </Fact>
        ))}
        {claims.artifacts.length === 0 && (
          <Fact word="Artifact">None named: no pipeline can match it</Fact>
        )}
        <Fact word="SOP">
          Version {claims.sop.version ?? version.number}{' '}
          <span className={classes['mono']}>{shortDigest(claims.version_digest)}</span>
        </Fact>
        <Fact word="Signers">{signersText(claims)}</Fact>
        <Fact word="Conditions">{conditionsText(claims)}</Fact>
        {claims.window !== null && <Fact word="Window">{windowText(claims, now)}</Fact>}
        <Fact word="Valid to">{dateTimeText(claims.exp * 1000)}</Fact>
      </dl>
      <Actions jws={jws} />
      <Pipeline claims={claims} />
    </>
  );
}

function Fact({
  word,
  children,
}: {
  readonly word: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Why it would be refused whatever its signature says; null: it stands. */
function standsNot({ outcome }: Request, { exp }: Claims, now: number): string | null {
  if (outcome === 'revoked') return 'Revoked';
  if (outcome === 'rejected' || outcome === 'withdrawn')
    return `Revoked: the request was ${outcome} afterwards`;
  return outcome === 'expired' || now >= exp * 1000 ? 'Expired' : null;
}

function signersText({ signers }: Claims): string {
  const open = signers.filter(({ auth }) => auth === 'none').length;
  const people = new Set(signers.map(({ id }) => id)).size;
  const count = `${plural(signers.length, 'signature')} by ${plural(people, 'person', 'people')}`;
  if (open === 0) return `${count}, all authenticated`;
  return `${count}, ${open === signers.length ? 'none' : signers.length - open} authenticated`;
}

function conditionsText({ conditions }: Claims): string {
  if (conditions.length === 0) return 'None';
  const open = conditions.filter(({ status }) => status === 'open').length;
  return `${conditions.length} carried, ${open} open when it was issued`;
}

function windowText({ window }: Claims, now: number): string {
  const open = window?.open ?? [];
  const seconds = now / 1000;
  const here = open.find(([from, to]) => from <= seconds && seconds < to);
  if (here !== undefined) return `Open until ${dateTimeText(here[1] * 1000)}`;
  const next = open.find(([from]) => from > seconds);
  return next === undefined ? 'Does not open again' : `Opens ${dateTimeText(next[0] * 1000)}`;
}

function Actions({ jws }: { readonly jws: string }): ReactNode {
  const database = useDatabase();
  const [said, say] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(jws);
      say('Copied.');
    } catch {
      downloadText('approval-token.jws', jws, 'application/jose');
      say('The clipboard is closed to this page, so the token was downloaded instead.');
    }
  };
  const fetch = async (name: string, type: string, make: () => Promise<string>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      downloadText(name, await make(), type);
      say(null);
    } catch (error) {
      say(`${name} could not be made: ${error instanceof Error ? error.message : 'unknown'}.`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className={classes['actions']}>
        <Button
          variant="default"
          size="sm"
          leftSection={
            said === 'Copied.' ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />
          }
          onClick={() => void copy()}
        >
          Copy
        </Button>
        <Button
          variant="default"
          size="sm"
          leftSection={<KeyRound size={16} aria-hidden />}
          onClick={() =>
            void fetch('countersign.jwks.json', 'application/json', () => exportJwks(database))
          }
        >
          Key set
        </Button>
        <Button
          variant="default"
          size="sm"
          leftSection={<ListX size={16} aria-hidden />}
          onClick={() =>
            void fetch('countersign.status.jws', 'application/jose', () =>
              exportStatusList(database),
            )
          }
        >
          Status list
        </Button>
      </div>
      <output className={classes['small']}>{said}</output>
    </>
  );
}

/** What a deployment pipeline does with it. */
function Pipeline({ claims }: { readonly claims: Claims }): ReactNode {
  const artifact = claims.artifacts[0];
  return (
    <details className={classes['pipeline']}>
      <summary>In a deployment pipeline</summary>
      <p>
        The pipeline checks the token against the artifact before it deploys: it ends with 0 only
        for a token of this workspace that is valid now and names exactly that artifact, else with 1
        and one sentence why. The key set stays in the pipeline; the status list is good for seven
        days.
      </p>
      <pre>
        {[
          'countersign verify-token approval-token.jws \\',
          '  --keys countersign.jwks.json \\',
          '  --status countersign.status.jws \\',
          `  --artifact ${artifact === undefined ? 'FILE' : `sha256:${artifact.sha256}`}`,
        ].join('\n')}
      </pre>
    </details>
  );
}
