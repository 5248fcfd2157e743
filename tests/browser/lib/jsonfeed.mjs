// Owns what JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) demands of a feed.

import { isLanguage, isMediaType, isTimestamp, isWebUrl } from './values.mjs';

const VERSION = 'https://jsonfeed.org/version/1.1';
const text = (value) => typeof value === 'string' && value.length > 0;
const boolean = (value) => typeof value === 'boolean';
const number = (value) => typeof value === 'number' && value >= 0;
const language = (value) => text(value) && isLanguage(value);
const time = (value) => text(value) && isTimestamp(value);
const url = (value) => text(value) && isWebUrl(value);
const texts = (value) => Array.isArray(value) && value.every(text);

const FEED = {
  version: (value) => value === VERSION,
  title: text,
  home_page_url: url,
  feed_url: url,
  description: text,
  user_comment: text,
  next_url: url,
  icon: url,
  favicon: url,
  authors: Array.isArray,
  language,
  expired: boolean,
  hubs: Array.isArray,
  items: Array.isArray,
};
const ITEM = {
  id: text,
  url,
  external_url: url,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: url,
  banner_image: url,
  date_published: time,
  date_modified: time,
  authors: Array.isArray,
  tags: texts,
  language,
  attachments: Array.isArray,
};
const AUTHOR = { name: text, url, avatar: url };
const ATTACHMENT = {
  url,
  mime_type: (value) => text(value) && isMediaType(value),
  title: text,
  size_in_bytes: number,
  duration_in_seconds: number,
};

/** Faults of a feed's text, each a line. */
export function jsonFeedFaults(source) {
  let feed;
  try {
    feed = JSON.parse(source);
  } catch (error) {
    return [`no JSON: ${error.message}`];
  }
  if (!isObject(feed)) return ['the feed is no object'];
  const items = Array.isArray(feed.items) ? feed.items : [];
  return [
    ...fields('the feed', feed, FEED, ['version', 'title', 'items']),
    ...authors('the feed', feed),
    ...twins(items),
    ...items.flatMap((item, index) => itemFaults(item, `item ${index + 1}`)),
  ];
}

function itemFaults(item, where) {
  if (!isObject(item)) return [`${where} is no object`];
  const faults = [...fields(where, item, ITEM, ['id']), ...authors(where, item)];
  if (!('content_html' in item) && !('content_text' in item))
    faults.push(`${where} has neither content_html nor content_text`);
  for (const attachment of Array.isArray(item.attachments) ? item.attachments : []) {
    faults.push(...fields(`an attachment of ${where}`, attachment, ATTACHMENT, ['url', 'mime_type']));
  }
  return faults;
}

function authors(where, object) {
  return (Array.isArray(object.authors) ? object.authors : []).flatMap((author) => [
    ...fields(`an author of ${where}`, author, AUTHOR, []),
    ...(isObject(author) && (author.name || author.url || author.avatar) ? [] : [`an author of ${where} is empty`]),
  ]);
}

function fields(where, object, allowed, required) {
  if (!isObject(object)) return [`${where} is no object`];
  const faults = required.filter((key) => !(key in object)).map((key) => `${where} has no ${key}`);
  for (const [key, value] of Object.entries(object)) {
    if (key.startsWith('_')) continue;
    if (!(key in allowed)) faults.push(`${where} has the unknown key ${key}`);
    else if (!allowed[key](value)) faults.push(`${where}: ${key} cannot be ${JSON.stringify(value).slice(0, 80)}`);
  }
  return faults;
}

function twins(items) {
  const ids = items.map((item) => item?.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two items have the id ${id}`);
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
