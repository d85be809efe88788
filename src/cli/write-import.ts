import type { BroughtIn, ImportCounts } from '../flow/capture/index.ts';

type Progress = { rows_read: number; counts: ImportCounts };

/** Shows on one line of a terminal how far an import is. */
export function writeProgress(out: NodeJS.WriteStream): { next: (progress: Progress) => void; end: () => void } {
  let shown = 0;
  return {
    next: ({ rows_read, counts }) => {
      if (performance.now() - shown < 100) return;
      shown = performance.now();
      const rejected = counts.rejected > 0 ? `, ${say(counts.rejected)} rejected` : '';
      out.write(`\r\u001b[K${say(rows_read)} rows${rejected} …`);
    },
    end: () => void out.write('\r\u001b[K'),
  };
}

/** What an import came to, and why, in words. */
export function writeSummary({ import: done, resumed_at, mapping_name }: BroughtIn, seconds: number): string {
  const { counts, file_name, state, problem, rows_read } = done;
  const lines = [
    `${file_name}: ${say(counts.rows)} rows read in ${seconds.toFixed(1)} s (${say(Math.round((rows_read - resumed_at) / seconds))} rows/s)`,
    `  columns read as ${mapping_name === null ? 'guessed from names and values' : `the mapping "${mapping_name}" says`}`,
  ];
  if (resumed_at > 0) lines.push(`  went on after row ${say(resumed_at)}, where it had stopped`);
  lines.push(`  ${say(counts.kept)} kept, ${say(counts.repeated)} here before, ${say(counts.rejected)} rejected`);
  for (const [reason, rows] of Object.entries(counts.reasons))
    lines.push(`    ${say(rows)} × ${reason.replaceAll('_', ' ')}`);
  lines.push(
    `  ${say(counts.people_created)} people new: ${say(counts.people_created - counts.interests_created)} leads, ${say(counts.interests_created)} interests`,
    `  ${say(counts.leads_opened)} leads opened, ${say(counts.companies_created)} companies new`,
    ...explain(counts).map((line) => `  ${line}`),
  );
  if (state === 'failed') lines.push(`It failed: ${problem?.detail}`, 'The same command goes on where it stopped.');
  if (state === 'cancelled') lines.push('It was cancelled. The same command goes on where it stopped.');
  return lines.join('\n');
}

/** What an import would come to, in words. */
export function writeCheck({ import: { file_name, check, problem }, mapping_name }: BroughtIn): string {
  if (!check) return `${file_name} cannot be read: ${problem?.detail ?? 'the dry run was stopped'}`;
  const lines = [
    `${file_name}: ${say(check.rows)} rows; nothing was written`,
    `  columns would be read as ${mapping_name === null ? 'guessed from names and values' : `the mapping "${mapping_name}" says`}`,
    `  ${say(check.would_keep)} would be kept, ${sayMaybe(check.repeated)} are here before or twice, ${say(check.rejected)} would be rejected`,
    `  ${sayMaybe(check.people_created)} people would be new, ${sayMaybe(check.people_known)} are known already`,
    `  ${sayMaybe(check.leads_opened)} leads would be opened, ${sayMaybe(check.interests_created)} people would stay interests, ${sayMaybe(check.companies_created)} companies would be new`,
  ];
  for (const { row_no, detail, reason } of check.examples)
    lines.push(`  row ${row_no}: ${reason.replaceAll('_', ' ')}: ${detail}`);
  for (const { column, rows } of check.filled) lines.push(`  ${column}: ${say(rows)} with a value`);
  return lines.join('\n');
}

/** Why people are interests and no leads, and companies few: what the rows say, and do not. */
function explain({
  kept,
  repeated,
  interests_created,
  rows_with_contact,
  rows_with_name,
  companies_created,
}: ImportCounts): string[] {
  if (kept === 0) return repeated > 0 ? ['Nothing changed: every row is here already.'] : [];
  const lines: string[] = [];
  if (interests_created > 0) {
    lines.push(
      `An interest becomes a lead with a name and a way to reach that person: of the rows kept, ${say(rows_with_name)} have a name, ${say(rows_with_contact)} an e-mail or phone.`,
    );
  }
  if (companies_created === 0)
    lines.push('No company is new: none was named by a domain of its own that was not known.');
  return lines;
}

function sayMaybe(count: number | null): string {
  return count === null ? 'an unknown number' : say(count);
}

function say(count: number): string {
  return count.toLocaleString('en');
}
