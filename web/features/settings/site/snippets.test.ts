import { expect, it } from 'vitest';
import { findNameMeanings } from '../../../../src/flow/capture/field-names.ts';
import { formSnippet, trackerSnippet } from './snippets.ts';

const words = {
  name: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  company: 'Company',
  message: 'What <brings> you "here"?',
  consent: 'You may write to me',
  send: 'Send',
  leave_empty: 'Leave empty',
};

it('the tracker says only what differs from its usual ways', () => {
  const plain = { allForms: false, waitForConsent: false };
  expect(trackerSnippet('https://p.example', 'plwk_1', plain)).toBe(
    '<script async src="https://p.example/tracker.js"\n  data-write-key="plwk_1"></script>',
  );
  expect(trackerSnippet('https://p.example', 'plwk_1', { allForms: true, waitForConsent: true })).toContain(
    'data-forms="all"\n  data-consent="wait"',
  );
});

it('every field of the form is one that the door knows', () => {
  const names = [...formSnippet('https://p.example', 'k', 'Contact', words).matchAll(/ name="([a-z]\w*)"/g)].map(
    ([, name]) => name as string,
  );
  expect(names).toEqual(['full_name', 'email', 'phone', 'company', 'message', 'consent']);
  expect(findNameMeanings(names).every((meaning) => meaning !== undefined)).toBe(true);
});

it('labels cannot break out of the markup', () => {
  const html = formSnippet('https://p.example', 'k', 'A "b" <c>', words);
  expect(html).toContain('value="A &quot;b&quot; &lt;c>"');
  expect(html).toContain('What &lt;brings> you');
});
