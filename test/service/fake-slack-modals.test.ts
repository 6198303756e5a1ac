/** Forms in the fake Slack: opened, filled, refused by Slack or by the bot, replaced, stacked and closed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN } from '../../stand-ins/slack/served/fake-slack.ts';
import { FormRefused, type Person } from '../../stand-ins/slack/slack.ts';
import {
  actions,
  button,
  form,
  type MannersTest,
  plain,
  startManneredBot,
  type Told,
} from '../support/mannered-bot.ts';

describe('modals of a real Bolt app', () => {
  let bot: MannersTest;
  let somchai: Person;
  let told: Told[];
  beforeAll(async () => {
    bot = await startManneredBot();
    ({ somchai, told } = bot);
  });
  afterAll(() => bot.close());
  beforeEach(() => bot.reset());

  it('a button opens a modal, once and within three seconds', async () => {
    await bot.opened();
    expect(somchai.modal()?.view).toMatchObject({ type: 'modal', callback_id: 'offer', private_metadata: 'req_1' });
    const again = bot.app.client.views.open({
      token: BOT_TOKEN,
      trigger_id: String(bot.lastBody().trigger_id),
      view: form(),
    });
    await expect(again).rejects.toMatchObject({ data: { error: 'exchanged_trigger_id' } });
    await somchai.press(await bot.posted(actions('b1', button('quiet'))), 'quiet');
    bot.wallClock.advance(3_000);
    const late = bot.app.client.views.open({
      token: BOT_TOKEN,
      trigger_id: String(bot.lastBody().trigger_id),
      view: form(),
    });
    await expect(late).rejects.toMatchObject({ data: { error: 'expired_trigger_id' } });
  });

  it('a submitted form tells every field and closes', async () => {
    await bot.opened();
    await somchai.submit({ amount: '12', pick: '80' });
    expect(bot.lastBody()).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'offer',
        private_metadata: 'req_1',
        state: {
          values: {
            amount: { amount: { type: 'number_input', value: '12' } },
            note: { note: { type: 'plain_text_input', value: null } },
            pick: { pick: { type: 'radio_buttons', selected_option: { value: '80' } } },
          },
        },
      },
    });
    expect(somchai.modal()).toBeNull();
  });

  it('a field that dispatches tells the bot at once, the others when the form is sent', async () => {
    await bot.opened();
    told.length = 0;
    await somchai.fill({ amount: '12' });
    expect(told).toEqual([]);
    await somchai.fill({ pick: '80' });
    expect(bot.lastBody()).toMatchObject({
      type: 'block_actions',
      container: { type: 'view' },
      actions: [{ action_id: 'pick', selected_option: { value: '80' } }],
      view: { state: { values: { amount: { amount: { value: '12' } } } } },
    });
  });

  it("Slack's own form refuses what is missing or wrong, and sends nothing", async () => {
    await bot.opened();
    told.length = 0;
    await expect(somchai.submit()).rejects.toThrow(FormRefused);
    await expect(somchai.submit({ amount: '0' })).rejects.toMatchObject({
      errors: { amount: expect.stringContaining('at least 1') },
    });
    await expect(somchai.submit({ amount: '1.5' })).rejects.toMatchObject({
      errors: { amount: expect.stringContaining('whole') },
    });
    await expect(somchai.submit({ amount: '1', note: 'x'.repeat(21) })).rejects.toMatchObject({
      errors: { note: expect.any(String) },
    });
    await expect(somchai.submit({ price: '1' })).rejects.toThrow('0 fields are price');
    expect(told).toEqual([]);
  });

  it("the bot's errors stand at their fields and the form stays; an error for no field is the bot's mistake", async () => {
    await bot.opened();
    await somchai.submit({ amount: '13' });
    expect(somchai.modal()?.errors).toEqual({ amount: 'Not that one' });
    await expect(somchai.submit({ amount: '14' })).rejects.toThrow('no input block price');
  });

  it('an answer may replace the form, which keeps what was entered, or push another; clear closes all', async () => {
    await bot.opened();
    await somchai.submit({ amount: '15', note: 'kept' });
    expect(somchai.modal()?.view).toMatchObject({
      title: { text: 'Sure?' },
      state: { values: { note: { note: { value: 'kept' } } } },
    });
    await somchai.submit({ amount: '16' });
    expect(somchai.modal()?.view).toMatchObject({
      title: { text: 'More' },
      state: { values: { note: { note: { value: null } } } },
    });
    await somchai.submit({ amount: '1' });
    expect(somchai.modal()).toBeNull();
  });

  it('a view is changed by who has its latest hash', async () => {
    await bot.opened();
    const { id: view_id = '', hash } = somchai.modal()?.view ?? {};
    const change = () => bot.app.client.views.update({ token: BOT_TOKEN, view_id, hash, view: form('Changed') });
    await change();
    expect(somchai.modal()?.view.title).toEqual(plain('Changed'));
    await expect(change()).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
    await somchai.closeModal();
    await expect(change()).rejects.toMatchObject({ data: { error: 'not_found' } });
  });

  it('views stack three deep, from interactions inside them', async () => {
    await bot.opened();
    const push = async () => {
      await somchai.fill({ pick: '80' });
      return bot.app.client.views.push({
        token: BOT_TOKEN,
        trigger_id: String(bot.lastBody().trigger_id),
        view: form('Deeper'),
      });
    };
    const { view } = await push();
    expect(somchai.modal()?.view).toMatchObject({ id: view?.id, previous_view_id: view?.root_view_id });
    await push();
    await expect(push()).rejects.toMatchObject({ data: { error: 'push_limit_reached' } });
    await somchai.closeModal();
    expect(somchai.modal()?.view.id).toBe(view?.id);
  });

  it('closing is told where the view asks for it', async () => {
    await bot.opened();
    await somchai.closeModal();
    expect(bot.lastBody()).toMatchObject({ type: 'view_closed', is_cleared: false, view: { callback_id: 'offer' } });
    expect(somchai.modal()).toBeNull();
  });
});
