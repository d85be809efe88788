/** How the tracker is to behave on a site. */
export type TrackerChoice = {
  /** Every form is captured, not only those that are marked. */
  allForms: boolean;
  /** Nothing is stored or sent before the site says so. */
  waitForConsent: boolean;
};

/** The script tag that puts the tracker on a site. `origin` is where Plumb is reached, without a slash at the end. */
export function trackerSnippet(origin: string, key: string, { allForms, waitForConsent }: TrackerChoice): string {
  const attributes = [
    `src="${origin}/tracker.js"`,
    `data-write-key="${key}"`,
    ...(allForms ? ['data-forms="all"'] : []),
    ...(waitForConsent ? ['data-consent="wait"'] : []),
  ];
  return `<script async ${attributes.join('\n  ')}></script>`;
}

export type FormWords = Record<
  'name' | 'email' | 'phone' | 'company' | 'message' | 'consent' | 'send' | 'leave_empty',
  string
>;

/**
 * A form that posts to Plumb by itself, without any script. `_gotcha` is out of people's sight: what fills it is a program.
 * Names are those the door knows in every language.
 */
export function formSnippet(origin: string, key: string, form: string, words: FormWords): string {
  const input = (name: string, label: string, attributes: string) =>
    `  <label>${escapeHtml(label)}<br><input name="${name}" ${attributes}></label>`;
  return [
    `<form action="${origin}/f/${key}"`,
    '  method="post" accept-charset="utf-8">',
    `  <input type="hidden" name="_form" value="${escapeHtml(form)}">`,
    input('full_name', words.name, 'autocomplete="name" required'),
    input('email', words.email, 'type="email" autocomplete="email" required'),
    input('phone', words.phone, 'type="tel" autocomplete="tel"'),
    input('company', words.company, 'autocomplete="organization"'),
    `  <label>${escapeHtml(words.message)}<br><textarea name="message" rows="4"></textarea></label>`,
    `  <label><input type="checkbox" name="consent" value="yes" required> ${escapeHtml(words.consent)}</label>`,
    '  <div style="position:absolute;left:-9999px" aria-hidden="true">',
    `    <label>${escapeHtml(words.leave_empty)}<input name="_gotcha" tabindex="-1" autocomplete="off"></label>`,
    '  </div>',
    `  <button type="submit">${escapeHtml(words.send)}</button>`,
    '</form>',
  ].join('\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
