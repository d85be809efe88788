import nodemailer from 'nodemailer';

/** A letter in plain text. */
export type Letter = { to: string; subject: string; text: string };

/** Sends letters through an SMTP server. */
export type Mailer = {
  /** Hands a letter over; throws when the server does not take it. `id` stays the same when it is sent again. */
  send(letter: Letter, id: string): Promise<void>;
  close(): void;
};

/**
 * Opens the way to an SMTP server: `smtp://user:password@host:587` (STARTTLS where the server offers it) or `smtps://…:465`. Nothing is sent
 * before the first letter. `from` is the sender, such as `Plumb <plumb@example.com>`.
 */
export function openMailer(url: string, from: string): Mailer {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // A letter is text of ours: nothing in it may make the server read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = /<?[^<@]*@([^>]+)>?$/.exec(from)?.[1] ?? 'plumb.invalid';
  return {
    send: async ({ to, subject, text }, id) => {
      await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${host}>` });
    },
    close: () => transport.close(),
  };
}
