import { count, day, momentOf, money, NOTHING, percents } from '../format.ts';
import type { Figure } from './define.ts';

/** A figure as people read it; an en dash where it is not known. Texts are a stranger's and come back as they are. */
export function figureText(kind: Figure['kind'], value: number | string | null): string {
  if (value === null) return NOTHING;
  if (kind === 'time') return typeof value === 'string' ? day(momentOf(value)) : day(value);
  if (typeof value === 'string') return value === '' ? NOTHING : value;
  return kind === 'percent' ? percents(value) : kind === 'usd' ? money(value) : count(value);
}
