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
import { buttonsOf } from '../support/slack-scene.ts';
import { input } from '../support/world.ts';
import { Deaths, type Kill } from './slack-deaths.ts';
import { type Call, isHeld, isPatient, type Moment, nameOf, STEPS, type Step } from './slack-moments.ts';
import { type Scene, TEAM } from './slack-scene.ts';

const NO_ACK: Ack = { status: 0, body: '', milliseconds: 0, error: 'dispatch_failed' };
/** Dozens of stories look at once. */
const LOOK_EVERY_MS = 400;
/** How long a person waits for what they asked for while no process dies. */
const PATIENCE_MS = 60_000;
/** A process may die under every try of a story that goes on while others come to their moments. */
const MOST_TRIES = 200;

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
  /** What people did again because it had failed. */
  retries = 0;

  private readonly scene: Scene;
  private readonly deaths: Deaths;
  private readonly reopens: boolean;
  private stepsDone = 0;
  private stepFrom = 0;

  /** Plays a new story up to the step in which the process is to die first. */
  static async begin(scene: Scene, number: number, planned: readonly Moment[]): Promise<Story> {
    const story = new Story(scene, number, planned);
    await story.declareShop();
    await story.playTo(planned[0]?.step ?? null);
    return story;
  }

  private constructor(scene: Scene, number: number, planned: readonly Moment[]) {
    this.scene = scene;
    this.planned = planned;
    this.deaths = new Deaths({ slack: scene.slack, reaper: scene.reaper, story: this, planned });
    this.reopens = number % 2 === 1;
    this.name = `story ${number} (${planned.map(nameOf).join(', then ') || 'nobody dies'})`;
    this.channel = `C${number}`;
    this.sellerId = `shop-${number}`;
    this.user = `U${number}`;
    const { standIn } = scene.slack;
    standIn.addUser(TEAM, { id: this.user, name: `staff-${number}` });
    standIn.addChannel(TEAM, { id: this.channel, name: `returns-${number}`, members: [this.user] });
    this.person = standIn.person(TEAM, this.user);
    scene.carry(this.user, (delivery, send) => this.carry(delivery, send));
  }

  /** Written to the storage: a shop and a link are there before the story begins. */
  private async declareShop(): Promise<void> {
    const { directory, slack } = this.scene.store;
    const alerts = { slack: { channel: this.channel } };
    await directory.putSeller({ id: this.sellerId, name: 'The shop', market: 'TH', zone: 'Asia/Bangkok', alerts });
    await slack.putLink({ team: TEAM, user: this.user, sellerId: this.sellerId, at: new Date().toISOString() });
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
    const parts: Record<Step, () => Promise<void>> = {
      open: () => this.during(['approve', 'reject', 'offer'], () => this.open()),
      'press offer': () => this.during(['approve', 'reject', 'offer'], () => this.openDialog('offer')),
      'submit offer': () =>
        this.during(['withdraw'], () => this.submit('offer', { pick: 'percent:50', note: 'Sorry' })),
      reject: () => this.during(['approve', 'reject'], () => this.rejectOffer()),
      approve: () =>
        this.during(['ship', 'documents', 'page'], () => this.press('approve', () => !this.offers('approve'))),
      'press ship': () => this.during(['ship', 'documents', 'page'], () => this.openDialog('ship')),
      'submit ship': () => this.during([], () => this.submit('ship', { carrier: 'Kerry', tracking: TRACKING })),
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
      if (this.buttons().join() !== wanted) throw new Error(`It shows [${this.buttons()}], not [${wanted}].`);
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
  private parent(): PostedMessage | undefined {
    const [parent, ...others] = this.person.messages(this.channel).filter(({ subtype }) => subtype === undefined);
    if (others.length > 0) throw new Error(`${this.name}: there are ${others.length + 1} messages about one request`);
    return parent;
  }
  buttons(): string[] {
    const parent = this.parent();
    return parent ? buttonsOf(parent) : ['no message'];
  }
  private offers(action: string): boolean {
    return this.buttons().includes(`parley:${action}`);
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
      this.retries += 1;
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

  // What the person in Slack does.

  /** Presses the button until `isDone`, or until it is not there any more. */
  private async press(action: string, isDone: () => boolean): Promise<void> {
    const { reaper } = this.scene;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await reaper.up();
      const parent = this.parent();
      if (isDone() || !parent || !this.offers(action)) return;
      if (tries > 0) this.retries += 1;
      const { kills } = reaper;
      const ack = await this.person.press({ channel: this.channel, ts: parent.ts }, `parley:${action}`);
      if (ack.error) continue;
      const tiredAt = performance.now() + PATIENCE_MS;
      const isOver = () => isDone() || reaper.kills > kills || performance.now() > tiredAt;
      await until(`${this.name}: ${action} does something`, () => {
        if (!isOver()) throw new Error(`It shows [${this.buttons()}].`);
      });
    }
    throw new Error(`${this.name}: ${action} was pressed ${MOST_TRIES} times`);
  }

  private openDialog(action: string): Promise<void> {
    return this.press(action, () => this.person.modal() !== null);
  }

  /** Submits the open dialog until it is taken, or until what it is about is not offered any more. */
  private async submit(action: string, values: Record<string, string>): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await this.scene.reaper.up();
      if (this.person.modal()?.view.callback_id === `parley:${action}`) {
        const ack = await this.person.submit(values);
        if (!this.person.modal()) return;
        this.retries += 1;
        if (ack.error && !this.reopens) continue;
      }
      // It says by now that it takes a moment, or what came of it; or the person opens it anew.
      if (this.person.modal()) await this.person.closeModal();
      await this.scene.reaper.up();
      if (!this.offers(action)) return;
      await this.openDialog(action);
    }
    throw new Error(`${this.name}: ${action} was submitted ${MOST_TRIES} times`);
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
