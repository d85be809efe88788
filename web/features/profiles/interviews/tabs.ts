/** The parts of the screen: who has answered, and what they said. */
export const INTERVIEW_TABS = ['who', 'said'] as const;
export type InterviewTab = (typeof INTERVIEW_TABS)[number];
