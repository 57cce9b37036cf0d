import { NO_ATTEMPT } from '../core/attempt.ts';
import { addDays, studyDay, type Moment } from '../core/day.ts';
import type { CardId } from '../core/deck.ts';
import {
  GRADES,
  nextFlag,
  type Crammed,
  type DiaryEvent,
  type EventId,
  type Grade,
  type Graded,
} from '../core/event.ts';
import { formatInterval, intervalOf, type SeenMemory } from '../core/memory.ts';
import {
  answered,
  continued,
  redone,
  removed,
  startSession,
  undone,
  type Action,
  type Session,
} from '../core/session.ts';
import { counted, titleCase } from '../core/words.ts';
import { agenda } from './agenda.ts';
import { agendaSource } from './agendaSource.ts';
import { answerAction, missedAnswer } from './answerAction.ts';
import { attemptCommands, type AttemptCommands } from './attempts.ts';
import type { Study } from './appState.ts';
import type { Context } from './context.ts';
import { CRAM_OUTCOMES, isCram } from './cram.ts';
import { leechWatch } from './leechWatch.ts';
import { resumable } from './resume.ts';
import { SESSION_KEY } from './values.ts';

/** After so many entries the diary is worth asking the browser to keep. */
const WORTH_KEEPING = 10;

/** The commands of the study screen. Each waits for the disk before anything on the screen moves on. */
export type StudyCommands = AttemptCommands & {
  /** Takes up today's unfinished session as the disk knows it. */
  readonly resume: (stored: unknown) => void;
  /** Studies what the address asks for, or goes on with the unfinished session of the same address. */
  readonly open: (query: string) => void;
  /** Starts over with what is due by now. */
  readonly restart: (query: string) => void;
  /** Looks again at a session that ran out of cards, and drops cards whose deck is gone. */
  readonly freshen: () => void;
  readonly reveal: () => void;
  /** Changes between the short answer and the full one, on a revealed card. */
  readonly swapAnswer: () => void;
  readonly grade: (grade: Grade) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
  readonly bury: () => Promise<void>;
  readonly suspend: () => Promise<void>;
  readonly star: () => Promise<void>;
  /** Hangs the next flag on the card: none, red, orange and so on round. */
  readonly flag: () => Promise<void>;
  /** Makes the card new again. */
  readonly forget: () => Promise<void>;
  /** Lets the card come back in so many days, today being 0. */
  readonly setDue: (days: number) => Promise<void>;
  /** The interval that each grade would really give the current card now, printed; `null` without a card. Cramming gives none. */
  readonly intervals: () => Readonly<Record<Grade, string>> | null;
};

export function studyCommands(context: Context): StudyCommands {
  const { store, deps, diary } = context;
  const attempts = attemptCommands(context);
  const dayOf = (moment: Moment) => studyDay(moment, store.getState().settings.rolloverHour);
  const shownCard = () => store.getState().study?.session.current ?? null;

  const show = (session: Session, side: 'front' | 'back', announcement: string) => {
    store.setState(({ notice }) => ({
      study: { session, side, attempt: NO_ATTEMPT, isOtherAnswer: false, shownAt: deps.clock().at },
      announcement,
      notice: notice?.isAboutAnswer ? null : notice,
    }));
    context.keep(SESSION_KEY, session);
  };

  const futures = (card: CardId): Record<Grade, SeenMemory> => {
    const moment = deps.clock();
    return context.scheduler().futures(diary.memory(card), { at: moment.at, day: dayOf(moment) }, card);
  };

  const actionOf = (answer: Graded | Crammed): Action =>
    answerAction(answer, diary, store.getState().settings.rolloverHour);

  let turn: Promise<unknown> = Promise.resolve();

  /** One command after the other, as long as there is a session. */
  const afterOthers = (work: (study: Study) => Promise<void>): Promise<void> => {
    const mine = turn.then(() => {
      const { study } = store.getState();
      return study ? work(study) : undefined;
    });
    turn = mine.catch(context.trouble);
    return mine;
  };

  /**
   * A command that was meant for what was on screen when it was given: when an earlier one has changed that, as the
   * first of two presses of a grade key does, it is dropped. Undo and redo mean the session, and are not.
   */
  const inTurn = (work: (study: Study) => Promise<void>): Promise<void> => {
    const meant = store.getState().study;
    return afterOthers(async (study) => {
      if (study === meant) await work(study);
    });
  };

  /** Records what the learner did to the current card, then moves on to the next one. */
  const act = async (event: DiaryEvent, action: () => Action, said: () => string) => {
    if (!(await context.record(event))) return;
    const { study } = store.getState();
    if (study) show(answered(study.session, action(), deps.clock().at), 'front', said());
  };

  /** An event that takes the current card out of the session. */
  const putAside = (
    kind: Exclude<Action['kind'], 'graded'>,
    said: string,
    eventFor: (card: CardId, stamp: ReturnType<Context['stamp']>) => DiaryEvent,
  ) =>
    inTurn(async ({ session: { current: card } }) => {
      if (card === null) return;
      const event = eventFor(card, context.stamp(deps.clock()));
      await act(
        event,
        () => ({ kind, card, event: event.id }),
        () => said,
      );
    });

  const cram = async (event: Crammed) => {
    await act(
      event,
      () => actionOf(event),
      () => `${titleCase(event.grade)}. The schedule is unchanged.`,
    );
  };

  const takeBack = (target: EventId) =>
    context.record({ ...context.stamp(deps.clock()), kind: 'undone', target });

  const isGone = (card: CardId) => store.getState().shelf.find(card) === undefined;
  /** Whether the session began today and has a card to show that is still in the library. */
  const isCurrent = ({ current, day }: Session): boolean =>
    day === dayOf(deps.clock()) && current !== null && !isGone(current);

  const restart = (query: string) => {
    store.setState({ notice: null });
    const now = deps.clock();
    const order = agenda({ ...agendaSource(context), now }, query, deps.newSeed()).cards;
    show(startSession({ id: deps.newId(), query, order, startedAt: now.at, day: dayOf(now) }), 'front', '');
  };

  const heedLeech = leechWatch(context, (change) => {
    const { study } = store.getState();
    if (!study) return;
    const session = change(study.session);
    if (session.current !== study.session.current) return show(session, 'front', '');
    store.setState({ study: { ...study, session } });
    context.keep(SESSION_KEY, session);
  });

  return {
    ...attempts,
    restart,
    resume(stored) {
      const kept = resumable(stored);
      const missed = kept && missedAnswer(kept, diary);
      const session = missed ? answered(kept, actionOf(missed), deps.clock().at) : kept;
      if (session && isCurrent(session)) {
        const shownAt = deps.clock().at;
        store.setState({
          study: { session, side: 'front', attempt: NO_ATTEMPT, isOtherAnswer: false, shownAt },
        });
      }
    },
    open(query) {
      const session = store.getState().study?.session;
      if (session?.query === query && isCurrent(session)) show(session, 'front', '');
      else restart(query);
    },
    freshen() {
      const { study } = store.getState();
      if (!study) return;
      const { at } = deps.clock();
      const gone = study.session.order.filter(isGone);
      const session = continued(removed(study.session, gone, at), at);
      if (session !== study.session)
        show(session, session.current === study.session.current ? study.side : 'front', '');
    },
    reveal() {
      const { study } = store.getState();
      if (study?.session.current)
        store.setState({ study: { ...study, side: 'back' }, announcement: 'Answer shown' });
    },
    swapAnswer() {
      const { study } = store.getState();
      if (study?.side === 'back')
        store.setState({ study: { ...study, isOtherAnswer: !study.isOtherAnswer } });
    },
    grade: (grade) =>
      inTurn(async ({ session: { current: card, query }, side, shownAt }) => {
        if (card === null || side !== 'back') return;
        const moment = deps.clock();
        const tookMs = Math.max(0, moment.at - shownAt);
        const stamped = { ...context.stamp(moment), card, grade, tookMs };
        if (isCram(query)) return cram({ ...stamped, kind: 'crammed' });
        const event = { ...stamped, kind: 'graded', ...attempts.missed() } as const;
        const interval = () => {
          const memory = diary.memory(card);
          return memory.kind === 'new' ? '' : formatInterval(intervalOf(memory, moment));
        };
        const before = diary.memory(card);
        await act(
          event,
          () => actionOf(event),
          () => `${titleCase(grade)}, ${interval()}.`,
        );
        if (diary.stands(event.id)) await heedLeech(card, before);
        if (diary.size >= WORTH_KEEPING && store.getState().persistence === 'unasked') {
          store.setState({ persistence: await deps.askToPersist() });
        }
      }),
    bury: () =>
      putAside('buried', 'Buried until tomorrow.', (card, stamp) => ({
        ...stamp,
        kind: 'buried',
        card,
        until: addDays(stamp.day, 1),
      })),
    suspend: () =>
      putAside('suspended', 'Suspended.', (card, stamp) => ({
        ...stamp,
        kind: 'marked',
        card,
        mark: 'suspended',
        on: true,
      })),
    forget: () =>
      putAside('forgotten', 'The card is new again.', (card, stamp) => ({
        ...stamp,
        kind: 'forgotten',
        card,
      })),
    setDue: (days) =>
      putAside('dated', `Due ${days === 0 ? 'today' : `in ${counted(days, 'day')}`}.`, (card, stamp) => ({
        ...stamp,
        kind: 'dated',
        card,
        dueDay: addDays(stamp.day, days),
      })),
    flag: () =>
      inTurn(async ({ session: { current: card } }) => {
        if (card === null) return;
        const flag = nextFlag(diary.marks(card).flag);
        await context.record({ ...context.stamp(deps.clock()), kind: 'flagged', card, flag });
        store.setState({ announcement: flag === null ? 'Flag removed.' : `Flagged ${flag}.` });
      }),
    star: () =>
      inTurn(async ({ session: { current: card } }) => {
        if (card === null) return;
        const on = !diary.marks(card).starred;
        await context.record({ ...context.stamp(deps.clock()), kind: 'marked', card, mark: 'starred', on });
        store.setState({ announcement: on ? 'Starred.' : 'Star removed.' });
      }),
    undo: () =>
      afterOthers(async ({ session }) => {
        const last = session.past.at(-1);
        if (!last || !(await takeBack(last.event))) return;
        if (last.kind === 'graded' && last.suspension) await takeBack(last.suspension);
        show(undone(session), 'back', 'Undone.');
      }),
    redo: () =>
      afterOthers(async ({ session }) => {
        const next = session.future.at(-1);
        const undo = next && diary.undoneBy(next.event);
        if (!undo || !(await takeBack(undo))) return;
        const suspension = next.kind === 'graded' && next.suspension && diary.undoneBy(next.suspension);
        if (suspension) await takeBack(suspension);
        show(redone(session), 'front', 'Done again.');
      }),
    intervals() {
      const card = shownCard();
      if (card === null) return null;
      if (isCram(store.getState().study?.session.query ?? '')) return CRAM_OUTCOMES;
      const moment = deps.clock();
      const next = futures(card);
      return Object.fromEntries(
        GRADES.map((grade) => [grade, formatInterval(intervalOf(next[grade], moment))]),
      ) as Record<Grade, string>;
    },
  };
}
