/** Templates by industry, each with a thumbnail of its real diagram. Opening one makes a draft of one's own at once. */
import { SegmentedControl } from '@mantine/core';
import {
  BriefcaseBusiness,
  Building2,
  Factory,
  HeartPulse,
  Landmark,
  Layers,
  ShoppingBag,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { SopId } from '#model/ids.ts';
import { gateNumber, nodesOf } from '#model/rows.ts';
import { failureSays } from '#store/quota.ts';
import { Callout } from '#ui/callout.tsx';
import { Overview } from '#ui/diagram/overview.tsx';
import { plural } from '#ui/format.ts';
import { useWidth } from '#ui/width.ts';
import pageClasses from '../page.module.css';
import classes from './library.module.css';
import { createFrom, prepare } from './make.ts';
import type { Maker } from './make.ts';
import { industryWord, loadCards, loadTemplate, templateIds } from './template-files.ts';
import type { TemplateCard } from './template-files.ts';

const icons: Readonly<Record<string, LucideIcon>> = {
  'Any industry': Layers,
  'Financial services': Landmark,
  Healthcare: HeartPulse,
  'E-commerce': ShoppingBag,
  Manufacturing: Factory,
  Agencies: BriefcaseBusiness,
  'Public sector': Building2,
};
const thumbnail = 136;

/** What opening it takes is ready by the time somebody who points at it clicks. */
const pointedAt = ({ id }: TemplateCard): void =>
  void loadTemplate(id).then(({ diagram }) => prepare(diagram), console.error);

export function Templates({
  maker,
  onOpen,
}: {
  readonly maker: Maker;
  readonly onOpen: (sop: SopId) => void;
}): ReactNode {
  const templates = useTemplates();
  const [industry, setIndustry] = useState('');
  const [opening, setOpening] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const industries = [...new Set(templates.map(industryOf))];
  const use = async ({ id }: TemplateCard): Promise<void> => {
    if (opening !== null) return;
    setOpening(id);
    try {
      onOpen(await createFrom(maker, await loadTemplate(id)));
    } catch (thrown) {
      setFailed(failureSays(thrown));
      setOpening(null);
    }
  };
  return (
    <section className={pageClasses['section']} aria-labelledby="templates">
      <div className={pageClasses['sectionHead']}>
        <h2 id="templates" className={pageClasses['grow']}>
          Start from a template
        </h2>
        {industries.length > 1 && (
          <SegmentedControl
            aria-label="Industry"
            value={industry}
            onChange={setIndustry}
            data={[
              { value: '', label: 'All industries' },
              ...industries.map((one) => ({ value: one, label: one })),
            ]}
          />
        )}
      </div>
      {failed !== null && (
        <div className={classes['failures']}>
          <Callout tone="error" title="The template could not be opened">
            {failed}
          </Callout>
        </div>
      )}
      <div className={classes['grid']}>
        {templates.length === 0
          ? // Placeholders stand where the cards will; their number is known from the start.
            templateIds.map((id) => (
              <div key={id} className={classes['card']} aria-hidden>
                <div className={classes['thumbnail']} />
                <div className={classes['about']} />
              </div>
            ))
          : templates
              .filter((template) => industry === '' || industryOf(template) === industry)
              .map((template) => (
                <Card
                  key={template.id}
                  template={template}
                  busy={opening === template.id}
                  onUse={() => void use(template)}
                />
              ))}
      </div>
    </section>
  );
}

function Card({
  template,
  busy,
  onUse,
}: {
  readonly template: TemplateCard;
  readonly busy: boolean;
  readonly onUse: () => void;
}): ReactNode {
  const { diagram } = template;
  const industry = industryOf(template);
  const [ref, width] = useWidth<HTMLDivElement>();
  // As the seals count: gates of one phase share a number.
  const gates = new Set(nodesOf(diagram, 'gate').map(({ id }) => gateNumber(diagram, id) ?? id))
    .size;
  const Icon = icons[industry] ?? Layers;
  return (
    <button
      type="button"
      className={classes['card']}
      onClick={onUse}
      onPointerEnter={() => pointedAt(template)}
      onFocus={() => pointedAt(template)}
      aria-busy={busy}
      title={diagram.control.purpose}
    >
      <div className={classes['thumbnail']} ref={ref}>
        {width > 0 && <Overview diagram={diagram} width={width} height={thumbnail} />}
      </div>
      <div className={classes['about']}>
        <span className={classes['name']}>{diagram.control.title}</span>
        <span className={classes['facts']}>
          <Icon size={14} strokeWidth={2.1} aria-hidden />
          {industry}
          <span className={classes['gates']}>{busy ? 'Opening…' : plural(gates, 'gate')}</span>
        </span>
      </div>
    </button>
  );
}

const industryOf = ({ id, diagram }: TemplateCard): string =>
  industryWord(diagram.control.industry || (id.split('/')[0] ?? ''));

/**
 * All templates in their order; none while they load. Once they are shown their files are read, one each time that
 * nothing else is to do, so that a click has no reading left.
 */
function useTemplates(): readonly TemplateCard[] {
  const [templates, set] = useState<readonly TemplateCard[]>([]);
  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const cards = await loadCards();
      if (gone) return;
      set(cards);
      for (const { id } of cards) {
        await quiet();
        if (gone) return;
        await loadTemplate(id);
      }
    };
    read().catch(console.error);
    return () => {
      gone = true;
    };
  }, []);
  return templates;
}

/** When the page has nothing to do; not every browser says so. */
const quiet = (): Promise<void> =>
  new Promise((then) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => then());
    else setTimeout(then, 300);
  });
