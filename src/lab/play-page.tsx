/** Play: a sample request through the draft or a version, with the real engine; nothing is written anywhere. */
import { Button, Menu } from '@mantine/core';
import { ChevronDown, FlaskConical } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams, useSearch } from 'wouter';
import { compile } from '#engine/compile.ts';
import type { Diagram } from '#model/diagram.ts';
import { as } from '#model/ids.ts';
import type { Digest, NodeId, SopId } from '#model/ids.ts';
import { displayName } from '#model/rows.ts';
import type { Sample } from '#model/sample.ts';
import { playSample } from '#simulate/sample.ts';
import { getSop, getVersion } from '#store/sops.ts';
import { ActingMenu } from '#ui/acting-menu.tsx';
import { Callout } from '#ui/callout.tsx';
import { DiagramView } from '#ui/diagram/diagram-view.tsx';
import { Empty } from '#ui/empty.tsx';
import { links } from '#ui/links.ts';
import { useSamples } from '#ui/samples.tsx';
import { useDirectory, useLive } from '#ui/workspace.tsx';
import { framesOf, isStopped, pathOf } from './frames.ts';
import type { Frame } from './frames.ts';
import { LabHead } from './lab-head.tsx';
import classes from './play.module.css';
import { usePlayer } from './player.ts';
import { statesOf, tokensOf } from './shown.ts';
import { Timeline } from './timeline.tsx';
import { useDraft } from './use-draft.ts';
import { WhyPanel } from './why-panel.tsx';

/** ms a frame rests at speed 1, and what each of its moves adds (LOOK.md §2.4: 420 a flow). */
const rest = 900;
const perMove = 420;

export default function PlayPage(): ReactNode {
  const sop = as<SopId>(useParams<{ id: string }>().id);
  const asked = new URLSearchParams(useSearch());
  const version = asked.get('version');
  /** null: there is no such SOP; then no draft of it is opened either, for that would begin one. */
  const row = useLive(async (db) => (await getSop(db, sop)) ?? null, [sop]);
  const published = useLive(
    async (db) => (version === null ? null : ((await getVersion(db, as<Digest>(version))) ?? null)),
    [version],
  );
  const draft = useDraft(version === null && row ? sop : null);
  const samples = useSamples(sop);
  const diagram = version === null ? draft : published?.diagram;
  const chosen = samples.find((sample) => sample.id === asked.get('sample')) ?? samples[0];
  if (diagram === undefined)
    return (
      <div className={classes['page']}>
        {(version === null ? row === null : published === null) && (
          <Empty title={`This ${version === null ? 'SOP' : 'version'} is not on this device`}>
            <Link href={links.home()}>Back to the library</Link>
          </Empty>
        )}
      </div>
    );
  return (
    <Play
      key={chosen?.id ?? ''}
      sop={sop}
      diagram={diagram}
      version={version}
      number={published?.number}
      newest={row?.effective ?? null}
      samples={samples}
      sample={chosen}
    />
  );
}

interface PlayProps {
  readonly sop: SopId;
  readonly diagram: Diagram;
  readonly version: string | null;
  readonly number: number | undefined;
  readonly newest: Digest | null;
  readonly samples: readonly Sample[];
  readonly sample: Sample | undefined;
}

function Play({ sop, diagram, version, number, newest, samples, sample }: PlayProps): ReactNode {
  const directory = useDirectory();
  const [speed, setSpeed] = useState(1);
  const [follow, setFollow] = useState(true);
  const compiled = useMemo(() => compile(diagram, 'draft'), [diagram]);
  const played = useMemo(
    () => (sample === undefined ? null : playSample(compiled, sample, directory, null)),
    [compiled, sample, directory],
  );
  const frames = useMemo(
    () => (played === null ? [] : framesOf(compiled, played)),
    [compiled, played],
  );
  const pace = useCallback(
    (at: number) => (rest + perMove * (frames[at]?.moves.length ?? 0)) / speed,
    [frames, speed],
  );
  const stops = useCallback((at: number) => isStopped(frames, at), [frames]);
  const player = usePlayer({ count: frames.length, pace, stops, name: sample?.id ?? '' });
  const frame = frames[player.at];
  const path = useMemo(() => pathOf(frames, player.at), [frames, player.at]);
  const shown = useMemo(() => statesOf(diagram, frame, path.left), [diagram, frame, path]);
  const tokens = useMemo(() => tokensOf(frame), [frame]);
  const focus = focusOf(frame);

  return (
    <div
      className={classes['page']}
      onKeyDown={(event) => keys(event, player, frames)}
      role="presentation"
    >
      <LabHead
        sop={sop}
        title={displayName(diagram)}
        number={version === null ? null : (number ?? null)}
        here="play"
        newest={newest}
      >
        {sample !== undefined && (
          <Samples sop={sop} samples={samples} sample={sample} version={version} />
        )}
        <ActingMenu />
      </LabHead>
      <main className={classes['stage']} aria-label="Diagram">
        <div className={classes['banner']} role="note">
          <FlaskConical size={16} strokeWidth={1.75} aria-hidden />
          <b>Simulation</b> nothing is written to real requests
        </div>
        <DiagramView
          diagram={diagram}
          states={shown}
          visited={path.flows}
          tokens={tokens}
          speed={speed}
          focus={focus}
          follow={follow}
        />
      </main>
      <aside className={classes['panel']} aria-label="Why">
        {sample === undefined ? (
          <Empty title="No sample request to play">
            SOPs made from a template bring its sample requests along. Start from the five-gate
            template to see one run.
          </Empty>
        ) : (
          <>
            <WhyPanel
              diagram={diagram}
              compiled={compiled}
              sample={sample}
              frames={frames}
              at={player.at}
            />
            {played && played.stopped !== null && player.at === frames.length - 1 && (
              <Callout tone="refusal" title={played.stopped.says}>
                The script of this sample cannot go on here: this diagram asks for something else
                than the one it was written for.
              </Callout>
            )}
          </>
        )}
      </aside>
      <Timeline
        diagram={diagram}
        frames={frames}
        player={player}
        speed={speed}
        onSpeed={setSpeed}
        follow={follow}
        onFollow={setFollow}
        zone={diagram.control.zone}
      />
    </div>
  );
}

/** Where the eye should be: at a check that stands in the way, else where the act was. */
function focusOf(frame: Frame | undefined): NodeId | null {
  if (frame === undefined) return null;
  return (
    frame.blocks[0]?.node ?? frame.request.tokens.at(-1)?.node ?? frame.moves.at(-1)?.to ?? null
  );
}

function Samples({
  sop,
  samples,
  sample,
  version,
}: Pick<PlayProps, 'sop' | 'samples' | 'version'> & { readonly sample: Sample }): ReactNode {
  const [, go] = useLocation();
  const at = version === null ? {} : { version: as<Digest>(version) };
  return (
    <Menu position="bottom-end" width={420}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          rightSection={<ChevronDown size={14} strokeWidth={2.1} aria-hidden />}
          maw={420}
        >
          {sample.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {samples.map((each) => (
          <Menu.Item
            key={each.id}
            aria-current={each.id === sample.id}
            onClick={() => go(links.play(sop, { ...at, sample: each.id }), { replace: true })}
          >
            <b>{each.name}</b>
            <br />
            <span className={classes['muted']}>{each.story}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Space runs or pauses, arrows step, Shift+arrow goes to the next gate (LOOK.md §7). */
function keys(
  event: React.KeyboardEvent,
  player: ReturnType<typeof usePlayer>,
  frames: readonly Frame[],
): void {
  if (event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="menu"]'))
    return;
  if (event.key === ' ' && !(event.target instanceof HTMLButtonElement))
    player.act({ do: 'toggle' });
  else if (event.key === 'ArrowRight' && event.shiftKey) {
    const gate = frames.findIndex(
      (frame, i) => i > player.at && frame.main.command.type === 'sign',
    );
    player.act(gate < 0 ? { do: 'last' } : { do: 'go', to: gate });
  } else if (event.key === 'ArrowRight') player.act({ do: 'step' });
  else if (event.key === 'ArrowLeft') player.act({ do: 'back' });
  else return;
  event.preventDefault();
}
