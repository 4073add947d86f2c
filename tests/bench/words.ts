// What titles and texts of generated documents are made of. Nothing here is a fact about any real document.

/** A word and how it stands in an id. */
export type Word = readonly [zh: string, pinyin: string];

/** Whose matter it is. */
export const holders: readonly Word[] = [
  ['机关', 'jiguan'],
  ['直属机关', 'zhishu-jiguan'],
  ['党政机关', 'dangzheng-jiguan'],
  ['事业单位', 'shiye-danwei'],
  ['行政单位', 'xingzheng-danwei'],
  ['公共机构', 'gonggong-jigou'],
  ['人民团体', 'renmin-tuanti'],
  ['集中办公区', 'jizhong-bangongqu'],
  ['驻外机构', 'zhuwai-jigou'],
  ['垂直管理单位', 'chuizhi-guanli-danwei'],
  ['派出机构', 'paichu-jigou'],
  ['直属单位', 'zhishu-danwei'],
  ['老干部活动中心', 'laoganbu-huodong-zhongxin'],
  ['政务服务中心', 'zhengwu-fuwu-zhongxin'],
  ['会议中心', 'huiyi-zhongxin'],
  ['培训基地', 'peixun-jidi'],
  ['档案馆', 'danganguan'],
  ['图书馆', 'tushuguan'],
  ['博物馆', 'bowuguan'],
  ['高等学校', 'gaodeng-xuexiao'],
  ['中小学校', 'zhongxiao-xuexiao'],
  ['医疗卫生机构', 'yiliao-weisheng-jigou'],
  ['科研院所', 'keyan-yuansuo'],
  ['体育场馆', 'tiyu-changguan'],
  ['乡镇机关', 'xiangzhen-jiguan'],
  ['街道办事处', 'jiedao-banshichu'],
  ['开发区管理机构', 'kaifaqu-guanli-jigou'],
  ['司法机关', 'sifa-jiguan'],
  ['监管场所', 'jianguan-changsuo'],
  ['应急救援队伍', 'yingji-jiuyuan-duiwu'],
  ['气象台站', 'qixiang-taizhan'],
  ['福利机构', 'fuli-jigou'],
];

/** What it is about. */
export const subjects: readonly Word[] = [
  ['办公用房', 'bangong-yongfang'],
  ['技术业务用房', 'jishu-yewu-yongfang'],
  ['周转住房', 'zhouzhuan-zhufang'],
  ['公务用车', 'gongwu-yongche'],
  ['执法执勤车辆', 'zhifa-zhiqin-cheliang'],
  ['新能源汽车', 'xinnengyuan-qiche'],
  ['充电设施', 'chongdian-sheshi'],
  ['通用设备', 'tongyong-shebei'],
  ['专用设备', 'zhuanyong-shebei'],
  ['办公家具', 'bangong-jiaju'],
  ['信息系统', 'xinxi-xitong'],
  ['软件资产', 'ruanjian-zichan'],
  ['无形资产', 'wuxing-zichan'],
  ['土地房产', 'tudi-fangchan'],
  ['经营性资产', 'jingyingxing-zichan'],
  ['公物仓', 'gongwucang'],
  ['政府采购', 'zhengfu-caigou'],
  ['会议费', 'huiyifei'],
  ['培训费', 'peixunfei'],
  ['差旅费', 'chailvfei'],
  ['物业费', 'wuyefei'],
  ['维修经费', 'weixiu-jingfei'],
  ['用能', 'yongneng'],
  ['用水', 'yongshui'],
  ['碳排放', 'tan-paifang'],
  ['生活垃圾', 'shenghuo-laji'],
  ['可再生能源', 'kezaisheng-nengyuan'],
  ['数据中心', 'shuju-zhongxin'],
  ['食堂', 'shitang'],
  ['餐饮服务', 'canyin-fuwu'],
  ['物业服务', 'wuye-fuwu'],
  ['安全保卫', 'anquan-baowei'],
  ['消防设施', 'xiaofang-sheshi'],
  ['电梯', 'dianti'],
  ['空调系统', 'kongtiao-xitong'],
  ['照明系统', 'zhaoming-xitong'],
  ['供配电系统', 'gongpeidian-xitong'],
  ['绿化养护', 'lvhua-yanghu'],
  ['保洁服务', 'baojie-fuwu'],
  ['会务服务', 'huiwu-fuwu'],
  ['公务接待', 'gongwu-jiedai'],
  ['外宾接待', 'waibin-jiedai'],
  ['商务接待', 'shangwu-jiedai'],
  ['职工住宅', 'zhigong-zhuzhai'],
  ['公共租赁住房', 'gonggong-zulin-zhufang'],
  ['宿舍区', 'sushequ'],
  ['幼儿园', 'youeryuan'],
  ['医疗保健', 'yiliao-baojian'],
  ['无障碍设施', 'wuzhangai-sheshi'],
  ['印章', 'yinzhang'],
  ['收发服务', 'shoufa-fuwu'],
  ['停车场', 'tingchechang'],
  ['仓储', 'cangchu'],
  ['健康促进', 'jiankang-cujin'],
  ['爱国卫生', 'aiguo-weisheng'],
  ['工程项目', 'gongcheng-xiangmu'],
  ['维修改造工程', 'weixiu-gaizao-gongcheng'],
  ['既有建筑', 'jiyou-jianzhu'],
  ['绿色建筑', 'lvse-jianzhu'],
  ['应急物资', 'yingji-wuzi'],
  ['服务外包', 'fuwu-waibao'],
  ['合同能源', 'hetong-nengyuan'],
  ['数字化平台', 'shuzihua-pingtai'],
  ['重大活动保障', 'zhongda-huodong-baozhang'],
];

/** What is done about it. No word here makes a document another sort of document. */
export const matters: readonly Word[] = [
  ['配置', 'peizhi'],
  ['配备更新', 'peibei-gengxin'],
  ['使用', 'shiyong'],
  ['处置', 'chuzhi'],
  ['调剂', 'tiaoji'],
  ['共享', 'gongxiang'],
  ['出租出借', 'chuzu-chujie'],
  ['权属登记', 'quanshu-dengji'],
  ['清查盘点', 'qingcha-pandian'],
  ['绩效评价', 'jixiao-pingjia'],
  ['监督检查', 'jiandu-jiancha'],
  ['统计', 'tongji'],
  ['档案', 'dangan'],
  ['预算', 'yusuan'],
  ['支出定额', 'zhichu-dinge'],
  ['收费', 'shoufei'],
  ['合同', 'hetong'],
  ['验收', 'yanshou'],
  ['运行维护', 'yunxing-weihu'],
  ['维修', 'weixiu'],
  ['安全', 'anquan'],
  ['应急', 'yingji'],
  ['能源审计', 'nengyuan-shenji'],
  ['节能改造', 'jieneng-gaizao'],
  ['定额', 'dinge'],
  ['计量', 'jiliang'],
  ['信息公开', 'xinxi-gongkai'],
  ['信用', 'xinyong'],
  ['服务质量', 'fuwu-zhiliang'],
  ['满意度测评', 'manyidu-ceping'],
  ['人员培训', 'renyuan-peixun'],
  ['内部控制', 'neibu-kongzhi'],
  ['风险防控', 'fengxian-fangkong'],
  ['集中统一', 'jizhong-tongyi'],
  ['标准化', 'biaozhunhua'],
  ['信息化', 'xinxihua'],
  ['社会化', 'shehuihua'],
  ['反食品浪费', 'fan-shipin-langfei'],
  ['垃圾分类', 'laji-fenlei'],
  ['绿色采购', 'lvse-caigou'],
  ['集中采购', 'jizhong-caigou'],
  ['框架协议采购', 'kuangjia-xieyi-caigou'],
  ['物资储备', 'wuzi-chubei'],
  ['责任追究', 'zeren-zhuijiu'],
  ['考核', 'kaohe'],
  ['清理整改', 'qingli-zhenggai'],
  ['分类分级', 'fenlei-fenji'],
  ['全过程', 'quanguocheng'],
];

export const provinces: readonly [Province, ...Province[]] = [
  { zh: '浙江省', pinyin: 'zhejiang', code: '33' },
  { zh: '江苏省', pinyin: 'jiangsu', code: '32' },
  { zh: '湖北省', pinyin: 'hubei', code: '42' },
  { zh: '四川省', pinyin: 'sichuan', code: '51' },
  { zh: '陕西省', pinyin: 'shaanxi', code: '61' },
  { zh: '广东省', pinyin: 'guangdong', code: '44' },
  { zh: '河北省', pinyin: 'hebei', code: '13' },
  { zh: '河南省', pinyin: 'henan', code: '41' },
  { zh: '安徽省', pinyin: 'anhui', code: '34' },
  { zh: '福建省', pinyin: 'fujian', code: '35' },
  { zh: '江西省', pinyin: 'jiangxi', code: '36' },
  { zh: '甘肃省', pinyin: 'gansu', code: '62' },
];

export interface Province {
  readonly zh: string;
  readonly pinyin: string;
  /** The first digits of its local standards. */
  readonly code: string;
}

/** Departments that make rules and documents with numbers of their own; none of these codes is in the jurisdiction. */
export const departments: readonly [Department, ...Department[]] = [
  { zh: '财政部', code: '财建' },
  { zh: '住房和城乡建设部', code: '建科' },
  { zh: '国家发展和改革委员会', code: '发改环资' },
  { zh: '工业和信息化部', code: '工信部节' },
  { zh: '商务部', code: '商服贸' },
  { zh: '应急管理部', code: '应急' },
  { zh: '生态环境部', code: '环办科财' },
  { zh: '国家市场监督管理总局', code: '国市监标技' },
  { zh: '国家档案局', code: '档发' },
];

export interface Department {
  readonly zh: string;
  readonly code: string;
}

/** Issuers of the province's own documents, with a code that the jurisdiction gives them or does not know. */
export const provincialIssuers: readonly [Department, ...Department[]] = [
  { zh: '山东省人民政府', code: '鲁政发' },
  { zh: '山东省人民政府办公厅', code: '鲁政办发' },
  { zh: '山东省财政厅', code: '鲁财资' },
  { zh: '山东省财政厅', code: '鲁财行' },
  { zh: '山东省住房和城乡建设厅', code: '鲁建城建字' },
  { zh: '山东省发展和改革委员会', code: '鲁发改环资' },
  { zh: '山东省卫生健康委员会', code: '鲁卫发' },
  { zh: '山东省市场监督管理局', code: '鲁市监标字' },
];

export const partners: readonly string[] = [
  '山东省教育厅',
  '山东省工业和信息化厅',
  '山东省审计厅',
  '山东省水利厅',
  '山东省生态环境厅',
  '山东省应急管理厅',
  '山东省公安厅',
  '山东省交通运输厅',
];

export const offices: readonly [string, ...string[]] = [
  '山东省机关事务管理局资产管理处',
  '山东省机关事务管理局房地产管理处',
  '山东省机关事务管理局公共机构节能管理处',
  '山东省机关事务管理局服务管理处',
  '山东省机关事务管理局政策法规处',
  '山东省机关事务管理局公务用车管理处',
  '山东省机关事务管理局财务处',
];

/** Documents outside any registry, for references by title. */
export const outside: readonly [string, ...string[]] = [
  '中华人民共和国宪法',
  '中国共产党章程',
  '中华人民共和国民法典',
  '中华人民共和国行政许可法',
  '中华人民共和国行政处罚法',
  '中华人民共和国土地管理法',
  '中华人民共和国城乡规划法',
  '中华人民共和国统计法',
  '中华人民共和国计量法',
  '中华人民共和国数据安全法',
  '中华人民共和国网络安全法',
  '不动产登记暂行条例',
  '行政事业性国有资产年度清单编制说明',
];

export const committees: readonly [string, ...string[]] = [
  '全国能源基础与管理标准化技术委员会(SAC/TC 20)',
  '全国服务标准化技术委员会(SAC/TC 264)',
  '全国行政管理和服务标准化技术委员会(SAC/TC 594)',
  '山东省机关事务管理标准化技术委员会',
  '全国物业服务标准化技术委员会(SAC/TC 560)',
];

export const sites: readonly [string, ...string[]] = [
  'http://www.example.gov.cn/zcfg/art/{y}/{m}/{d}/art_{n}_{k}.html',
  'https://jgswj.example.gov.cn/xxgk/{y}{m}/t{y}{m}{d}_{n}.html',
  'https://std.example.org/gb/search/gbDetailed?id={k}A{n}',
  'https://flk.example.cn/detail2.html?ZmY4MDgwODE{n}MDE{k}',
  'example/Laws:行政法规/{k}/汇编（{y}）.md',
  '公报 {y} 年第 {n} 期；所存影印件第 {k} 页',
  '网页（网址未见）：政策法规库 {y}-{m}-{d}，编号 {n}/{k}',
];

/** Sentences for notes, reasons and articles; what stands in braces is filled in. */
export const sentences: readonly [string, ...string[]] = [
  '第{n}条规定，{s}的{m}由{b}负责，每年{q}月底前将上一年度情况报{c}。',
  '所存文本自第{n}条起缺页，{s}一章的内容据{c}公布的解读补记，未能与正本核对。',
  '与{y}年版相比，主要变化是：{s}纳入统一管理；{m}的程序由五个环节减为三个；增加了对{b}的监督。',
  '附件{q}列出{s}的{m}标准，单位造价、数量上限和使用年限分三档，另行调整时由{c}商{b}确定。',
  '发文日期以正本为准；网页所载日期晚{q}天，是上网时间。',
  '{c}在{y}年的清理结果中把本文件列入继续有效目录，序号{n}。',
  '本文件所称{s}，是指由财政性资金购建、用于保障{b}正常运转的资产和服务。',
  '对{m}不到位的单位，第{n}条规定由{b}责令限期改正；逾期不改的，通报批评并核减下一年度经费。',
  '{q}年内完成全部{s}的摸底登记，建立台账，做到账实相符、账卡相符。',
  '关于{m}的指标按人均和单位面积两种口径计算，计算方法见第{n}条和附录{q}。',
  '原件为扫描件，{c}三字不清，据同年其他文件辨认。',
  '施行后，此前各单位自行制定的{s}{m}规定与本文件不一致的，以本文件为准。',
  '征求意见稿曾把{m}的期限定为{q}个月，公布时改为{n}个工作日。',
  '省以下各级参照执行；{b}可以结合实际制定实施细则，并抄送{c}。',
];

export const bodies: readonly [string, ...string[]] = [
  '机关事务主管部门',
  '财政部门',
  '发展改革部门',
  '住房城乡建设部门',
  '各单位后勤管理机构',
  '审计机关',
  '物业服务企业',
  '采购人',
];

export const remarks: readonly [string, ...string[]] = [
  '# 下列各项据公报核对',
  '# 待与纸质文本核对',
  '# 两个来源不一致，取较早的一个',
  '# 由去年的台账转来',
  '# 责任处室已确认',
  '# 见档案室 2019 年目录',
];
