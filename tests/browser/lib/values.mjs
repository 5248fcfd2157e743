// Owns the forms of single values that the feed standards share: times, dates, addresses, languages, media types.

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** RFC 3339 as RFC 4287 wants it: capital T, and Z or an offset; and a day that exists. */
export function isTimestamp(text) {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text);
  if (!match) return false;
  const [year, month, day, hour, minute, second, offsetHour = 0, offsetMinute = 0] = match
    .slice(1)
    .map((it) => Number(it ?? 0));
  return isDay(year, month, day) && hour < 24 && minute < 60 && second <= 60 && offsetHour < 24 && offsetMinute < 60;
}

/** A W3C date and time of any precision, as sitemaps allow. */
export function isW3cDate(text) {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (match) return isDay(Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1));
  return isTimestamp(text) || isTimestamp(text.replace(/T(\d\d:\d\d)(Z|[+-])/, 'T$1:00$2'));
}

/** An absolute address with a scheme; non-ASCII letters are allowed (an IRI), white space and `<>"{}|\^` are not. */
export function isAbsolute(text) {
  return /^[a-zA-Z][a-zA-Z\d+.-]*:[^\s<>"{}|\\^`]+$/.test(text);
}

/** An absolute address of the Web, of ASCII letters alone. */
export function isWebUrl(text) {
  return /^https?:\/\/[^\s/?#]+/.test(text) && isAbsolute(text) && /^[\x21-\x7e]+$/.test(text) && URL.canParse(text);
}

/** A language tag that ICU accepts. */
export function isLanguage(text) {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** A media type, with or without parameters. */
export function isMediaType(text) {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;.*)?$/.test(text);
}

function isDay(year, month, day) {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] + (month === 2 && leap ? 1 : 0);
}
