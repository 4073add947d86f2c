// The calendar as iCalendar (RFC 5545): a day-long event for each thing that falls due. The same registry and day give the
// same bytes: what the form wants as the time of making is the day asked for.
import ICAL from 'ical.js';
import type { Lang, Text } from '../../diagnostic.ts';
import { addDays, type Day } from '../../registry/day.ts';
import type { SiteFile } from '../../site.ts';
import { calendarPath, type Due } from './calendar.ts';
import type { Shown } from './ground.ts';

// It leaves the blank that a folded line begins with out of its count of 75.
ICAL.foldLength = 74;

export function calendarFile({ ground, input: { day } }: Shown, dues: readonly Due[]): SiteFile {
  const name = ground.registry.settings?.value.title ?? { zh: '登记库', en: 'registry' };
  return { path: calendarPath, text: { zh: calendarIn('zh', name, day, dues), en: calendarIn('en', name, day, dues) } };
}

function calendarIn(lang: Lang, name: Text, day: Day, dues: readonly Due[]): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//mlx//registry//ZH');
  calendar.addPropertyWithValue('x-wr-calname', name[lang]);
  for (const due of dues) {
    const event = new ICAL.Component('vevent');
    event.addPropertyWithValue('uid', `${due.day}-${due.key.replaceAll(' ', '-')}@mlx`);
    event.addPropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString(`${day}T00:00:00Z`));
    event.addPropertyWithValue('dtstart', ICAL.Time.fromDateString(due.day));
    event.addPropertyWithValue('dtend', ICAL.Time.fromDateString(addDays(due.day, 1) ?? due.day));
    event.addPropertyWithValue('summary', { zh: `${due.kind.zh}：${due.subject.zh}`, en: `${due.kind.en}: ${due.subject.en}` }[lang]);
    event.addPropertyWithValue('transp', 'TRANSPARENT');
    calendar.addSubcomponent(event);
  }
  return `${calendar.toString()}\r\n`;
}
