import { type ChangePhrasebook, plusMinus } from './phrasebook.ts';

const quote = (name: string) => `“${name}”`;
const number = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 3 });

/** Chinese. */
export const zh: ChangePhrasebook = {
  quote,
  part: {
    dimensions: (name) => `维度${quote(name)}`,
    groups: (name) => `分组${quote(name)}`,
    bands: (name) => `等级${quote(name)}`,
    signals: (name) => `信号${quote(name)}`,
    profiles: (name) => `画像${quote(name)}`,
    grid: () => '矩阵',
    company: () => '公司评分',
  },
  model: '模型',
  added: '新增',
  removed: '删除',
  addedTo: (group) => `新增到${quote(group)}`,
  removedFrom: (group) => `从${quote(group)}中删除`,
  moved: (from, to) => `从${quote(from)}移到${quote(to)}`,
  movedPlace: (from, to) => `从第 ${from} 位移到第 ${to} 位`,
  points: (points) => `${number.format(points).replace('-', '−')} 分`,
  label: {
    name: '名称',
    floor: '下限',
    ceiling: '上限',
    weight: '权重',
    from: '起点',
    margin: '余量',
    signal: '信号',
    when: '条件',
    applies_to: '适用对象',
    dimension: '维度',
    decision_maker: '决策人',
    engaged: '算作参与',
    engaged_from: '参与起点',
    engaged_dimension: '参与维度',
    fit_cuts: '匹配度分界',
    engagement_cuts: '参与度分界',
    format: '格式',
  },
  none: '无',
  aboveLowest: '高于最低级别',
  noDecay: '不衰减',
  uncapped: '每次都计分',
  on: '已启用',
  values: (added, removed) => plusMinus('取值', added, removed, ['、', '；']),
  written: '条件写法不同，含义相同',
};
