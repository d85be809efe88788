/** The invented company whose leads these are. Like all domains here, its own lies under the reserved .example. */
export const vendor = {
  name: 'Talvane Instruments',
  product: 'Talvane Meridian',
  pitch: 'software that shows makers and traders which of their campaigns bring in orders',
  domain: 'talvane.example',
  origin: 'https://www.talvane.example',
} as const;

/** A page as trackers describe it. */
export type SitePage = { path: string; url: string; title: string; referrer: string };

/** What a page is about, which decides who looks at it. */
export type Topic = 'home' | 'product' | 'pricing' | 'docs' | 'blog' | 'cases' | 'company' | 'careers';

const paths: Record<Topic, [path: string, title: string][]> = {
  home: [['/', 'Know which campaigns bring in orders']],
  product: [
    ['/product', 'Talvane Meridian'],
    ['/product/attribution', 'From first visit to order'],
    ['/product/connectors', 'Connectors'],
    ['/product/forecast', 'Demand forecast'],
    ['/product/security', 'Security'],
  ],
  pricing: [['/pricing', 'Pricing']],
  docs: [
    ['/docs', 'Documentation'],
    ['/docs/quick-start', 'Quick start'],
    ['/docs/import', 'Bring in your data'],
    ['/docs/api', 'API reference'],
    ['/docs/single-sign-on', 'Single sign-on'],
  ],
  blog: [
    ['/blog', 'Blog'],
    ['/blog/what-a-lead-costs', 'What a lead really costs'],
    ['/blog/half-of-all-clicks', 'Half of all clicks tell you nothing'],
    ['/blog/fairs-that-pay', 'Trade fairs that pay'],
    ['/blog/first-touch-last-touch', 'First touch, last touch, neither'],
    ['/blog/numbers-for-the-board', 'Five numbers for the board'],
    ['/blog/a-year-without-cookies', 'A year without cookies'],
  ],
  cases: [
    ['/case-studies', 'Case studies'],
    ['/case-studies/valve-maker', 'How a valve maker halved its cost per order'],
    ['/case-studies/regional-grid', 'A regional grid finds its installers'],
    ['/case-studies/cold-storage', 'Cold storage, warm leads'],
  ],
  company: [
    ['/about', 'About us'],
    ['/contact', 'Contact'],
  ],
  careers: [
    ['/careers', 'Careers'],
    ['/careers/internship', 'Internships'],
  ],
};

/** The site's pages by topic; each is shared by all touches that show it, and therefore frozen. */
export const pages = Object.fromEntries(
  Object.entries(paths).map(([topic, list]) => [topic, list.map(([path, title]) => page(path, title))]),
) as Record<Topic, SitePage[]>;

/** Where the forms stand. */
export const formPages = {
  newsletter: page('/newsletter', 'Newsletter'),
  document: page('/resources', 'Guides and checklists'),
  inquiry: page('/contact', 'Contact'),
  demo: page('/demo', 'See it with your own data'),
  trial: page('/trial', 'Try it for 30 days'),
  seminar: page('/seminars', 'Seminars'),
} as const;

/** What can be asked for, attended and sent. */
export const documents = [
  'Guide to campaign attribution',
  'Checklist: leads from fairs',
  'Benchmark of makers',
  'Security white paper',
];
export const seminars = [
  'Attribution in forty minutes',
  'From fair to order',
  'Meridian for sales teams',
  'Reading your funnel',
];
export const mailings = ['Meridian monthly', 'New case study', 'Seminar invitation', 'What is new'];
export const fairs = ['Makers Fair Spring', 'Industry Days Autumn'];

/** An advertising campaign as its links name it. `paid` ones cost money per click. */
export type Campaign = { source: string; medium: string; name: string; content?: string; term?: string };

export const campaigns: readonly Campaign[] = [
  { source: 'google', medium: 'cpc', name: 'attribution-search', term: 'campaign attribution' },
  { source: 'google', medium: 'cpc', name: 'brand', term: 'talvane' },
  { source: 'linkedin', medium: 'paid-social', name: 'makers-decision-makers', content: 'video-a' },
  { source: 'yandex', medium: 'cpc', name: 'attribution-ru', term: 'сквозная аналитика' },
  { source: 'baidu', medium: 'cpc', name: 'attribution-zh', term: '营销归因' },
];

/** Links in our own mail. */
export const mailCampaign: Campaign = { source: 'talvane', medium: 'email', name: 'nurture' };

/** Where visitors come from who did not click an advert; empty for those who typed the address. */
export const referrers = [
  '',
  '',
  'https://search.example/',
  'https://search.example/',
  'https://social.example/',
  'https://trade-press.example/',
];

/** A named way in, in the words of the product's own sources. */
export type DemoSource = { key: string; name: string; channel: string; subject: string };

/** Every `source` that touches carry. */
export const sources = [
  { key: 'website', name: 'Website', channel: 'tracking', subject: vendor.product },
  { key: 'web-form', name: 'Website forms', channel: 'form', subject: vendor.product },
  { key: 'product-trial', name: 'Trial sign-up', channel: 'api', subject: 'Trial of Talvane Meridian' },
  { key: 'mailings', name: 'Mailings', channel: 'email', subject: vendor.product },
  { key: 'seminars', name: 'Seminars', channel: 'event', subject: 'Seminars' },
  { key: 'fair-list', name: 'Trade fair lists', channel: 'file', subject: vendor.product },
  { key: 'partner-portal', name: 'Partner portal', channel: 'partner', subject: vendor.product },
  { key: 'lead-ads', name: 'Lead adverts', channel: 'ads', subject: 'Demonstration' },
  { key: 'enrichment', name: 'Company directory', channel: 'api', subject: vendor.product },
  { key: 'by-hand', name: 'Entered by hand', channel: 'manual', subject: vendor.product },
] as const satisfies readonly DemoSource[];
export type SourceKey = (typeof sources)[number]['key'];

/** The landing page as a campaign's link opens it. */
export function landing(on: SitePage, campaign: Campaign): SitePage {
  const query = [
    `utm_source=${campaign.source}`,
    `utm_medium=${campaign.medium}`,
    `utm_campaign=${campaign.name}`,
  ].join('&');
  return { ...on, url: `${on.url}?${query}` };
}

function page(path: string, title: string): SitePage {
  return Object.freeze({ path, url: `${vendor.origin}${path}`, title: `${title} · ${vendor.name}`, referrer: '' });
}
