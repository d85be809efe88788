import { type Chance, pick, pickWeighted, type Weighted, weighted } from './chance.ts';
import { type Language, languages } from './names.ts';

/** How high in a company a title stands. Only the titles are ever shown; the level is part of the truth. */
export const levels = ['executive', 'manager', 'staff', 'student'] as const;
export type Level = (typeof levels)[number];

/** Departments as the site's forms offer them, in English whatever language the visitor speaks. */
export const departments = ['Marketing', 'Sales', 'Operations', 'IT', 'Finance', 'Procurement', 'HR'] as const;
export type Department = (typeof departments)[number];

type Wording = Record<Department, string>;
type Patterns = {
  named: Wording;
  executive: string[];
  manager: string[];
  staff: string[];
  top: string[];
  student: string[];
};

const patterns: Record<Language, Patterns> = {
  en: {
    named: {
      Marketing: 'Marketing',
      Sales: 'Sales',
      Operations: 'Operations',
      IT: 'IT',
      Finance: 'Finance',
      Procurement: 'Procurement',
      HR: 'HR',
    },
    top: ['Chief Executive Officer', 'Managing Director', 'Founder', 'Owner'],
    executive: ['Head of *', '* Director', 'Vice President *', 'Director of *'],
    manager: ['* Manager', 'Senior * Manager', '* Team Lead'],
    staff: ['* Specialist', '* Analyst', '* Assistant', '* Coordinator'],
    student: ['Student', 'PhD Student', 'Trainee'],
  },
  ru: {
    named: {
      Marketing: 'маркетинга',
      Sales: 'продаж',
      Operations: 'производства',
      IT: 'информационных технологий',
      Finance: 'финансов',
      Procurement: 'закупок',
      HR: 'персонала',
    },
    top: ['Генеральный директор', 'Исполнительный директор', 'Учредитель', 'Владелец'],
    executive: ['Директор департамента *', 'Руководитель направления *', 'Заместитель директора департамента *'],
    manager: ['Начальник отдела *', 'Старший менеджер отдела *'],
    staff: ['Специалист отдела *', 'Аналитик отдела *', 'Ассистент отдела *'],
    student: ['Студент', 'Аспирант', 'Стажёр'],
  },
  zh: {
    named: {
      Marketing: '市场',
      Sales: '销售',
      Operations: '运营',
      IT: '信息技术',
      Finance: '财务',
      Procurement: '采购',
      HR: '人力资源',
    },
    top: ['总经理', '首席执行官', '创始人', '董事长'],
    executive: ['*总监', '*副总裁'],
    manager: ['*经理', '*部主管'],
    staff: ['*专员', '*助理', '*分析员'],
    student: ['学生', '研究生', '实习生'],
  },
  ro: {
    named: {
      Marketing: 'marketing',
      Sales: 'vânzări',
      Operations: 'operațiuni',
      IT: 'IT',
      Finance: 'financiar',
      Procurement: 'achiziții',
      HR: 'resurse umane',
    },
    top: ['Director general', 'Administrator', 'Fondator', 'Președinte executiv'],
    executive: ['Director *', 'Director adjunct *'],
    manager: ['Manager *', 'Șef departament *'],
    staff: ['Specialist *', 'Analist *', 'Asistent *'],
    student: ['Student', 'Doctorand', 'Stagiar'],
  },
};

const byDepartment = weighted<Department>([
  ['Marketing', 30],
  ['Sales', 22],
  ['Operations', 18],
  ['IT', 12],
  ['Finance', 8],
  ['Procurement', 6],
  ['HR', 4],
]);

const byLevel: Record<'tiny' | 'small' | 'large', Weighted<Level>> = {
  tiny: weighted<Level>([
    ['executive', 50],
    ['manager', 25],
    ['staff', 25],
  ]),
  small: weighted<Level>([
    ['executive', 22],
    ['manager', 36],
    ['staff', 42],
  ]),
  large: weighted<Level>([
    ['executive', 9],
    ['manager', 38],
    ['staff', 53],
  ]),
};

/** Every title of a level, in all languages: what a model has to recognise to know the level. */
export const titlesOf: Record<Level, string[]> = {
  executive: all((words) => [...words.top, ...filled(words, 'executive')]),
  manager: all((words) => filled(words, 'manager')),
  staff: all((words) => filled(words, 'staff')),
  student: all((words) => words.student),
};

/** A person's place in a company of this many employees: in small ones the owner asks, in large ones the staff does. */
export function drawPosition(chance: Chance, language: Language, employees: number) {
  const level = pickWeighted(chance, byLevel[employees < 10 ? 'tiny' : employees < 250 ? 'small' : 'large']);
  const department = pickWeighted(chance, byDepartment);
  const words = patterns[language];
  const ownsIt = level === 'executive' && chance() < (employees < 50 ? 0.6 : 0.15);
  const title = ownsIt ? pick(chance, words.top) : fill(pick(chance, words[level]), words.named[department]);
  return { level, department, title };
}

/** A student's way to write what they are. */
export function drawStudentTitle(chance: Chance, language: Language): string {
  return pick(chance, patterns[language].student);
}

function fill(pattern: string, named: string): string {
  return pattern.replace('*', named);
}

function filled(words: Patterns, level: 'executive' | 'manager' | 'staff'): string[] {
  return departments.flatMap((department) => words[level].map((pattern) => fill(pattern, words.named[department])));
}

function all(titles: (words: Patterns) => string[]): string[] {
  return [...new Set(languages.flatMap((language) => titles(patterns[language])))];
}
