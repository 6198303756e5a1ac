/** Slack's limits on composition objects: texts, options, confirm dialogs, images. */
import {
  all,
  among,
  anything,
  byType,
  type Check,
  flag,
  isObject,
  list,
  object,
  pattern,
  problem,
  text,
} from './checks.ts';

export const id = text(255);
export const webUrl = all(text(3_000), pattern(/^https?:\/\/\S+$/u, 'a valid URL'));
const httpsUrl = all(text(3_000), pattern(/^https:\/\/\S+$/u, 'a valid https URL'));

export const plain = (max: number, min = 1): Check =>
  object({ type: among('plain_text'), text: text(max, min) }, { emoji: flag });
const mrkdwn = (max: number): Check => object({ type: among('mrkdwn'), text: text(max) }, { verbatim: flag });
export const anyText = (max: number): Check => byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

export const style = among('primary', 'danger');

export const confirm = object(
  { text: anyText(300) },
  { title: plain(100), confirm: plain(30), deny: plain(30), style },
);

const optionFields = { value: text(150) };
const option = object({ text: plain(75), ...optionFields }, { description: plain(75), url: webUrl });
/** With texts that may be formatted, as radio buttons and checkboxes take them. */
export const richOption = object({ text: anyText(75), ...optionFields }, { description: anyText(75) });
export const options = (max: number): Check => list(option, max);
export const richOptions = list(richOption, 10);
export const optionGroups = list(object({ label: plain(75), options: options(100) }), 100);

const imageSource = { image_url: httpsUrl, slack_file: anything };
/** An image names its source once: a URL that Slack fetches, or a file it has. */
export const image = (extra: Record<string, Check> = {}): Check =>
  all(object({ type: among('image'), alt_text: text(2_000) }, { ...imageSource, ...extra }), (value, at) =>
    isObject(value) && (value.image_url === undefined) === (value.slack_file === undefined)
      ? problem('exactly one of image_url and slack_file is required', at)
      : [],
  );
