/**
 * One request from its opening to its delivery, led from Slack: an offer by dialog, the buyer's no, an approval by
 * button, the shipment by dialog. The process dies at the moments that were planned, and whoever was let down does what
 * a person would: looks, and tries again what Slack still offers.
 */
import type { RequestStatus } from '../../src/contract/request.ts';
import type { RequestState } from '../../src/domain/request.ts';
import type { RecordedCall } from '../../stand-ins/slack/served/faults.ts';
import type { Ack, Delivery, Person, PostedMessage, Sender } from '../../stand-ins/slack/slack.ts';
import { until } from '../support/load/until.ts';
import { input } from '../support/world.ts';
import { Deaths, type Kill } from './slack-deaths.ts';
import { Hand } from './slack-hand.ts';
import { type Call, isHeld, isPatient, type Moment, nameOf, STEPS, type Step } from './slack-moments.ts';
import { type Scene, TEAM } from './slack-scene.ts';

const NO_ACK: Ack = { status: 0, body: '', milliseconds: 0, error: 'dispatch_failed' };
/** Dozens of stories look at once. */
const LOOK_EVERY_MS = 400;

export const TRACKING = 'TH0123456789';

export class Story {
  readonly name: string;
  readonly channel: string;
  readonly sellerId: string;
  readonly user: string;
  readonly person: Person;
  readonly planned: readonly Moment[];
  requestId = '';
  /** What the service called in each step. */
  readonly calls: Call[] = [];

  private readonly scene: Scene;
  private readonly deaths: Deaths;
  private readonly hand: Hand;
  private askedAgain = 0;
  private stepsDone = 0;
  private stepFrom = 0;

  constructor(scene: Scene, number: number, planned: readonly Moment[]) {
    this.scene = scene;
    this.planned = planned;
    this.deaths = new Deaths({ slack: scene.slack, reaper: scene.reaper, story: this, planned });
    this.name = `story ${number} (${planned.map(nameOf).join(', then ') || 'nobody dies'})`;
    this.channel = `C${number}`;
    this.sellerId = `shop-${number}`;
    this.user = `U${number}`;
    const { standIn } = scene.slack;
    standIn.addUser(TEAM, { id: this.user, name: `staff-${number}` });
    standIn.addChannel(TEAM, { id: this.channel, name: `returns-${number}`, members: [this.user] });
    this.person = standIn.person(TEAM, this.user);
    const { name, person, channel } = this;
    this.hand = new Hand({ name, person, channel, reaper: scene.reaper, reopens: number % 2 === 1 });
    scene.carry(this.user, (delivery, send) => this.carry(delivery, send));
  }

  /** Plays up to the step in which the process is to die first. */
  async begin(): Promise<void> {
    await this.declareShop();
    await this.playTo(this.planned[0]?.step ?? null);
  }

  /** Written to the storage: a shop and a link are there before the story begins. */
  private async declareShop(): Promise<void> {
    const { directory, slack } = this.scene.store;
    const alerts = { slack: { channel: this.channel } };
    await directory.putSeller({ id: this.sellerId, name: 'The shop', market: 'TH', zone: 'Asia/Bangkok', alerts });
    await slack.putLink({ team: TEAM, user: this.user, sellerId: this.sellerId, at: new Date().toISOString() });
  }

  /** What people did again because it had failed. */
  get retries(): number {
    return this.askedAgain + this.hand.retries;
  }

  /** How far it has come, for whoever looks into why it goes no further; null where it is over. */
  get whereabouts(): string | null {
    if (this.stepsDone === STEPS.length) return null;
    const dialog = this.person.modal()?.view.callback_id ?? 'no dialog';
    return `${this.name}: ${this.step}; shows [${this.hand.buttons()}] and ${dialog}; still to come: [${this.missed}]`;
  }

  /** What was planned and did not happen. */
  get missed(): string[] {
    return this.deaths.missed;
  }

  /** Resolves when everything planned has come and a process runs again. */
  get hasDied(): Promise<void> {
    return this.deaths.over;
  }

  /** Whether the process has to be one that takes orders to die. */
  get diesByItself(): boolean {
    return this.deaths.left.some(({ what }) => what === 'commit');
  }

  /** Whether others can come to their moments while it stands at its own. */
  get isPatient(): boolean {
    return this.deaths.left.length > 0 && this.deaths.left.every(isPatient);
  }
  /** Whether it can be held at its one moment until others have come to theirs. */
  get canBeHeld(): boolean {
    return this.planned.length === 1 && this.planned.every(isHeld);
  }
  /** Resolves when it has come to its moment. */
  get hasCome(): Promise<void> {
    return this.deaths.come;
  }
  /** Whether it was held too long for its moment to count. */
  get cameTooLate(): boolean {
    return this.deaths.cameTooLate;
  }
  /** One kill is to serve several: this one asks for it in this way. */
  agree(kill: Kill): void {
    this.deaths.agree(kill);
  }

  /** Plays the rest, in which everything planned has to come. */
  async finish(): Promise<void> {
    this.deaths.arm();
    await this.playTo(null);
    if (this.missed.length > 0) throw new Error(`${this.name}: ${this.missed.join(', ')} never came`);
  }

  get step(): Step {
    return STEPS[this.stepsDone] ?? 'deliver';
  }

  private async playTo(end: Step | null): Promise<void> {
    for (; this.stepsDone < STEPS.length && this.step !== end; this.stepsDone += 1) await this.play(this.step);
  }

  private play(step: Step): Promise<void> {
    const { hand } = this;
    const parts: Record<Step, () => Promise<void>> = {
      open: () => this.during(['approve', 'reject', 'offer'], () => this.open()),
      'press offer': () => this.during(['approve', 'reject', 'offer'], () => hand.openDialog('offer')),
      'choose amount': () => this.during(['approve', 'reject', 'offer'], () => hand.chooseOtherAmount()),
      'submit offer': () =>
        this.during(['withdraw'], () =>
          hand.submit('offer', { amount: '125', note: 'Sorry' }, () => hand.chooseOtherAmount()),
        ),
      reject: () => this.during(['approve', 'reject'], () => this.rejectOffer()),
      approve: () =>
        this.during(['ship', 'documents', 'page'], () => hand.press('approve', () => !hand.offers('approve'))),
      'press ship': () => this.during(['ship', 'documents', 'page'], () => hand.openDialog('ship')),
      'submit ship': () => this.during([], () => hand.submit('ship', { carrier: 'Kerry', tracking: TRACKING })),
      deliver: () => this.during([], () => this.deliver()),
    };
    return parts[step]();
  }

  /** Does the step and waits until Slack shows these buttons and nothing is owed. */
  private async during(buttons: string[], act: () => Promise<void>): Promise<void> {
    const { step } = this;
    this.stepFrom = this.scene.slack.calls.length;
    await act();
    const wanted = buttons.map((action) => `parley:${action}`).join();
    const isTold = async () => {
      const shown = this.hand.buttons();
      if (shown.join() !== wanted) throw new Error(`It shows [${shown}], not [${wanted}].`);
      if (!(await this.owesNothing())) throw new Error('It shows what it should, and something is still owed.');
    };
    await until(`${this.name}: ${step} is told`, isTold, LOOK_EVERY_MS);
    const counts = new Map<string, number>();
    for (const { method } of this.ownCalls()) {
      const nth = (counts.get(method) ?? 0) + 1;
      counts.set(method, nth);
      this.calls.push({ step, what: method, nth });
    }
  }

  // What is there.

  async state(): Promise<RequestState | null> {
    return (await this.scene.store.requests.load(this.requestId))?.state ?? null;
  }
  private async stands(status: RequestStatus): Promise<boolean> {
    return (await this.state())?.status === status;
  }
  async owesNothing(): Promise<boolean> {
    const [state, alert] = await Promise.all([this.state(), this.scene.store.work.alert.get(this.requestId)]);
    return alert !== null && alert.dueAt === null && alert.owed === state?.version;
  }

  /** Everything the bot posted here, replies too, oldest first. */
  posted(): PostedMessage[] {
    const shown = this.person.messages(this.channel);
    const threads = shown.filter(({ thread_ts, ts }) => thread_ts === undefined || thread_ts === ts);
    return threads.flatMap(({ ts }) => this.person.thread(this.channel, ts));
  }
  /** The calls about this request in this step so far. */
  ownCalls(): RecordedCall[] {
    return this.scene.slack.calls.slice(this.stepFrom).filter((call) => this.isOwn(call));
  }
  private isOwn({ args }: RecordedCall): boolean {
    return (
      args.channel === this.channel ||
      (args.view !== undefined && this.requestId !== '' && JSON.stringify(args.view).includes(this.requestId))
    );
  }

  // What the platform and the buyer do, until it is done.

  private async ask(path: string, body: unknown, isDone: () => Promise<boolean>): Promise<void> {
    const { reaper, ask } = this.scene;
    for (;;) {
      await reaper.up();
      if (await isDone()) return;
      const answer = await ask('POST', path, body, path.endsWith('/reject') ? 'buyer:buyer-1' : undefined);
      if (answer) {
        this.requestId = answer.id;
        await this.deaths.at('answer', 'after');
        return;
      }
      this.askedAgain += 1;
    }
  }

  private open(): Promise<void> {
    const externalId = `external-${this.sellerId}`;
    const given = input({ sellerId: this.sellerId, externalId, conversationId: `conv-${this.sellerId}` });
    return this.ask('/v1/requests', given, async () => {
      this.requestId = (await this.scene.store.requests.findByExternalId(externalId))?.id ?? '';
      return this.requestId !== '';
    });
  }

  private async rejectOffer(): Promise<void> {
    const offerId = (await this.state())?.offers.at(-1)?.id;
    const path = `/v1/requests/${this.requestId}/offers/${offerId}/reject`;
    await this.ask(path, { text: 'I want the bowl' }, () => this.stands('awaiting_seller'));
  }

  private deliver(): Promise<void> {
    const events = [{ at: new Date().toISOString(), kind: 'delivered', text: 'At the door' }];
    return this.ask(`/v1/requests/${this.requestId}/logistics`, { events }, () => this.stands('delivered'));
  }

  // What lies between Slack and the service.

  private async carry(delivery: Delivery, send: Sender): Promise<Ack> {
    if (await this.deaths.at('delivery', 'before')) return NO_ACK;
    if (this.deaths.isNext('commit', 'after')) return this.deaths.committing(() => send(delivery));
    const ack = await send(delivery);
    if (ack.error) return ack;
    if (await this.deaths.at('ack', 'before')) return NO_ACK;
    await this.deaths.at('ack', 'after');
    return ack;
  }
}
