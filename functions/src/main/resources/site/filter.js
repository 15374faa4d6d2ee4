// Which requests a filter lets through.

/** Whether a record belongs to a filtered list, as the API decides it. */
export function fits(record, { from, to, ...equal }) {
  const day = record.created_at.slice(0, 10);
  return Object.entries(equal).every(([name, value]) => record[name] === value) && (!from || day >= from) && (!to || day <= to);
}
