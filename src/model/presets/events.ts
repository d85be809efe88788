import type { Condition } from '../../conditions/format.ts';
import { all, any, where } from './rules.ts';
import { actions } from './signals.ts';

const done = where('touch.type', 'in', ['track', 'form', 'row']);
const named = (...parts: string[]) => all(done, where('touch.event', 'contains', parts));
const namedBut = (parts: string[], not: string[]) =>
  all(done, where('touch.event', 'contains', parts), where('touch.event', 'doesNotContain', not));

const cancelled = ['cancel', 'no-show', 'no show', 'missed', 'отмен', '取消', 'anulat'];
const errors = ['error', 'fail', 'ошибк', '错误', 'eroare'];
const formNames = [
  'form submi',
  'form handler submi',
  'landing page success',
  'landing page submi',
  'форма отправ',
  '提交表单',
  'formular trimis',
];

/**
 * The signals of the presets for single trades and of those that follow other systems, each a condition on touches: what somebody
 * did by the name of the event, in four languages and as those systems call it.
 */
export const events = {
  ...actions,
  activated: named(
    'activat',
    'onboarding complete',
    'setup complete',
    'first project',
    'активир',
    'настройка завершена',
    '激活',
    '完成设置',
  ),
  teammate_invited: named(
    ...['teammate', 'invite sent', 'user invited', 'member invited', 'member added', 'user added', 'colleague'],
    ...['приглашен коллега', 'коллег', '邀请成员', '邀请同事', 'coleg'],
  ),
  integration_connected: namedBut(
    ['integration', 'connected', 'интеграц', 'подключ', '集成', '已连接', 'integrare', 'conectat'],
    ['disconnect', 'отключ', '断开', 'deconectat'],
  ),
  product_used: named(
    'logged in',
    'login',
    'signed in',
    'sign in',
    'session',
    'feature used',
    'вход в',
    'использова',
    '登录',
    '使用功能',
    'autentificare',
  ),
  limit_reached: named('limit reached', 'quota', 'upgrade', 'лимит', 'тариф повыш', '额度', '升级', 'limită'),
  trial_cancelled: named('trial cancel', 'account deleted', 'account closed', 'аккаунт удал', '注销', 'cont șters'),
  meeting_held: namedBut(
    [
      'meeting',
      'call held',
      'appointment',
      'consultation',
      'встреч',
      'консультац',
      '会面',
      '拜访',
      'întâlnire',
      'consultație',
    ],
    cancelled,
  ),
  quote_requested: named(
    'quote',
    'proposal',
    'rfp',
    'tender',
    'коммерческое предложение',
    'запрос цен',
    'тендер',
    '报价',
    '招标',
    'ofert',
    'licitație',
  ),
  case_study_read: named(
    'case study',
    'case_study',
    'success story',
    'кейс',
    'история успеха',
    '案例',
    'studiu de caz',
  ),
  referred: named('referral', 'referred', 'recommended', 'рекоменд', '推荐', 'recomand'),
  form_submitted: any(
    all(where('touch.type', '=', 'form'), where('touch.event', 'doesNotContain', errors)),
    all(
      where('touch.type', 'in', ['track', 'row']),
      where('touch.event', 'contains', formNames),
      where('touch.event', 'doesNotContain', errors),
    ),
  ),
  form_error: named(
    ...[
      'form error',
      'form handler error',
      'landing page error',
      'form failed',
      'ошибка формы',
      '表单错误',
      'eroare formular',
    ],
  ),
  file_accessed: named('file access', 'file download', 'download', 'скача', '下载', 'descărca'),
  redirect_clicked: named('custom redirect', 'redirect click'),
  link_clicked: named(
    'link click',
    'clicked link',
    'email click',
    'tracker click',
    'email link',
    'переход по ссылке',
    '点击链接',
    'link accesat',
  ),
  email_opened: named('email open', 'opened email', 'e-mail open', 'письмо открыт', '打开邮件', 'email deschis'),
  email_clicked: named(
    'email click',
    'email link',
    'clicked link in email',
    'переход из письма',
    '点击邮件',
    'link din email',
  ),
  site_searched: named('site search', 'search query', 'поиск по сайту', '站内搜索', 'căutare pe site'),
  session_begun: named(
    'visitor session',
    'session started',
    'visit started',
    'начало визита',
    '开始访问',
    'vizită începută',
  ),
  chatted: named('chat', 'чат', '聊天', '在线客服'),
  event_registered: named('event registered', 'event registration'),
  event_checked_in: named('event checked in', 'event check-in'),
  opportunity_created: named(
    'opportunity created',
    'new opportunity',
    'deal created',
    'сделка создана',
    '新建商机',
    'oportunitate creată',
  ),
  opportunity_lost: named('opportunity lost', 'deal lost', 'сделка проиграна', '商机丢失', 'oportunitate pierdută'),
  opportunity_won: named('opportunity won', 'deal won', 'сделка выиграна', '商机赢单', 'oportunitate câștigată'),
} as const satisfies Record<string, Condition>;
