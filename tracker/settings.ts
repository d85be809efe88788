/** What the script tag says, in its `data-` attributes. */
export type Settings = {
  writeKey?: string;
  /** Where messages go, if not to the host that the script came from. */
  host?: string;
  /** `all`: every form is captured, but for those that sign in or search. */
  forms?: string;
  /** `wait`: nothing is stored or sent before `plumb('optIn')`. */
  consent?: string;
  /** `true`: the site asks for consent itself, and does not go by what the browser says. */
  ignoreDnt?: string;
};

/** Whether the visitor's browser asks not to be tracked, by Do Not Track or Global Privacy Control, and the site heeds it. */
export function isRefused({ ignoreDnt }: Settings): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as {
    doNotTrack?: string | null;
    globalPrivacyControl?: boolean;
  };
  return ignoreDnt !== 'true' && (doNotTrack === '1' || !!globalPrivacyControl);
}
