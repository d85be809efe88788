import { errorCodes } from '../base/errors.ts';

/** The text of docs/errors.md: every code with its status, what it means and how to mend it. */
export function writeErrorsPage(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, { status, title, mend }]) => `| \`${code}\` | ${status} | ${title} | ${mend} |`,
  );
  return `# Errors

<!-- Written by \`npm run plumb -- docs\` from src/base/errors.ts; do not edit. -->

Errors of the API are \`application/problem+json\` (RFC 9457). \`code\` is one of the list below and stays the same from
version to version; \`detail\` says which thing, which value and what was expected, for people to read. Where an input is
to blame, \`errors\` lists every problem with the \`path\` to it. \`instance\` holds the request id that the server's log
has too. Commands print the same sentence and how to mend it.

\`\`\`json
{
  "type": "urn:plumb:error:invalid_input",
  "title": "The input is not valid",
  "status": 400,
  "code": "invalid_input",
  "detail": "body.name: Invalid input: expected string, received number",
  "instance": "urn:plumb:request:5f0c7f6e-5b1f-4c39-9d0e-0e2f5f6f7a11",
  "errors": [{ "path": ["body", "name"], "message": "Invalid input: expected string, received number" }]
}
\`\`\`

| Code | Status | Meaning | How to mend it |
|---|---|---|---|
${rows.join('\n')}
`;
}
