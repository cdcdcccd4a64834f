"""The words that matter in a deadline, each with the kind of token it makes and what it stands for.

To teach the reader a new word, add it to a row here; what sequences of words mean is in `forms`. Longer words
win over shorter ones.
"""

from typing import NamedTuple

from fazhi_cli.deadline.moment import Year


class Token(NamedTuple):
    """A stretch of the text: what kind of word it is, what it stands for, and where it begins.

    `low` is the first number of a range such as 2—3年, else None.
    """

    kind: str
    text: str
    value: object = None
    low: int | None = None
    place: int = 0


_ROWS: tuple[tuple[str, object, str], ...] = (
    ("year", Year("register", 0), "今年 本年 本年度 当年"),
    ("year", Year("register", 1), "明年 来年 下年度"),
    ("year", Year("following", 1), "次年 下一年 翌年"),
    ("year", Year("register", 2), "后年"),
    ("bygone", None, "去年 上年 上一年 上年度 前年 上月 上个月 上季度 上个季度 上周 上星期 昨天 昨日"),
    ("unsupported", None, "同年 该年 学年 学期 本学期 财年 会计年度 财政年度 同月 该月 正月 腊月 冬月"),
    ("part", (1, 6), "上半年 上半年度 前两季度 前两个季度 前二季度 前2季度 前2个季度"),
    ("part", (7, 12), "下半年 下半年度"),
    ("part", (1, 9), "前三季度 前三个季度 前3季度 前3个季度"),
    ("mid", None, "年中 双过半"),
    ("yearend", None, "年底 年末 年终 年尾 岁末 岁尾 年度末"),
    ("yearin", None, "年内 年度内"),
    ("blankdate", None, "年月日 月日 年月底"),
    ("ten", 10, "上旬"),
    ("ten", 20, "中旬"),
    ("ten", 0, "下旬"),
    ("refmonth", 0, "本月 当月 这个月"),
    ("refmonth", 1, "下月 次月 下个月"),
    ("monthend", None, "月底 月末"),
    ("monthin", None, "月内"),
    ("refquarter", 0, "本季度 本季 当季"),
    ("refquarter", 1, "下季度 下个季度 下一季度"),
    ("quarterend", None, "季度末 季度底 季末 季底"),
    ("quarterin", None, "季度内"),
    ("refweek", 0, "本周 这周 本星期"),
    ("refweek", 1, "下周 下星期 下个星期"),
    ("refday", 0, "今天 今日 当天 当日 会议当天 会议当日"),
    ("refday", 1, "明天 明日 次日"),
    ("refday", 2, "后天"),
    ("span", (6, "month"), "半年"),
    ("span", (15, "day"), "半个月 半月"),
    ("from", 0, "会后 会议后 会议之后 会议结束后 会议召开后 散会后 今天会后 今天会议后"),
    ("from", 0, "会议之日起 会议召开之日起 会议结束之日起"),
    ("from", 0, "会议决定之日起 会议决定后 会议当日起 会议当天起"),
    ("from", 0, "即日起 今日起 今天起 即日开始 从现在起"),
    ("from", 1, "次日起 会议次日起 会后次日起"),
    ("issue", None, "印发 下发 发布 公布 发文 出台 颁布"),
    ("everyweek", None, "每周 每个周 每一周 每逢周 每星期 每个星期 每逢星期 每礼拜 按周 逐周"),
    ("everymonth", None, "每月 每个月 每一月 每一个月 按月 逐月"),
    ("everyquarter", None, "每季度 每季 每个季度 每一季度 每一个季度 按季 按季度 逐季"),
    ("everyhalf", None, "每半年 每个半年 按半年 半年一次"),
    ("everyyear", None, "每年 每年度 每一年 按年 按年度"),
    ("everyother", None, "每天 每日 每工作日 每个工作日 每旬 每隔 每小时 每双周 每双月 隔周 隔月"),
    ("unsupported", None, "双月 单月 双周 单周"),
    ("aftermonth", None, "每月结束后 每月终了后 每个月结束后 每个月终了后"),
    ("afterquarter", None, "每季度结束后 每季度终了后 每季结束后 每季终了后 每个季度结束后"),
    ("afterhalf", None, "每半年结束后 每半年终了后"),
    ("afteryear", None, "每年结束后 每年终了后 每年度结束后 每年度终了后"),
    ("inmonth", 1, "首月 首个月"),
    ("inmonth", 0, "末月 最后一月 最后一个月"),
    ("leave", None, "假期 长假 小长假 放假 黄金周"),
    ("percase", None, "每次 每逢 每起 每件 每届 每场 每批 每宗 每例 每案 每有"),
    ("end", None, "底 末 最后一天 最后一日 最后1天 最后1日"),
    ("early", None, "初"),
    ("before", None, "前 之前 以前 前夕"),
    ("in", None, "内 以内 之内 时间内"),
    ("by", None, "止 为止"),
    ("during", None, "期间 时期 时期末 期末 期内"),
    ("start", None, "起 开始 起始"),
    ("after", None, "后 之后 以后"),
    ("dayof", None, "之日 之日起"),
    ("around", None, "前后 左右"),
    ("about", None, "约 大约 大概"),
    ("shift", None, "顺延 节假日提前 节假日除外 不含节假日 不含法定节假日 不含周末 不计节假日 扣除节假日"),
    ("ago", None, "以来"),
    ("to", None, "至 到 直至 直到"),
    ("dash", None, "-"),
    ("since", None, "自 从"),
    ("till", None, "最迟 至迟 最晚 最迟于 最迟在 最晚于 不迟于 不晚于 不得迟于 不得晚于"),
    ("till", None, "最迟不超过 最晚不超过 最迟不得超过 最晚不得超过"),
    (
        "till",
        None,
        "完成时限: 整改时限: 办结时限: 办理时限: 完成时间: 完成日期: 完成期限: 整改期限: 时间节点:",
    ),
    ("till", None, "时限: 期限: 时限要求: 时间要求: 截止日期: 截止时间:"),
    ("till", None, "完成时限为 整改时限为 办结时限为 完成时间为 截止日期为 截止时间为"),
    ("asof", None, "截至 有效期至 有效期到"),
    ("cutoff", None, "截止 截止到 截止至"),
    ("offwork", None, "下班"),
    ("clock", 24, "中午 上午 下午 晚上 晚间"),
    ("clock", 0, "零时 零点 凌晨"),
    ("limit", None, "不超过 不得超过 不多于 控制在 限定在 提速至 提速到 减少到 减少至"),
    ("limit", None, "压缩至 压缩到 压缩为 压减至 压减到 缩短至 缩短到 缩短为 缩减至 缩减到 减至 降至 降到"),
    ("limit", None, "有效期 有效期为 有效期限为 试行期 试行期为"),
    ("recent", None, "近 最近 过去 此前 连续"),
    ("vague", ("元旦前", "春节前"), "年前"),
    ("vague", ("1月底前", "一季度末前"), "年初"),
    ("vague", ("年底前", "1月底前"), "岁末年初 年末年初 年底年初"),
    ("vague", ("本月5日前", "本月上旬前"), "月初"),
    ("vague", ("本月15日前", "本月20日前"), "月中"),
    ("vague", ("本季度首月底前", "本季度末前"), "季初"),
    ("vague", ("本周五前", "本周日前"), "周末"),
    ("vague", ("10日前", "20日前"), "上中旬"),
    ("vague", ("20日前", "月底前"), "中下旬"),
    ("vague", ("年底前", "长期坚持"), "全年"),
    ("immediate", None, "立行立改 立改立行 立整立改 即行即改 即知即改 即查即改 立查立改 边查边改 边整边改"),
    ("immediate", None, "即时整改 即时 立即 立刻 即刻 马上 立说立行 第一时间"),
    ("standing", None, "长期坚持 常抓不懈 长抓不懈 久久为功 一以贯之 持之以恒 坚持不懈 贯穿全年 贯穿始终"),
    ("standing", None, "全年常态化 全年持续 全年坚持"),
    ("standing?", None, "长期 持续 常态化 常态 经常性 常年 日常"),
    ("soft", None, "尽快 尽早 早日 从速 抓紧 及时 适时 择机 近期 近日 短期内 限期 定期 不定期"),
    ("soft?", None, "逐步 有序 稳步 按期 按时 如期 限时 加快 视情 视情况 同步 随时 统筹"),
    ("soft?", None, "按要求 按计划 按程序 按进度"),
    ("softmark", None, "原则上 力争 争取 尽量 尽可能"),
    # ordinary words that hold a word of time
    (
        "text",
        None,
        "内部 内容 内外 内在 内控 内设 内涵 内需 内蒙 内陆 内审 内网 内务 内业 内涝 内贸 内生 内地",
    ),
    ("text", None, "今后 前期 前往 前述 前款 前置 前提 前端 前沿 前列 目前 当前 提前 事前"),
    ("text", None, "底数 底线 底层 底稿 末端 末位 初步 初稿 初审 初评 初核 初级 初次 初任"),
    ("text", None, "起草 起诉 起来 起步 起点 起到 后续 后期 后勤 停止 防止 禁止 制止 终止 废止 中止"),
    ("text", None, "到位 到期 到场 到户 到人 达到 做到 得到 收到 接到 看到 感到 受到 遇到 想到 说到 谈到"),
    (
        "text",
        None,
        "至少 甚至 乃至 以至 自查 自纠 自评 自检 自动 自愿 自行 自主 自我 自身 自觉 自治 自然",
    ),
    ("text", None, "近平 附近 临近 就近 近年"),
    ("text", None, "截止日期 截止时间 每项 每个"),
)

WEEKDAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
_WEEKS = ("周", "星期", "礼拜")
_FEASTS = {
    "元旦": "元旦 元旦节",
    "春节": "春节",
    "清明节": "清明 清明节",
    "劳动节": '劳动节 国际劳动节 五一 五一节 五一劳动节 "五一" "五一"劳动节',
    "端午节": "端午 端午节",
    "中秋节": "中秋 中秋节",
    "国庆节": '国庆 国庆节 "十一" 十一假期 十一长假 十一黄金周',
}
_FIXED = {
    (3, 8): "妇女节",
    (3, 12): "植树节",
    (4, 15): "国家安全教育日",
    (5, 4): "青年节 五四 五四青年节",
    (6, 1): "儿童节 六一 六一儿童节",
    (7, 1): '建党节 "七一" 七一',
    (8, 1): '建军节 "八一" 八一',
    (9, 10): "教师节",
    (12, 4): "宪法日 国家宪法日",
}


def _words() -> list[tuple[str, str, object]]:
    rows = [*_ROWS]
    rows += [("feast", name, line) for name, line in _FEASTS.items()]
    rows += [("feast", day, line) for day, line in _FIXED.items()]
    words = [(word, kind, value) for kind, value, line in rows for word in line.split()]
    return words + [(week + day, "weekday", value) for week in _WEEKS for day, value in WEEKDAYS.items()]


def _by_beginning() -> dict[str, list[tuple[str, str, object]]]:
    found: dict[str, list[tuple[str, str, object]]] = {}
    for row in sorted(_words(), key=lambda row: -len(row[0])):
        found.setdefault(row[0][:2], []).append(row)
    return found


VOCABULARY = _by_beginning()
"""By their first two characters (or only one), the words beginning so, longest first: (word, kind, value)."""

_UNIT_ROWS = (
    ("year", "年度 年"),
    ("halfyears", "年半"),
    ("month", "月份 月"),
    ("day", "日 号"),
    ("days", "天 个自然日 自然日 个日历日"),
    ("workdays", "个工作日 工作日 个工作天"),
    ("weeks", "周 个周 星期 个星期 个礼拜"),
    ("months", "个月"),
    ("quarter", "季度 季"),
    ("hours", "小时 个小时"),
    ("clock", "时 点"),
    ("times", "次"),
    ("unsupported", "个季度 个半月 天半"),
    ("", "周年 周岁 年级 年代 年期 点五 个百分点"),
)


def _units() -> dict[str, list[tuple[str, str]]]:
    units = [(unit, kind) for kind, line in _UNIT_ROWS for unit in line.split()]
    found: dict[str, list[tuple[str, str]]] = {}
    for unit in sorted(units, key=lambda unit: -len(unit[0])):
        found.setdefault(unit[0][0], []).append(unit)
    return found


UNITS = _units()
"""By first character, what may follow a number and the kind of word that makes; "" if it is none of time."""

ORDINAL_UNITS = {"季度": "quarter", "个季度": "quarter", "个月": "inmonth", "月": "inmonth"}
"""What may follow 第 and a number."""


def _tuple(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


REPORTS = {
    turn + sort: every
    for every, turns in {
        "每周": "周",
        "每月": "月 月度",
        "每季度": "季 季度",
        "每半年": "半年",
        "每年": "年 年度",
    }.items()
    for turn in turns.split()
    for sort in ("报", "报送", "调度", "通报")
}
"""Whole phrases that name a report by how often it comes, and the rhythm that is."""

NOTHING = frozenset(
    _tuple(
        "- / n/a na 无 空 暂无 没有 不限 无时限 无期限 无固定期限 无明确时限 无具体时限 无时限要求 不设时限"
    )
    + _tuple("按制度要求 按制度执行 按上级要求 按上级部署 待定 待明确 待确定 待补充 待研究")
    + _tuple("未定 未明确 未确定 另行通知 另行确定 时间待定 时限待定")
    + ("",)
)
"""Whole phrases that say that there is no deadline."""

FILLERS = _tuple(
    "全面完成 基本完成 整改完成 整改到位 整改完毕 完成整改 完成时限 整改时限 办结时限 完成时间 时间节点",
    "截止日期 截止时间 完成 办结 办理 建成 竣工 完工 结束 到位 销号 报送 上报 提交 落实 整改 推进 开展",
    "实施 执行 坚持 时限 期限 工作 任务 计划 预计 务必 确保 必须 全部 全面 应当 做好 抓好 安排 进行",
    "巩固 深化 加强 保持 周期 时间 整体 阶段 短期 中期 长效化 长效",
    "拟 于 在 要 应 须 需 并 且 为 是 抓 份 性 地",
)
"""Words that add nothing to a deadline: a bare period such as 2022年9月 counts only among these."""

ADVERBS = _tuple("深入 全面 扎实 不断 有序 大力 稳步 有力 着力 纵深")
"""Words that only say how: 持续深入推进."""

ONGOING = _tuple(
    "推进 推动 坚持 开展 深化 加强 巩固 用力 发力 抓好 抓 落实 完善 整改 实施 改进 提升 优化 跟踪",
    "强化 做好 保持 进行 执行 运行 有效",
)
"""What follows 持续, 长期 or 常态化, perhaps behind ADVERBS, where the work has no end."""

MILESTONES = _tuple("完成 全面完成 基本完成 办结 建成 竣工 完工 结束 到位 报送 上报 提交")
"""What follows a bare period that is itself a deadline, and not the background of another."""

REPORTED = _tuple("完成情况 完成率 完成进度 完成度 完成数 到位情况 到位率 办结情况 办结率 报送情况 提交情况")
"""What looks like a milestone and is the matter of a report: 上半年完成情况."""

CONVENED = _tuple(
    "本次 此次 这次",
    "单位 部门 街道 乡镇 镇街 各地 人员 同志 负责人 局 法院 检察院 请 应 须 需 要 并 在 于 自 从",
)
"""After these, 会后 is after this meeting; after 例 or 常务 it is after another."""

EVENTS = _tuple(
    "收到 接到 受理 作出 签订 签收 申请 立案 送达 验收 发生 登记 备案 审核 审批 公示 公告 生效 期满 到期",
    "交办 转办 发现 举报 投诉 报案 任命 离任 到任 承诺",
)
"""Happenings that come case by case: a limit counted from them has no single date."""

RECEIPTS = _tuple("收到 接到 签收")
"""Happenings that, with a paper of one's own register, come once and on a day that is not known."""

DOCUMENTS = _tuple("通知 意见 方案 文件 要点 纪要 办法 规划 计划 决定 清单 规定 细则 报告")
"""What can be issued; only 本通知 and its like is the paper that the register follows up."""
