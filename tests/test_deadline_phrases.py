"""What phrases mean, counted by hand from a meeting on 2022-03-15, a Tuesday, in a register for 2022."""

from datetime import date

import pytest

from fazhi_cli.deadline import Anchor, Deadline, DeadlineError, next_due, parse
from tests.deadline_calendar import calendar

MEETING = Anchor(2022, date(2022, 3, 15))

# The rows handed over with the task: phrase, kind, date or next day due; an error has neither.
GIVEN = """
2022年9月30日前 | point | 2022-09-30
2019年12月底前 | point | 2019-12-31
2021年6月底前 | point | 2021-06-30
今年6月底前 | point | 2022-06-30
6月底前 | point | 2022-06-30
2月底前 | due-ambiguous |
XX月XX日前 | blank |
本月底前 | point | 2022-03-31
月底前 | point | 2022-03-31
10月上旬前 | point | 2022-10-10
三季度末前 | point | 2022-09-30
第三季度末 | point | 2022-09-30
上半年 | point | 2022-06-30
下半年 | point | 2022-12-31
到2025年 | point | 2025-12-31
到2019年底 | point | 2019-12-31
截至2020年底 | none |
2015—2020年 | point | 2020-12-31
2—3年内 | point | 2025-03-15
会后5个工作日内 | point | 2022-03-22
会后7日内 | point | 2022-03-22
次日起13个工作日内 | point | 2022-04-01
立行立改 | immediate |
即时整改 | immediate |
立行立改，长期坚持 | immediate+standing |
抓紧 | soft |
适时 | soft |
近期 | soft |
定期 | soft |
每年2月底前 | recurring | 2023-02-28
2020年起，每年1月底前 | recurring | 2023-01-31
每季度 | recurring | 2022-03-31
每月 | recurring | 2022-03-31
每月5日前 | recurring | 2022-04-05
每周二前 | recurring | 2022-03-15
2019年12月底前完成相关建设规划，2020年12月底前完成项目竣工验收 | due-two-points |
以上工作要在2019年2月底前完成 | point | 2019-02-28
自2021年3月1日起施行 | none |
压缩至4个月以内 | none |
疫情期间 | none |
国家扶贫日前后 | none |
3．2020年底前开展专项治理 | point | 2020-12-31
"""

# A day that the phrase names, in every spelling.
DAYS = """
2018年12月31日之前 | point | 2018-12-31
2018年12月31日以前 | point | 2018-12-31
２０２２年９月３０日前 | point | 2022-09-30
二〇二二年九月三十日前 | point | 2022-09-30
二零二二年九月三十日前 | point | 2022-09-30
二○二二年九月三十日前 | point | 2022-09-30
二0二二年九月三十日前 | point | 2022-09-30
二Ｏ二二年九月三十日前 | point | 2022-09-30
2022 年 9 月 30 日 前 | point | 2022-09-30
2022-09-30 | point | 2022-09-30
2022-9-30 | point | 2022-09-30
2022.9.30 | point | 2022-09-30
2022．9．30前 | point | 2022-09-30
2022/9/30 | point | 2022-09-30
2022/09/30前 | point | 2022-09-30
20220930 | point | 2022-09-30
2022.9.30日前 | point | 2022-09-30
2022年9月30日 | point | 2022-09-30
9月30日 | point | 2022-09-30
9月30号前 | point | 2022-09-30
九月三十日前 | point | 2022-09-30
十二月三十一日前 | point | 2022-12-31
六月廿五日前 | point | 2022-06-25
明年2月28日前 | point | 2023-02-28
2024年2月29日前 | point | 2024-02-29
2022年3月15日前 | point | 2022-03-15
3月15日前 | point | 2022-03-15
不迟于9月30日 | point | 2022-09-30
最迟9月30日 | point | 2022-09-30
9月30日截止 | point | 2022-09-30
9月30日止 | point | 2022-09-30
到9月30日为止 | point | 2022-09-30
截止日期：9月30日 | point | 2022-09-30
完成时限：9月30日 | point | 2022-09-30
9月30日前（含） | point | 2022-09-30
9月30日（含）前 | point | 2022-09-30
9月30日前（含当日） | point | 2022-09-30
2022年9月30日（星期五）前 | point | 2022-09-30
9月30日星期五前 | point | 2022-09-30
3月18日（本周五）前 | point | 2022-03-18
12月31日 23:59 | point | 2022-12-31
12月31日23:59前 | point | 2022-12-31
2022-12-31 23:59 | point | 2022-12-31
9月30日17时前 | point | 2022-09-30
9月30日17时30分前 | point | 2022-09-30
9月30日下午5点半前 | point | 2022-09-30
9月30日下班前 | point | 2022-09-30
9月30日24时前 | point | 2022-09-30
"""

# The end of a month, a part of a month, a quarter, half a year, a year, a plan.
ENDS = """
12月底前 | point | 2022-12-31
六月底前 | point | 2022-06-30
十一月底前 | point | 2022-11-30
9月末 | point | 2022-09-30
9月底 | point | 2022-09-30
9月底以前 | point | 2022-09-30
9月份底前 | point | 2022-09-30
9月月底前 | point | 2022-09-30
2022.9月底前 | point | 2022-09-30
2024年2月底前 | point | 2024-02-29
明年2月底前 | point | 2023-02-28
次年1月底前 | point | 2023-01-31
3月底前 | point | 2022-03-31
2022年9月 | point | 2022-09-30
2022.9 | point | 2022-09-30
2022-09 | point | 2022-09-30
9月 | point | 2022-09-30
9月份 | point | 2022-09-30
9月份完成 | point | 2022-09-30
2022年9月内 | point | 2022-09-30
到2025年9月 | point | 2025-09-30
5月中旬前 | point | 2022-05-20
5月中旬 | point | 2022-05-20
4月下旬前 | point | 2022-04-30
2023年2月下旬 | point | 2023-02-28
三季度末 | point | 2022-09-30
三季度底前 | point | 2022-09-30
第3季度末前 | point | 2022-09-30
三季度 | point | 2022-09-30
第三季度 | point | 2022-09-30
四季度末前 | point | 2022-12-31
一季度末 | point | 2022-03-31
2023年一季度末前 | point | 2023-03-31
明年一季度末前 | point | 2023-03-31
三季度内 | point | 2022-09-30
Q3 | point | 2022-09-30
2022Q3 | point | 2022-09-30
2022年Q4末 | point | 2022-12-31
前三季度 | point | 2022-09-30
上半年完成 | point | 2022-06-30
上半年底前 | point | 2022-06-30
2020年上半年 | point | 2020-06-30
2023年下半年内 | point | 2023-12-31
2022H2 | point | 2022-12-31
年中 | point | 2022-06-30
2023年年中前 | point | 2023-06-30
双过半 | point | 2022-06-30
二季度双过半 | point | 2022-06-30
年底前 | point | 2022-12-31
年底 | point | 2022-12-31
年末 | point | 2022-12-31
年终前 | point | 2022-12-31
年内 | point | 2022-12-31
年度内 | point | 2022-12-31
今年年底前 | point | 2022-12-31
今年底前 | point | 2022-12-31
今年年内 | point | 2022-12-31
本年度内 | point | 2022-12-31
今年 | point | 2022-12-31
明年 | point | 2023-12-31
明年底前 | point | 2023-12-31
2020年底前 | point | 2020-12-31
2020年年底前 | point | 2020-12-31
二〇二五年底前 | point | 2025-12-31
2022年内 | point | 2022-12-31
2022年度 | point | 2022-12-31
9999年内 | point | 9999-12-31
2025年 | point | 2025-12-31
到2025年底 | point | 2025-12-31
至2025年 | point | 2025-12-31
“十四五”期间 | point | 2025-12-31
“十四五”末 | point | 2025-12-31
“十四五”规划期末 | point | 2025-12-31
十四五末 | point | 2025-12-31
“十三五”末 | point | 2020-12-31
“十五五”时期 | point | 2030-12-31
“十四五” | point | 2025-12-31
“八五”普法期间 | point | 2025-12-31
“九五”普法末 | point | 2030-12-31
"""

# The last day of a stretch.
RANGES = """
2018—2035年 | point | 2035-12-31
2015-2020年 | point | 2020-12-31
2015年至2020年 | point | 2020-12-31
2021-2025 | point | 2025-12-31
（2021—2025年） | point | 2025-12-31
9月1日至9月30日 | point | 2022-09-30
9月1日至30日 | point | 2022-09-30
9月1日—30日 | point | 2022-09-30
9月15—30日 | point | 2022-09-30
2022年9月1日—2022年10月15日 | point | 2022-10-15
2022-09-01至2022-09-30 | point | 2022-09-30
2023年3月至6月 | point | 2023-06-30
2022年10月至2023年3月 | point | 2023-03-31
1—6月 | point | 2022-06-30
9-10月底前 | point | 2022-10-31
3月至5月 | point | 2022-05-31
2022年4月—12月 | point | 2022-12-31
一至三季度 | point | 2022-09-30
第一至第三季度 | point | 2022-09-30
自2022年3月1日至9月30日开展 | point | 2022-09-30
自2022年3月起至2025年底 | point | 2025-12-31
2022年起至2025年 | point | 2025-12-31
即日起至9月底 | point | 2022-09-30
"""

# Counted from the meeting.
COUNTED = """
5个工作日内 | point | 2022-03-22
1个工作日内 | point | 2022-03-16
三个工作日内 | point | 2022-03-18
7个工作日内 | point | 2022-03-24
30个工作日内上报 | point | 2022-04-26
5个工作日 | point | 2022-03-22
会后3个工作日内报落实情况 | point | 2022-03-18
自会议决定之日起5个工作日内 | point | 2022-03-22
会议结束后十日内 | point | 2022-03-25
会后，各单位5日内报送方案 | point | 2022-03-20
即日起10日内 | point | 2022-03-25
从今天起，15天内 | point | 2022-03-30
7日内 | point | 2022-03-22
三日内 | point | 2022-03-18
10天之内 | point | 2022-03-25
100天内 | point | 2022-06-23
一百二十天内 | point | 2022-07-13
10个自然日内 | point | 2022-03-25
一周内 | point | 2022-03-22
会后一周内 | point | 2022-03-22
两周内 | point | 2022-03-29
三个星期内 | point | 2022-04-05
一个月内 | point | 2022-04-15
三个月以内 | point | 2022-06-15
6个月内 | point | 2022-09-15
12个月内 | point | 2023-03-15
半个月内 | point | 2022-03-30
半年内 | point | 2022-09-15
一年内 | point | 2023-03-15
一年半内 | point | 2023-09-15
三年内 | point | 2025-03-15
5年内 | point | 2027-03-15
三到五年时间内 | point | 2027-03-15
1—2个月内 | point | 2022-05-15
24小时内 | point | 2022-03-16
48小时内 | point | 2022-03-17
72个小时内 | point | 2022-03-18
本意见印发之日起30日内 | point | 2022-04-14
印发之日起30日内 | point | 2022-04-14
本方案自印发之日起一个月内 | point | 2022-04-15
本通知印发后10日内 | point | 2022-03-25
2012年起5年内 | point | 2016-12-31
自2022年4月起3个月内 | point | 2022-06-30
自2022年4月1日起30日内 | point | 2022-05-01
2022年6月底后10日内 | point | 2022-07-10
短期（6个月内） | point | 2022-09-15
中期（1—2年） | point | 2024-03-15
当日 | point | 2022-03-15
当天完成 | point | 2022-03-15
今天下班前 | point | 2022-03-15
下班前 | point | 2022-03-15
次日前 | point | 2022-03-16
明天中午前 | point | 2022-03-16
本月末 | point | 2022-03-31
本月内 | point | 2022-03-31
月内 | point | 2022-03-31
本月25日前 | point | 2022-03-25
本月下旬 | point | 2022-03-31
本月20日至25日 | point | 2022-03-25
次月15日内 | point | 2022-04-15
下月5日前 | point | 2022-04-05
下月底前 | point | 2022-04-30
下个月中旬前 | point | 2022-04-20
本季度末前 | point | 2022-03-31
本季度内 | point | 2022-03-31
季度末前 | point | 2022-03-31
下季度末 | point | 2022-06-30
周五前 | point | 2022-03-18
周五下班前 | point | 2022-03-18
本周五前 | point | 2022-03-18
本周五（3月18日）前 | point | 2022-03-18
本周三 | point | 2022-03-16
明天上午10点前 | point | 2022-03-16
星期四前 | point | 2022-03-17
本周内 | point | 2022-03-20
本周末 | point | 2022-03-20
下周一前 | point | 2022-03-21
下周五下班前 | point | 2022-03-25
下周内 | point | 2022-03-27
"""

# The eve of a holiday: the last day before the leave that the notice of that year gives.
HOLIDAY_EVES = """
2025年春节前 | point | 2025-01-27
2023年春节前 | point | 2023-01-20
2023年元旦前 | point | 2022-12-30
明年元旦前 | point | 2022-12-30
清明节前 | point | 2022-04-02
劳动节前 | point | 2022-04-29
“五一”前 | point | 2022-04-29
五一假期前 | point | 2022-04-29
国庆长假前 | point | 2022-09-30
端午节前 | point | 2022-06-02
中秋节前 | point | 2022-09-09
国庆节前 | point | 2022-09-30
今年国庆前夕 | point | 2022-09-30
“十一”前 | point | 2022-09-30
2023年国庆节前 | point | 2023-09-28
2025年中秋节前 | point | 2025-09-30
“七一”前 | point | 2022-06-30
国家宪法日前 | point | 2022-12-03
"""

# A deadline inside a longer sentence, and two kinds in one phrase.
SENTENCES = """
该项工作于2019年4月底前完成。 | point | 2019-04-30
此项工作于9月底前完成 | point | 2022-09-30
于2018年12月底前报送国务院办公厅备案 | point | 2018-12-31
结合实际抓紧制定方案，细化任务措施，并于2018年12月底前报送备案 | point | 2018-12-31
2019年12月底前，试点地区完成集约化工作，实现优化融合 | point | 2019-12-31
整改工作必须在6月底前取得决定性成效 | point | 2022-06-30
（一）2020年底前完成 | point | 2020-12-31
1.5月底前完成 | point | 2022-05-31
2、2022年6月底前完成 | point | 2022-06-30
落实《法治政府建设实施纲要（2021—2025年）》，9月底前制定方案 | point | 2022-09-30
按照国办发〔2022〕8号要求，9月底前完成 | point | 2022-09-30
在2021年工作基础上，9月底前完成 | point | 2022-09-30
编制2023年工作计划，12月底前印发 | point | 2022-12-31
2022年，9月底前完成 | point | 2022-09-30
今年三季度9月底前完成 | point | 2022-09-30
9月底前内审 | point | 2022-09-30
9月底前初步完成 | point | 2022-09-30
9月底前后勤保障到位 | point | 2022-09-30
9月底前三类问题整改到位 | point | 2022-09-30
9月底（三季度末）前 | point | 2022-09-30
3月启动，年底前完成 | point | 2022-12-31
到2035年基本建成法治政府 | point | 2035-12-31
2022年底前前端改造到位 | point | 2022-12-31
年底前（2022年12月31日前） | point | 2022-12-31
截至2021年底已完成3项，其余2022年6月底前完成 | point | 2022-06-30
审批时限压缩至5个工作日，9月底前落实 | point | 2022-09-30
立行立改，9月底前完成 | point | 2022-09-30
9月底前启动 | point | 2022-09-30
7月10日前报送上半年完成情况 | point | 2022-07-10
12月底前报送2023年工作计划 | point | 2022-12-31
10月15日前上报三季度工作情况 | point | 2022-10-15
区司法局会后5日内报送 | point | 2022-03-20
各单位要在会后3个工作日内整改 | point | 2022-03-18
由9月底前改为9月30日前 | point | 2022-09-30
2025年底前，并长期坚持 | point+standing | 2025-12-31
2022年9月底前完成并长期坚持 | point+standing | 2022-09-30
年底前完成，持续推进 | point+standing | 2022-12-31
X月底前完成，并长期坚持 | blank+standing |
立行立改、持续整改 | immediate+standing |
长期坚持，每季度报告一次 | recurring+standing | 2022-03-31
每月5日前，常态化开展 | recurring+standing | 2022-04-05
"""

# Again and again.
RECURRING = """
每周 | recurring | 2022-03-20
每周五 | recurring | 2022-03-18
每周五前 | recurring | 2022-03-18
每周五下班前 | recurring | 2022-03-18
每星期一前 | recurring | 2022-03-21
每周一 | recurring | 2022-03-21
每周一报送 | recurring | 2022-03-21
每周末 | recurring | 2022-03-20
每周一次 | recurring | 2022-03-20
一周一次 | recurring | 2022-03-20
按周报送 | recurring | 2022-03-20
每周一前报送上周情况 | recurring | 2022-03-21
每月5日前报送上月报表 | recurring | 2022-04-05
每季度末月25日前报送本季度情况 | recurring | 2022-03-25
每年1月底前报送上年度总结 | recurring | 2023-01-31
每季度首月10日前报送上季度情况 | recurring | 2022-04-10
每月报送上月情况 | recurring | 2022-03-31
每逢周五前 | recurring | 2022-03-18
每周不少于1次 | recurring | 2022-03-20
每年12月底前报送下年度计划 | recurring | 2022-12-31
每月底 | recurring | 2022-03-31
每月末前 | recurring | 2022-03-31
每月10日前 | recurring | 2022-04-10
每月10号前 | recurring | 2022-04-10
每月十五日前 | recurring | 2022-03-15
每月31日前 | recurring | 2022-03-31
每月中旬前 | recurring | 2022-03-20
每月10日至15日 | recurring | 2022-03-15
每个月5日前 | recurring | 2022-04-05
每月至少一次 | recurring | 2022-03-31
一月一次 | recurring | 2022-03-31
逐月报送 | recurring | 2022-03-31
每季度末 | recurring | 2022-03-31
每季度末前 | recurring | 2022-03-31
每季度一次 | recurring | 2022-03-31
按季度报送 | recurring | 2022-03-31
每季度首月10日前 | recurring | 2022-04-10
每季度第一个月10日前 | recurring | 2022-04-10
每季度末月25日前 | recurring | 2022-03-25
每季度最后一个月底前 | recurring | 2022-03-31
每季度第二个月底前 | recurring | 2022-05-31
每半年 | recurring | 2022-06-30
每半年首月15日前 | recurring | 2022-07-15
半年一次 | recurring | 2022-06-30
每年 | recurring | 2022-12-31
每年底前 | recurring | 2022-12-31
每年年底前 | recurring | 2022-12-31
每年1月31日前 | recurring | 2023-01-31
每年的1月底前 | recurring | 2023-01-31
每年6月上旬前 | recurring | 2022-06-10
每年三季度末前 | recurring | 2022-09-30
每年上半年 | recurring | 2022-06-30
每年12月 | recurring | 2022-12-31
每年一次 | recurring | 2022-12-31
2022年每月5日前 | recurring | 2022-04-05
到2025年，每年12月底前 | recurring | 2022-12-31
即日起，每周五前 | recurring | 2022-03-18
每周五前报送，直至12月底 | recurring | 2022-03-18
"""

# Words that set no day.
UNDATED = """
立即整改 | immediate |
即知即改 | immediate |
立查立改 | immediate |
会后立即 | immediate |
马上落实 | immediate |
长期坚持 | standing |
长期 | standing |
持续推进 | standing |
持续 | standing |
常态化 | standing |
常态化推进 | standing |
长期任务 | standing |
持续深化研究阐释 | standing |
尽快 | soft |
尽快制定方案 | soft |
及时 | soft |
会后及时 | soft |
今天会议后，希望参会同志要及时向所在单位主要负责人报告 | soft |
限期整改 | soft |
限期完成 | soft |
不定期 | soft |
择机 | soft |
近日 | soft |
逐步 | soft |
逐步推进 | soft |
有序推进 | soft |
按要求 | soft |
按要求落实 | soft |
力争 | soft |
健全党委定期听取法治建设工作情况报告制度 | soft |
"""

# The number was blanked out.
BLANKS = """
X月底前 | blank |
x月底前 | blank |
Ｘ月底前 | blank |
×月底前 | blank |
××月底前 | blank |
某月底前 | blank |
○月○日前 | blank |
□月□日前 | blank |
**月**日前 | blank |
__月__日前 | blank |
9月X日前 | blank |
202X年底前 | blank |
20XX年底前 | blank |
X年X月X日 | blank |
2022年X月 | blank |
X季度末前 | blank |
X个工作日内 | blank |
XX日内 | blank |
每月X日前 | blank |
2022年  月  日前 | blank |
整改工作必须在X月底前取得决定性成效 | blank |
X月X日起30日内 | blank |
"""

# What is no deadline, though it may look like one.
NONE = """
无 | none |
暂无 | none |
待定 | none |
待明确 | none |
— | none |
— — | none |
/ | none |
N/A | none |
按制度要求 | none |
 | none |
截至9月14日 | none |
有效期至2025年12月31日 | none |
自2022年4月1日起执行 | none |
2020年起 | none |
自发布之日起施行 | none |
《法治政府建设实施纲要（2021—2025年）》 | none |
不超过5个工作日 | none |
最长不超过15个工作日 | none |
由20个工作日压缩至5个工作日 | none |
控制在30个工作日以内 | none |
近5年内 | none |
节假日期间 | none |
国庆节期间 | none |
9月30日前后 | none |
9月底左右 | none |
大约一个月内 | none |
9月底前后 | none |
作出之日起20个工作日内 | none |
受理后5日内 | none |
自收到申请之日起7个工作日内 | none |
收到申请5个工作日内 | none |
每次会后5日内 | none |
受理次日起5个工作日内 | none |
自收到申请次日起7日内 | none |
承诺5个工作日内办结 | none |
事件发生后2小时内报告 | none |
2012年以来 | none |
"""

# Refused, because it can mean two days.
AMBIGUOUS = """
1月31日前 | due-ambiguous |
一月底前 | due-ambiguous |
2月 | due-ambiguous |
元旦前 | due-ambiguous |
春节前 | due-ambiguous |
一季度前 | due-ambiguous |
上半年前 | due-ambiguous |
9月前 | due-ambiguous |
9月以前 | due-ambiguous |
2022年前 | due-ambiguous |
2025年之前 | due-ambiguous |
每年9月前 | due-ambiguous |
每月前 | due-ambiguous |
本月5日前 | due-ambiguous |
本月上旬前 | due-ambiguous |
15日前 | due-ambiguous |
30日 | due-ambiguous |
3月内 | due-ambiguous |
六月内完成 | due-ambiguous |
22年底前 | due-ambiguous |
22年9月底前 | due-ambiguous |
周二前 | due-ambiguous |
周一前 | due-ambiguous |
本周一前 | due-ambiguous |
周末前 | due-ambiguous |
月初 | due-ambiguous |
9月初 | due-ambiguous |
年初 | due-ambiguous |
2023年初 | due-ambiguous |
年前 | due-ambiguous |
全年 | due-ambiguous |
9月中下旬 | due-ambiguous |
每年年初 | due-ambiguous |
每月初 | due-ambiguous |
每周一调度 | due-ambiguous |
12小时内 | due-ambiguous |
截止9月30日 | due-ambiguous |
方案印发之日起30日内 | due-ambiguous |
例会后2日内 | due-ambiguous |
区政府常务会议后一周内 | due-ambiguous |
“八五”期间 | due-ambiguous |
2022年9月30日（星期四）前 | due-ambiguous |
1月1日零时前 | due-ambiguous |
10日内（不含节假日） | due-ambiguous |
9月30日前（遇节假日顺延） | due-ambiguous |
不晚于会后10日 | due-ambiguous |
"""

# Refused, because there are two deadlines in it.
TWO_POINTS = """
2020年底前完成自查，2021年3月底前完成检查 | due-two-points |
各项目牵头单位2012年10月底前，各区2012年底前 | due-two-points |
6月底、12月底前 | due-two-points |
3月、6月、9月底前 | due-two-points |
2021年完成规划，2022年9月底前竣工 | due-two-points |
X月底前完成自查，12月底前完成整改 | due-two-points |
9月底前每周报送 | due-two-points |
9月底前完成，每月报送进展 | due-two-points |
每月调度，每季度通报 | due-two-points |
中秋、国庆节前 | due-two-points |
三季度10月底前 | due-two-points |
9月底（6月底）前 | due-two-points |
第一阶段：2022年6月30日前；第二阶段：2022年12月31日前 | due-two-points |
会后5日内报方案，一个月内完成 | due-two-points |
短期（6个月内）、中期（1—2年）、长期（3—5年） | due-two-points |
"""

# Refused, because it is not understood or there is no such day.
UNKNOWN = """
加强组织领导 | due-unknown |
建立健全常态化机制 | due-unknown |
学习宣传是一项长期任务，各单位要深入学习 | due-unknown |
今年是党的二十大召开之年，做好工作责任重大 | due-unknown |
2018年11月，党中央、国务院印发有关意见 | due-unknown |
XX项整改措施 | due-unknown |
3+N | due-unknown |
2022-02-30 | due-unknown |
2022年2月29日前 | due-unknown |
2月29日前 | due-unknown |
9月31日前 | due-unknown |
13月底前 | due-unknown |
0月底前 | due-unknown |
五季度末前 | due-unknown |
每月32日前 | due-unknown |
每年2月30日前 | due-unknown |
0个工作日内 | due-unknown |
99999天内 | due-unknown |
1.5个月内 | due-unknown |
三五日内 | due-unknown |
几天内 | due-unknown |
第5个工作日前 | due-unknown |
2022年第39周前 | due-unknown |
去年底前 | due-unknown |
去年6月底前 | due-unknown |
去年12月31日前 | due-unknown |
上月底前 | due-unknown |
上季度末前 | due-unknown |
上周五前 | due-unknown |
腊月底前 | due-unknown |
学年底前 | due-unknown |
同年12月底前 | due-unknown |
几年内 | due-unknown |
数月内 | due-unknown |
双周五前 | due-unknown |
第二周周五前 | due-unknown |
每逢9月底前 | due-unknown |
2022年9月30日前一周 | due-unknown |
春节前一周 | due-unknown |
9月底前3天 | due-unknown |
“十四五”期间前三年 | due-unknown |
3天前 | due-unknown |
会前3天 | due-unknown |
9月30日后 | due-unknown |
国庆节后 | due-unknown |
汛期前 | due-unknown |
两会前 | due-unknown |
高考前 | due-unknown |
党的二十大召开前 | due-unknown |
整改到位前 | due-unknown |
会后 | due-unknown |
2027年春节前 | due-unknown |
10月至3月 | due-unknown |
每天 | due-unknown |
每两周 | due-unknown |
每2个月 | due-unknown |
两月一次 | due-unknown |
每年两次 | due-unknown |
每季度至少召开2次会议 | due-unknown |
每年春节前 | due-unknown |
每季度上旬前 | due-unknown |
2022年上旬前 | due-unknown |
4月上旬末 | due-unknown |
左右逢源 | due-unknown |
每月最后一个工作日前 | due-unknown |
每月第一个工作日 | due-unknown |
每年9月、每季度20日 | due-two-points |
到年初，每月报送 | due-unknown |
2022年9月完成自查 | due-unknown |
2022 | due-unknown |
？ | due-unknown |
，。； | due-unknown |
"""

# Dates and limits as they stand in plans, notices, tables of tasks and speeches.
HEARD_DATES = """
确保2022年9月30日前完成 | point | 2022-09-30
确保9月底前全部整改到位 | point | 2022-09-30
务必于9月30日前完成 | point | 2022-09-30
务必在4月15日前报区委依法治区办 | point | 2022-04-15
务于6月30日前报送 | point | 2022-06-30
争取在6月底前完成 | point | 2022-06-30
原则上9月底前完成 | point | 2022-09-30
原则上应于2022年10月底前完成 | point | 2022-10-31
最迟应于9月底前完成 | point | 2022-09-30
最迟不超过9月30日 | point | 2022-09-30
最迟不得超过2022年12月31日 | point | 2022-12-31
不迟于2022年9月30日 | point | 2022-09-30
不得晚于9月30日 | point | 2022-09-30
至迟于2022年10月底前 | point | 2022-10-31
限于9月30日前完成整改 | point | 2022-09-30
限期9月30日前完成 | point | 2022-09-30
应于4月20日前上报 | point | 2022-04-20
请于4月20日前反馈 | point | 2022-04-20
请各单位于2022年4月20日17:00前将方案报送至我办 | point | 2022-04-20
请于3月25日（星期五）下班前反馈 | point | 2022-03-25
请于3月25日（周五）17:00前反馈 | point | 2022-03-25
计划于9月底前完成 | point | 2022-09-30
2022-12-31（拟） | point | 2022-12-31
2022年9月30日（拟） | point | 2022-09-30
2022年9月底之前 | point | 2022-09-30
年尾前 | point | 2022-12-31
本月内各县市区要全面完成并备查 | point | 2022-03-31
下季度首月10日前 | point | 2022-04-10
2022年10月中旬 | point | 2022-10-20
2022年10月下旬前 | point | 2022-10-31
4月上旬至5月中旬 | point | 2022-05-20
5月中旬至7月中旬 | point | 2022-07-20
9月下旬至10月上旬 | point | 2022-10-10
3月下旬—4月上旬 | point | 2022-04-10
2022上半年 | point | 2022-06-30
2022年上半年完成 | point | 2022-06-30
前3季度 | point | 2022-09-30
2022年第四季度 | point | 2022-12-31
2022年四季度末前 | point | 2022-12-31
“十四五”时期末 | point | 2025-12-31
“十四五”收官之年 | point | 2025-12-31
“十五五”开局之年 | point | 2026-12-31
“十四五”规划期内 | point | 2025-12-31
“十四五”期间，力争建成3个示范区 | point | 2025-12-31
七一前 | point | 2022-06-30
八一前 | point | 2022-07-31
十一假期前 | point | 2022-09-30
十一黄金周前 | point | 2022-09-30
汛期前（5月底前） | point | 2022-05-31
俩工作日内 | point | 2022-03-17
3个工作日内（3月18日前） | point | 2022-03-18
5个工作日内（3月22日前） | point | 2022-03-22
两月内 | point | 2022-05-15
俩月内 | point | 2022-05-15
俩个月内 | point | 2022-05-15
用3年时间 | point | 2025-03-15
力争用3至5年时间基本建成 | point | 2027-03-15
利用两年时间 | point | 2024-03-15
用2—3年时间完成 | point | 2025-03-15
今后3年内 | point | 2025-03-15
自印发之日起一个月内 | point | 2022-04-15
自印发之日起30日内 | point | 2022-04-14
自本方案印发之日起15个工作日内 | point | 2022-04-06
自本通知下发之日起10日内 | point | 2022-03-25
本通知下发后5个工作日内 | point | 2022-03-22
自发布之日起30日内 | point | 2022-04-14
自本意见印发之日起三个月内 | point | 2022-06-15
会议结束后10个工作日内 | point | 2022-03-29
本次会议结束后5日内 | point | 2022-03-20
此次会后5日内 | point | 2022-03-20
会后两周内形成方案 | point | 2022-03-29
即日起至2022年12月31日 | point | 2022-12-31
立行立改（3月底前） | point | 2022-03-31
立即整改，3日内完成 | point | 2022-03-18
立行立改，2022年6月底前完成，并长期坚持 | point+standing | 2022-06-30
9月底前完成（长期坚持） | point+standing | 2022-09-30
9月底前并长期坚持 | point+standing | 2022-09-30
9月底前，长期坚持 | point+standing | 2022-09-30
2022年12月底前整改到位，长期坚持 | point+standing | 2022-12-31
2022年6月底前（持续推进） | point+standing | 2022-06-30
6月底前完成阶段性任务，长期坚持 | point+standing | 2022-06-30
持续推进，年底前见成效 | point+standing | 2022-12-31
2022.9.30前 | point | 2022-09-30
2022.09.30 | point | 2022-09-30
2022．9．30 | point | 2022-09-30
2022-9-30前 | point | 2022-09-30
2022－09－30 | point | 2022-09-30
2022—09—30 | point | 2022-09-30
20220930前 | point | 2022-09-30
9.30前 | point | 2022-09-30
9.30之前 | point | 2022-09-30
9.30日前 | point | 2022-09-30
9/30前 | point | 2022-09-30
2022.09-2022.12 | point | 2022-12-31
2022.3-2022.12 | point | 2022-12-31
2022.3.15-2022.4.15 | point | 2022-04-15
2022年3月15日－4月15日 | point | 2022-04-15
2022年09月30日 | point | 2022-09-30
2022年09月底前 | point | 2022-09-30
2022年 9月30日 前 | point | 2022-09-30
2022年9月30日 18:00 | point | 2022-09-30
2022年9月30日18时 | point | 2022-09-30
2022年9月30日18：00前 | point | 2022-09-30
9月30日18:00时前 | point | 2022-09-30
9月30日上午12:00前 | point | 2022-09-30
9月30日中午12点前 | point | 2022-09-30
9月30日24点前 | point | 2022-09-30
9月30日23时59分前 | point | 2022-09-30
二〇二二年十二月底前 | point | 2022-12-31
二零二二年六月三十日前 | point | 2022-06-30
２０２２年１２月３１日前 | point | 2022-12-31
3月18日（周五）前 | point | 2022-03-18
3月18日(星期五)17:00前 | point | 2022-03-18
3月18日（星期五）下午下班前 | point | 2022-03-18
3月18日（周五）下班前 | point | 2022-03-18
3月18日前（周五） | point | 2022-03-18
本周五（3月18日）下班前 | point | 2022-03-18
下周五（3月25日）前 | point | 2022-03-25
3月18日晚24点前 | point | 2022-03-18
9月30日（含）之前 | point | 2022-09-30
9月30日（含当天）前 | point | 2022-09-30
9月30日前（含9月30日） | point | 2022-09-30
9月最后一天 | point | 2022-09-30
2022年3月至5月 | point | 2022-05-31
2022年3-5月 | point | 2022-05-31
2022年3—12月 | point | 2022-12-31
2022年3月-2023年3月 | point | 2023-03-31
2022-2024年 | point | 2024-12-31
2022—2024 | point | 2024-12-31
2022至2024年 | point | 2024-12-31
2022～2024年 | point | 2024-12-31
2022年-2024年 | point | 2024-12-31
2022年—2023年6月 | point | 2023-06-30
2022年10月至次年3月 | point | 2023-03-31
2023年10月至次年3月 | point | 2024-03-31
2023年10月至2024年3月 | point | 2024-03-31
3月1日—5月31日 | point | 2022-05-31
3月1日至5月31日 | point | 2022-05-31
3月1日起至5月31日止 | point | 2022-05-31
从4月1日开始，到6月30日结束 | point | 2022-06-30
9月20日-25日 | point | 2022-09-25
9月20日至25日期间 | point | 2022-09-25
（7月3日至7月15日） | point | 2022-07-15
（7月--10月） | point | 2022-10-31
（2010年3月-2010年7月） | point | 2010-07-31
（2011年2月-2011年10月上旬） | point | 2011-10-10
自查自纠阶段（4月1日至4月30日） | point | 2022-04-30
在2022年9月底前建立健全行政执法公示、执法全过程记录和重大执法决定法制审核制度 | point | 2022-09-30
2022年底前，全区规范性文件合法性审核实现全覆盖 | point | 2022-12-31
到2025年，行政机关负责人出庭应诉率达到100% | point | 2025-12-31
到2023年底，市、县（区）两级政务公开工作机制趋于完善 | point | 2023-12-31
今年年底前全面完成2021年度遗留问题整改 | point | 2022-12-31
今年6月底前，完成“八五”普法规划编制 | point | 2022-06-30
对照2022年工作要点，5月底前制定实施方案 | point | 2022-05-31
落实《法治社会建设实施纲要（2020—2025年）》要求，年底前开展中期评估 | point | 2022-12-31
贯彻3月15日会议精神，9月底前完成整改 | point | 2022-09-30
根据2022年3月1日区委会议要求，于3月31日前报送 | point | 2022-03-31
必须在3月31日前全面彻底完成问题项目整改任务 | point | 2022-03-31
9月30日前报送，逾期视为放弃 | point | 2022-09-30
9月底前完成，逾期不予受理 | point | 2022-09-30
每项工作9月底前完成 | point | 2022-09-30
责任单位：区司法局；完成时限：6月底前 | point | 2022-06-30
责任单位：各镇街 完成时限：2022年12月 | point | 2022-12-31
时限要求：2022年12月 | point | 2022-12-31
时间节点：6月30日 | point | 2022-06-30
完成时间：2022年11月 | point | 2022-11-30
办结时限：5个工作日内 | point | 2022-03-22
完成日期：2022年10月31日 | point | 2022-10-31
计划完成时间：2022-10-31 | point | 2022-10-31
整改完成时间：2022年10月 | point | 2022-10-31
完成时限为2022年10月 | point | 2022-10-31
（完成时限：2022年9月底前） | point | 2022-09-30
（2022年9月底前） | point | 2022-09-30
[2022年9月底前] | point | 2022-09-30
〔2022年9月〕 | point | 2022-09-30
（2022年9月底前完成） | point | 2022-09-30
2022年9月底前。 | point | 2022-09-30
2022年9月底前； | point | 2022-09-30
1.2022年6月底前完成 | point | 2022-06-30
1．2022年6月底前完成 | point | 2022-06-30
12.6月底前完成 | point | 2022-06-30
（1）6月底前完成 | point | 2022-06-30
(1)2022年6月底前完成 | point | 2022-06-30
1）2022年6月底前完成 | point | 2022-06-30
（一）今年9月底前完成 | point | 2022-09-30
第一，9月底前完成 | point | 2022-09-30
23.2022年底前完成 | point | 2022-12-31
3. 2022年底前完成 | point | 2022-12-31
（十二）2022年底前完成 | point | 2022-12-31
2022年第三季度末前完成 | point | 2022-09-30
力争三季度末前完成 | point | 2022-09-30
2022年8月中旬前 | point | 2022-08-20
在8月底之前基本完成 | point | 2022-08-31
自4月1日起，利用3个月时间 | point | 2022-07-01
从4月1日起，用3个月时间集中整治 | point | 2022-07-01
用一年时间 | point | 2023-03-15
用半年时间开展集中整治 | point | 2022-09-15
力争到2025年底前 | point | 2025-12-31
2025年12月份 | point | 2025-12-31
2025年6月30日之前 | point | 2025-06-30
2025年二季度末 | point | 2025-06-30
2022年六月三十日前 | point | 2022-06-30
二〇二二年6月底前 | point | 2022-06-30
本周五17:30前 | point | 2022-03-18
立整立改，9月底前 | point | 2022-09-30
尽快启动，年底前完成 | point | 2022-12-31
抓紧推进，9月底前完成 | point | 2022-09-30
1.9月底前完成。 | point | 2022-09-30
（三）严格规范公正文明执法。2022年9月底前，各执法单位完成裁量基准修订。 | point | 2022-09-30
区司法局要在今年第三季度末之前，对全区规范性文件进行一次全面清理。 | point | 2022-09-30
完善行政复议体制机制，确保2022年11月30日前全面完成改革任务（责任单位：区司法局） | point | 2022-11-30
请各单位于会后一周内将贯彻落实情况书面报区委办 | point | 2022-03-22
从今天开始，一周内 | point | 2022-03-22
按照2021年12月28日印发的方案，6月底前完成 | point | 2022-06-30
2021年已完成30%，2022年底前完成剩余任务 | point | 2022-12-31
在去年工作基础上，今年6月底前完成 | point | 2022-06-30
比去年同期下降10%，年底前实现 | point | 2022-12-31
受理后3个工作日内办结，年底前全面推行 | point | 2022-12-31
2021年，全区办结300件；2022年底前全部办结 | point | 2022-12-31
2021年，全区完成试点，2022年6月底前全面推开 | point | 2022-06-30
从明天起5日内 | point | 2022-03-20
从明天起，10个工作日内 | point | 2022-03-29
2022年3季度末 | point | 2022-09-30
2022年1月底前 | point | 2022-01-31
2022年3月10日前 | point | 2022-03-10
5月上旬至6月下旬 | point | 2022-06-30
2022年5月上旬-6月下旬 | point | 2022-06-30
2022年4月1日-6月30日 | point | 2022-06-30
2022年4月-6月底 | point | 2022-06-30
即日起—6月30日 | point | 2022-06-30
即日起至4月15日止 | point | 2022-04-15
自发文之日起至2022年12月31日 | point | 2022-12-31
自印发之日起至年底 | point | 2022-12-31
印发之日起3个月内完成 | point | 2022-06-15
自本文件印发之日起1个月内 | point | 2022-04-15
本规划印发后半年内 | point | 2022-09-15
会后七个工作日之内 | point | 2022-03-24
会后15个工作日内 | point | 2022-04-06
12/31前 | point | 2022-12-31
会议当天 | point | 2022-03-15
六一前 | point | 2022-05-31
“3·15”前 | point | 2022-03-15
报名截止日期为9月30日 | point | 2022-09-30
对2020年底前未办结的案件逐案清理，9月底前全部办结 | point | 2022-09-30
年底前完成率达到90% | point | 2022-12-31
延期至9月底 | point | 2022-09-30
延期至2022年9月30日 | point | 2022-09-30
推迟到10月底前 | point | 2022-10-31
提前至8月底前完成 | point | 2022-08-31
2022年10月底前编制并公布市、县两级行政许可事项清单 | point | 2022-10-31
（牵头单位：州行政审批局；责任单位：各县市区，6月底完成） | point | 2022-06-30
牵头单位：州委编办，6月底完成 | point | 2022-06-30
2026 年 7 月底前完成 | point | 2026-07-31
力争到“十四五”末，形成体制机制 | point | 2025-12-31
力争到2025年底全市政务服务网上可办率达到90% | point | 2025-12-31
9月30日前将企业开办时间压缩至1个工作日内，逾期予以通报 | point | 2022-09-30
数据截至2022年6月30日，7月10日前报送 | point | 2022-07-10
报送2021年1月至12月数据，3月31日前完成 | point | 2022-03-31
于国庆节前开展一次大检查 | point | 2022-09-30
当天17时前 | point | 2022-03-15
12月31日24时前 | point | 2022-12-31
12月31日24:00 | point | 2022-12-31
2022年12月31日23:59:59 | point | 2022-12-31
12月底 | point | 2022-12-31
2021年开展试点，2022年底前全面推开 | point | 2022-12-31
2022年开展试点，2023年底前全面推开 | point | 2023-12-31
年底前完成2023年计划编制 | point | 2022-12-31
2022年第二季度 | point | 2022-06-30
第二季度末前完成 | point | 2022-06-30
2022年6月中旬前完成 | point | 2022-06-20
九月三十日之前 | point | 2022-09-30
于九月底之前完成 | point | 2022-09-30
自会议结束之日起10日内 | point | 2022-03-25
会议召开之日起10个工作日内 | point | 2022-03-29
会后五个工作日之内 | point | 2022-03-22
自印发之日起5个工作日内 | point | 2022-03-22
30天之内 | point | 2022-04-14
三周内 | point | 2022-04-05
半年以内 | point | 2022-09-15
1年内 | point | 2023-03-15
一年半之内 | point | 2023-09-15
年中前 | point | 2022-06-30
到2022年 | point | 2022-12-31
到2030年末 | point | 2030-12-31
至2030年 | point | 2030-12-31
2030年 | point | 2030-12-31
“十四五”规划末 | point | 2025-12-31
2022—2025 | point | 2025-12-31
2022.1—2022.12 | point | 2022-12-31
2022年1月—12月 | point | 2022-12-31
2022年1-12月 | point | 2022-12-31
1-12月 | point | 2022-12-31
3月-12月 | point | 2022-12-31
3月—次年2月 | point | 2023-02-28
2022年9月至2023年2月 | point | 2023-02-28
季度末报送 | point | 2022-03-31
2022年12月31日前，并持续推进 | point+standing | 2022-12-31
2022年底前完成，长期坚持、持续推进 | point+standing | 2022-12-31
"""

# Duties that come again, as they stand there.
HEARD_RHYTHMS = """
每月28日前将各项工作任务进展情况报送督考办 | recurring | 2022-03-28
于每月25日前报送 | recurring | 2022-03-25
请于每月25日前报送 | recurring | 2022-03-25
每月最后一天 | recurring | 2022-03-31
每月最后一日前 | recurring | 2022-03-31
一月一调度 | recurring | 2022-03-31
一月一报 | recurring | 2022-03-31
一月一通报 | recurring | 2022-03-31
一季一通报 | recurring | 2022-03-31
一季度一通报 | recurring | 2022-03-31
一周一调度 | recurring | 2022-03-20
一年一评估 | recurring | 2022-12-31
一季一次 | recurring | 2022-03-31
半年一评估 | recurring | 2022-06-30
每季度末月20日前 | recurring | 2022-03-20
每季度最后一个月25日前 | recurring | 2022-03-25
每季度第三个月25日前 | recurring | 2022-03-25
每季度首月5日之前 | recurring | 2022-04-05
每季度第1个月10日前 | recurring | 2022-04-10
每季度最后一天 | recurring | 2022-03-31
每季度结束后10日内 | recurring | 2022-04-10
每季度终了后15日内 | recurring | 2022-04-15
每月结束后5日内 | recurring | 2022-04-05
每年终了后30日内 | recurring | 2023-01-30
每年度终了后15日内 | recurring | 2023-01-15
季报 | recurring | 2022-03-31
月报 | recurring | 2022-03-31
周报 | recurring | 2022-03-20
年报 | recurring | 2022-12-31
半年报 | recurring | 2022-06-30
月调度 | recurring | 2022-03-31
每周五17:00前 | recurring | 2022-03-18
每周五前报送本周进展 | recurring | 2022-03-18
每年12月31日前 | recurring | 2022-12-31
区政府每年第一季度向区委、区人大常委会报告上一年度法治政府建设情况 | recurring | 2022-03-31
每年6月、12月底前 | recurring | 2022-06-30
每年6月底和12月底前 | recurring | 2022-06-30
每年6月底、12月底前 | recurring | 2022-06-30
每年1月、7月底前 | recurring | 2022-07-31
每年6月30日和12月31日前 | recurring | 2022-06-30
每年6月30日、12月31日前 | recurring | 2022-06-30
每年1月10日前、7月10日前 | recurring | 2022-07-10
每年3月、6月、9月、12月底前 | recurring | 2022-03-31
每年3月、9月底前 | recurring | 2022-03-31
2022年起，每年12月底前 | recurring | 2022-12-31
自2022年起，每年3月1日前 | recurring | 2023-03-01
自2023年起，每年1月31日前 | recurring | 2023-01-31
从2022年起每年至少1次 | recurring | 2022-12-31
从2022年二季度起，每季度首月10日前 | recurring | 2022-04-10
自2022年4月起，每月5日前 | recurring | 2022-04-05
4月起，每月5日前 | recurring | 2022-04-05
2022年4月—12月，每月5日前 | recurring | 2022-04-05
4月至12月每月底前 | recurring | 2022-03-31
2022—2025年，每年12月底前 | recurring | 2022-12-31
“十四五”期间，每年12月底前 | recurring | 2022-12-31
至2025年，每年6月底前 | recurring | 2022-06-30
每月工作情况于次月5日前报送 | recurring | 2022-04-05
每月情况次月10日前上报 | recurring | 2022-04-10
每月5日前报送上月进展情况 | recurring | 2022-04-05
每月3日前报送上月统计报表 | recurring | 2022-04-03
每季度首月5日前报送上季度工作情况 | recurring | 2022-04-05
长期坚持，每年12月底前报告 | recurring+standing | 2022-12-31
每季度末，并长期坚持 | recurring+standing | 2022-03-31
常态化推进，每季度调度一次 | recurring+standing | 2022-03-31
按照《某市2022—2024年行动计划》要求，每季度末报送 | recurring | 2022-03-31
每人每年不少于40学时 | recurring | 2022-12-31
每季度第一个月的10日前 | recurring | 2022-04-10
每季度第二个月15日前 | recurring | 2022-05-15
每半年末月20日前 | recurring | 2022-06-20
每半年最后一个月底前 | recurring | 2022-06-30
每年11月15日前 | recurring | 2022-11-15
每年的12月31日前 | recurring | 2022-12-31
每年6月底前和12月底前 | recurring | 2022-06-30
每年6月底前、12月底前各报一次 | recurring | 2022-06-30
每年1月15日前、7月15日前 | recurring | 2022-07-15
每年1月15日和7月15日前 | recurring | 2022-07-15
每周一上午10点前 | recurring | 2022-03-21
每周四中午12点前 | recurring | 2022-03-17
每周五16:00前 | recurring | 2022-03-18
建立每季度会商机制 | recurring | 2022-03-31
自下月起每月5日前 | recurring | 2022-04-05
从下月起，每月10日前 | recurring | 2022-04-10
自5月起，每月底前 | recurring | 2022-03-31
自2022年7月起，每季度末前 | recurring | 2022-03-31
自本通知印发之日起，每月5日前 | recurring | 2022-04-05
至年底，每月5日前 | recurring | 2022-04-05
整改期间每周五前报送 | recurring | 2022-03-18
活动期间，每周五前报送信息 | recurring | 2022-03-18
4—12月每月5日前 | recurring | 2022-04-05
2022年二季度起每季度末 | recurring | 2022-03-31
2023年起每年3月底前 | recurring | 2022-03-31
2022年至2024年每年12月底前 | recurring | 2022-12-31
每季度至少召开一次联席会议，研究解决重大问题 | recurring | 2022-03-31
各镇街每月25日前将本月工作推进情况报区委依法治区办（联系人：张三，电话：12345678） | recurring | 2022-03-25
每年12月底前（2022年起） | recurring | 2022-12-31
每月5日前（自4月起） | recurring | 2022-04-05
每月终了后15日内 | recurring | 2022-03-15
工作推进情况于每季度末报送市政府办公室汇总 | recurring | 2022-03-31
每年6月1日前 | recurring | 2022-06-01
每年9月中旬 | recurring | 2022-09-20
每年10月下旬前 | recurring | 2022-10-31
每周四下班前 | recurring | 2022-03-17
每周三17点前 | recurring | 2022-03-16
每周二17点前 | recurring | 2022-03-15
每月15日前 | recurring | 2022-03-15
每月30日前 | recurring | 2022-03-30
每季度的最后一个月25日前 | recurring | 2022-03-25
每季度第二个月的10日前 | recurring | 2022-05-10
每半年最后一个月25日前 | recurring | 2022-06-25
每年6月25日和12月25日前 | recurring | 2022-06-25
每年第四季度末 | recurring | 2022-12-31
每年三季度 | recurring | 2022-09-30
每年年底前报告 | recurring | 2022-12-31
每年底 | recurring | 2022-12-31
每半年不少于1次 | recurring | 2022-06-30
每季度报告1次 | recurring | 2022-03-31
每月汇报一次 | recurring | 2022-03-31
每月听取一次汇报 | recurring | 2022-03-31
持续推进，每半年报告一次 | recurring+standing | 2022-06-30
"""

# What stands there without a date, or is no deadline.
HEARD_UNDATED = """
收到申请之日起5个工作日内 | none |
接到投诉后24小时内 | none |
自作出决定之日起20个工作日内 | none |
自受理之日起15日内 | none |
验收合格后10日内 | none |
活动结束后10日内 | none |
会后第一时间传达 | immediate |
即日起 | none |
从即日起 | none |
即日起开展 | none |
即日起执行 | none |
持续推进、常抓不懈 | standing |
贯穿始终 | standing |
立说立行 | immediate |
第一时间整改 | immediate |
立行立改、即知即改 | immediate |
立行立改并长期坚持 | immediate+standing |
立即整改，持续推进 | immediate+standing |
即知即改、长期坚持 | immediate+standing |
短期内 | soft |
从速 | soft |
20XX年X月底前 | blank |
____年__月底前 | blank |
（ ）月（ ）日前 | blank |
（）月底前 | blank |
（  ）月底前 | blank |
…月…日前 | blank |
N个工作日内 | blank |
N日内 | blank |
2022年X月底前 | blank |
20**年12月7日—20**年12月9日 | blank |
X月X日—X月X日 | blank |
确保XX月底前完成XX项任务 | blank |
X月底前，并长期坚持 | blank+standing |
完成时限：X月底前 | blank |
时间待定 | none |
无明确时限 | none |
无具体时限 | none |
牵头单位：区委政法委；完成时限：持续推进 | standing |
完成时限：长期坚持 | standing |
整改时限：立行立改 | immediate |
截至3月15日，全区已完成12项 | none |
截至2022年2月底，已办结30件 | none |
自2022年5月1日起施行 | none |
本办法自印发之日起施行 | none |
本通知自印发之日起施行，有效期至2025年12月31日 | none |
自2022年5月1日起施行，有效期5年 | none |
有效期5年 | none |
有效期为3年 | none |
有效期至2025年底 | none |
《民法典》自2021年1月1日起施行 | none |
2022年7月1日起正式施行 | none |
《规划（2021—2025年）》（国发〔2021〕33号） | none |
办理时限不超过5个工作日 | none |
平均办理时间压缩到3个工作日以内 | none |
企业开办时间压缩至1个工作日 | none |
最长不得超过30日 | none |
长期坚持并持续改进 | standing |
持续深入推进 | standing |
常抓不懈，久久为功 | standing |
建立长效机制，长期坚持 | standing |
全年常态化 | standing |
即知即改、立行立改 | immediate |
马上落实，长期坚持 | immediate+standing |
立行立改，持续巩固 | immediate+standing |
马上整改、限期完成 | immediate |
会后，请各单位主要负责同志立即组织传达学习 | immediate |
持续深入开展专项整治 | standing |
持续不断加强 | standing |
收到整改通知书之日起15日内 | none |
收到司法建议书后2个月内 | none |
收到检察建议之日起两个月内 | none |
判决生效后15日内 | none |
自处罚决定书送达之日起15日内 | none |
行政复议决定书送达后30日内 | none |
公示期满后5个工作日内 | none |
发现问题后24小时内 | none |
事故发生后1小时内 | none |
每次会议结束后3日内 | none |
项目竣工后3个月内 | none |
项目验收合格后一个月内 | none |
对2021年12月31日前建成的项目进行排查 | none |
对3月底前未完成的，予以通报 | none |
凡6月底前未整改到位的，一律停产 | none |
对于今年6月底前未完成整改的单位，进行约谈 | none |
5年内不得申报 | none |
3年内不再新增 | none |
6月底前不得开工 | none |
3个工作日内办结率达到95% | none |
实现24小时内响应率100% | none |
在国庆节前后开展 | none |
立行立改，长期抓好 | immediate+standing |
立即整改、长期坚持 | immediate+standing |
立行立改并持续推进 | immediate+standing |
即行即改 | immediate |
边查边改 | immediate |
边整边改、立行立改 | immediate |
会后马上 | immediate |
常态 | standing |
常态化落实 | standing |
长期保持 | standing |
持续保持 | standing |
长期性 | standing |
从快从速 | soft |
早日建成 | soft |
适时启动 | soft |
按上级要求 | none |
按上级部署 | none |
无时限要求 | none |
不设时限 | none |
持续跟进 | standing |
长期管护 | standing |
常态化督导 | standing |
常态监测 | standing |
（持续监测） | standing |
"""

# What stands there and means two days, two deadlines, or none that can be told.
HEARD_REFUSED = """
岁末年初 | due-ambiguous |
2027年前完成历史遗留问题整改 | due-ambiguous |
2024年8月前完成 | due-ambiguous |
“十四五”中期 | due-unknown |
2023年元旦春节前 | due-ambiguous |
国庆节后上班第一天 | due-unknown |
接到通知后3日内 | due-ambiguous |
接到本通知后3日内 | due-ambiguous |
收到本通知后5个工作日内 | due-ambiguous |
自收到本通知之日起10日内 | due-ambiguous |
自接到本文件之日起一周内 | due-ambiguous |
每月最后一个工作日 | due-two-points |
每月10日、20日、30日前 | due-ambiguous |
每月15日和月底前 | due-two-points |
每季度结束后5个工作日内 | due-unknown |
按年度计划推进 | due-unknown |
按月度计划推进 | due-unknown |
按周期开展 | due-unknown |
持续时间 | due-unknown |
长期计划 | due-unknown |
按季节开展 | due-unknown |
每年6月底和11月底前 | due-two-points |
每年5月、10月底前 | due-two-points |
单月底前 | due-unknown |
每月5日前（遇节假日顺延） | due-ambiguous |
每月5日前报送上月工作情况，年底前报送全年总结 | due-two-points |
每季度报送一次工作进展情况，每半年报送一次阶段性工作总结 | due-two-points |
于每季度末向市政府报告重点工作进展情况，年底前向市政府报告全年落实情况 | due-two-points |
一周一调度、一月一通报 | due-two-points |
9.31前 | due-unknown |
2022.3—12 | due-unknown |
2022年6月31日前 | due-unknown |
2022年13月底前 | due-unknown |
2022-13-01 | due-unknown |
2022-02-29 | due-unknown |
3月18日（周四）前 | due-ambiguous |
到2025年，党的领导更加坚强有力；到2035年，基本建成法治政府 | due-two-points |
到2025年，基本建成；其中2022年底前完成试点 | due-two-points |
9月底前完成60%，年底前全部完成 | due-two-points |
9月30日前完成60%，12月31日前完成100% | due-two-points |
年底前基本完成、明年6月底前全面完成 | due-two-points |
年内完成一半，明年6月底前全部完成 | due-two-points |
力争国庆节前、确保年底前完成 | due-two-points |
2021年2月3日前报送分管领导，2月7日前报送市政府 | due-ambiguous |
9月底前完成3项任务、5个工作日内反馈 | due-two-points |
3个工作日内反馈，9月底前完成 | due-two-points |
各单位要在5月底前完成自查，区司法局6月底前组织督查 | due-two-points |
第一批6月底前、第二批年底前 | due-two-points |
3月15日会议精神 | due-unknown |
2022年度考核优秀等次 | due-unknown |
完成100项整改任务 | due-unknown |
持证上岗率达到100% | due-unknown |
2022年是“十四五”承上启下的重要一年 | due-unknown |
8月底前基本完成，9月底前全面完成 | due-two-points |
为期三个月的专项行动 | due-unknown |
2022—2024年三年行动 | due-unknown |
2025年12月前 | due-ambiguous |
2025年上半年前 | due-ambiguous |
每月25日前（12月为20日前） | due-ambiguous |
每月底前，每季度末前 | due-two-points |
每月10日和25日前 | due-ambiguous |
每年6月15日前、12月20日前 | due-two-points |
每年4月、7月、10月、1月底前 | due-two-points |
每年4月底、8月底、12月底前 | due-two-points |
每周五（遇节假日提前） | due-ambiguous |
每周调度1次、每月通报1次 | due-two-points |
按月通报、按季考核 | due-two-points |
2023年，全区完成试点，2024年6月底前全面推开 | due-two-points |
2022年，建成2个；2023年底前建成5个 | due-two-points |
每月15日前，每季度末月25日前 | due-two-points |
2022年12月31日前（其中2022年6月30日前完成50%） | due-two-points |
2022年6月30日前(第一批)、2022年12月31日前(第二批) | due-two-points |
2022年第3季度前 | due-ambiguous |
文件印发后1个月内 | due-ambiguous |
自方案印发之日起2个月内 | due-ambiguous |
县委全会后10日内 | due-ambiguous |
文件下发之日起7个工作日内 | due-ambiguous |
由6月底前延期至9月底前 | due-two-points |
提前10天完成 | due-unknown |
提前一个月完成 | due-unknown |
不早于9月30日 | due-unknown |
请自收到本通知书之日起3个工作日内反馈 | due-ambiguous |
力争到2027年，规上工业企业数字化改造全覆盖；到2030年力争全面实现 | due-two-points |
2018年底前构建评价机制，2019年开展评价，2020年全面铺开 | due-two-points |
召开2022年第一季度工作会议 | due-unknown |
国庆节前、春节前各开展一次 | due-ambiguous |
重大节日前 | due-unknown |
重要节假日前 | due-unknown |
节假日前 | due-unknown |
每逢重大节日前 | due-unknown |
每年国庆节前 | due-unknown |
上半年和下半年各一次 | due-unknown |
3月、9月各一次 | due-unknown |
每月中旬和下旬 | due-unknown |
第一、三季度 | due-unknown |
一、三季度末 | due-unknown |
奇数月 | due-unknown |
每月的第一个星期一 | due-unknown |
每月第一周 | due-unknown |
每月第一周周五前 | due-unknown |
每周前三天 | due-ambiguous |
每周二、四 | due-unknown |
工作日9:00-17:00 | due-unknown |
9:00前 | due-unknown |
17时前 | due-unknown |
12.31 | due-ambiguous |
腊月二十三前 | due-unknown |
农历八月十五前 | due-unknown |
农历年底前 | due-unknown |
阴历年前 | due-unknown |
2022财年 | due-unknown |
2021-2022学年 | due-unknown |
本学期末前 | due-unknown |
学期结束前 | due-unknown |
2022年底前完成试点，2023年进行评估 | due-two-points |
6月底前制定方案，下半年组织实施 | due-two-points |
每周一、三、五前 | due-unknown |
每周二和周四前 | due-two-points |
每月上旬、下旬各一次 | due-unknown |
于6、7月份开展 | due-unknown |
第6、7月份 | due-unknown |
2个季度内 | due-unknown |
1.5年内 | due-unknown |
过半年 | due-unknown |
时间过半、任务过半 | due-unknown |
每月月中前 | due-ambiguous |
每年至少组织2次 | due-unknown |
每年至少两次 | due-unknown |
每月不少于2次 | due-unknown |
每季度2次 | due-unknown |
每季度一调度、半年一通报、年终一考核 | due-two-points |
每年听取2次以上汇报 | due-unknown |
抓早抓小 | due-unknown |
待上级文件印发后 | due-unknown |
视上级文件出台情况 | due-unknown |
长期规划 | due-unknown |
常态化机制 | due-unknown |
"""

_TABLES = (
    GIVEN, DAYS, ENDS, RANGES, COUNTED, HOLIDAY_EVES, SENTENCES, RECURRING, UNDATED, BLANKS, NONE, AMBIGUOUS,
    TWO_POINTS, UNKNOWN, HEARD_DATES, HEARD_RHYTHMS, HEARD_UNDATED, HEARD_REFUSED,
)  # fmt: skip
CASES = [
    tuple(part.strip() for part in line.split("|"))
    for table in _TABLES
    for line in table.removeprefix("\n").splitlines()
]


def understood(phrase: str, anchor: Anchor = MEETING) -> Deadline:
    """Return what the phrase means with the package's holidays."""
    return parse(phrase, anchor, calendar)


@pytest.mark.parametrize(("phrase", "kind", "day"), CASES, ids=[case[0] for case in CASES])
def test_phrase_means_what_was_counted_by_hand(phrase: str, kind: str, day: str) -> None:
    """A phrase gives its kind and its date, or the next day due; a refused one its code."""
    try:
        held = understood(phrase)
    except DeadlineError as error:
        assert (kind, day) == (error.code, "")
        return
    coming = next_due(held.rhythm, date(2022, 3, 15)) if held.rhythm else held.date
    assert (kind, day) == (held.kind, str(coming or ""))
    assert phrase == held.phrase.strip()
    assert held.lacks is None


@pytest.mark.parametrize("phrase", [case[0] for case in CASES])
def test_everything_said_can_be_written_in_gbk(phrase: str) -> None:
    """Reasons, remedies and explanations hold no sign that an old Chinese console cannot show."""
    try:
        said = understood(phrase).explanation
    except DeadlineError as error:
        said = (error.message, error.hint)
    assert said and all(line.encode("gbk") for line in said)


def test_tables_hold_enough_cases() -> None:
    """No case is written twice, and there are more than the 42 handed over and 900 besides."""
    phrases = [case[0] for case in CASES]
    assert sorted(set(phrases)) == sorted(phrases)
    assert len(phrases) >= 42 + 900
