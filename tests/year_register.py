"""A register with a measure of every sort, and how each stands at thirteen month ends, worked out by hand.

Meeting on Monday 2022-01-10. The days looked at are the last of each month of 2022 and 2023-01-31; since the
meeting 21, 49, 80, 110, 141, 171, 202, 233, 263, 294, 324, 355 and 386 days have gone by then.
"""

from datetime import date

DAYS = tuple(map(date.fromisoformat, (
    "2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30", "2022-05-31", "2022-06-30", "2022-07-31",
    "2022-08-31", "2022-09-30", "2022-10-31", "2022-11-30", "2022-12-31", "2023-01-31",
)))  # fmt: skip

TEXT = """\
version: 1
title: 全年台账
year: 2022
issued: 2022-01-10
rules: {default_due: 年底前}
sections:
  - id: "1"
    title: 部分
    subtasks:
      - id: "1.1"
        title: 有完成时限的任务
        measures:
          - {id: "1.1.1", title: 写日期、没人管, due: 2022-06-30}
          - id: "1.1.2"
            title: 进度落后而按期办结
            due: 9月底前
            status: done
            progress: 100
            log:
              - {date: 2022-03-10, status: doing, progress: 20}
              - {date: 2022-08-20, status: review, progress: 100}
              - {date: 2022-08-29, status: done, evidence: [甲办〔2022〕1号]}
          - id: "1.1.3"
            title: 到期当天报办结、被退回、逾期再报
            due: 三季度末
            status: review
            log:
              - {date: 2022-02-15, status: doing}
              - {date: 2022-09-30, status: review}
              - {date: 2022-10-10, status: doing, note: 退回，缺材料}
              - {date: 2022-10-25, status: review}
          - id: "1.1.4"
            title: 最后一个工作日办结
            due: 会后5个工作日内
            status: done
            log: [{date: 2022-01-17, status: done, evidence: [通知.pdf]}]
          - id: "1.1.5"
            title: 晚一天办结
            due: 一个月内
            status: done
            log: [{date: 2022-02-11, status: done, evidence: [通知.pdf]}]
          - id: "1.1.6"
            title: 逾期后暂缓、又启动
            due: 2月底前
            status: doing
            log:
              - {date: 2022-04-20, status: paused, note: 等上级文件}
              - {date: 2022-09-05, status: doing}
          - id: "1.1.7"
            title: 两次延期、第二次已逾期才提
            due: 11月底前
            status: done
            extensions:
              - {date: 2022-05-20, from: 5月底前, to: 8月底前, reason: 方案待批}
              - {date: 2022-09-10, from: 8月底前, to: 11月底前, reason: 换人}
            log:
              - {date: 2022-03-01, status: doing}
              - {date: 2022-11-30, status: review}
              - {date: 2022-12-05, status: done, evidence: [甲办〔2022〕9号]}
          - id: "1.1.8"
            title: 办结后反弹
            due: 10月上旬前
            status: done
            log:
              - {date: 2022-09-28, status: doing}
              - {date: 2022-10-10, status: done, evidence: [验收单]}
              - {date: 2022-11-15, status: doing, note: 反弹回潮}
              - {date: 2022-12-20, status: review}
              - {date: 2022-12-28, status: done}
          - {id: "1.1.9", title: 没有时限、按默认}
          - {id: "1.1.10", title: 原文留空, due: X月底前}
          - {id: "1.1.11", title: 尽快, due: 尽快, status: doing, log: [{date: 2022-06-15, status: doing}]}
          - id: "1.1.12"
            title: 待定、后来取消
            due: 待定
            status: dropped
            log: [{date: 2022-07-01, status: dropped, note: 并入别的任务}]
          - id: "1.1.13"
            title: 到期并长期坚持、晚五天报办结
            due: 6月底前，并长期坚持
            status: done
            progress: 100
            log:
              - {date: 2022-06-20, status: doing, progress: 50}
              - {date: 2022-07-05, status: review, progress: 100}
              - {date: 2022-07-06, status: done, evidence: [总结]}
          - id: "1.1.14"
            title: 跨年、时快时慢
            due: 2023年底前
            since: 2022-01-01
            status: doing
            progress: 60
            log:
              - {date: 2022-01-20, status: doing, progress: 10}
              - {date: 2022-07-10, progress: 40}
              - {date: 2022-12-01, progress: 60}
          - id: "1.1.15"
            title: 催了才动
            due: 7月底前
            lead: 区司法局
            status: done
            chases:
              - {date: 2022-07-20, to: 区司法局, how: 电话, reply_by: 2022-07-25}
              - {date: 2022-09-20, to: 区司法局, how: 函, reply_by: 2022-10-31}
            log:
              - {date: 2022-08-03, status: doing}
              - {date: 2022-10-30, status: done, evidence: [报告]}
          - id: "1.1.16"
            title: 记录不按日期排、最后一条在将来
            due: 2022-12-20
            status: done
            progress: 100
            log:
              - {date: 2022-08-10, progress: 60}
              - {date: 2022-04-08, status: doing, progress: 30}
              - {date: 2023-06-01, status: done, progress: 100, evidence: [尚未发生]}
      - id: "1.2"
        title: 定期的
        measures:
          - id: "1.2.1"
            title: 十一月起每周、状态没有日期
            kind: recurring
            due: 每周
            since: 2022-11-07
            status: doing
            log:
              - {date: 2022-11-10}
              - {date: 2022-11-18}
              - {date: 2022-11-28, for: 2022-W47}
              - {date: 2022-12-06}
              - {date: 2022-12-14}
          - id: "1.2.2"
            title: 每月五日前报上月
            kind: recurring
            due: 每月5日前
            status: doing
            log:
              - {date: 2022-02-03, status: doing}
              - {date: 2022-03-04, for: 2022-02}
              - {date: 2022-04-02, for: 2022-03}
              - {date: 2022-06-01}
              - {date: 2022-07-04}
              - {date: 2022-08-05}
              - {date: 2022-09-05}
              - {date: 2022-10-05}
          - id: "1.2.3"
            title: 每季度、有补报和补记
            kind: recurring
            due: 每季度
            status: doing
            log:
              - {date: 2022-03-25, status: doing}
              - {date: 2022-07-08, for: 2022Q2}
              - {date: 2022-10-15, for: 2022Q3, recorded: 2022-11-08}
              - {date: 2022-12-31}
          - id: "1.2.4"
            title: 每半年、中途办结
            kind: recurring
            due: 每半年
            status: done
            log:
              - {date: 2022-06-28}
              - {date: 2022-11-20, status: done, evidence: [办法]}
          - {id: "1.2.5", title: 每年一次、没有报, kind: recurring, due: 每年1月底前, since: 2022-01-01}
          - id: "1.2.6"
            title: 到2025年、晚报
            kind: recurring
            due: 2022年起至2025年，每年6月底前
            log: [{date: 2022-08-15, for: "2022"}]
          - {id: "1.2.7", title: 定期而没有周期, kind: recurring}
      - id: "1.3"
        title: 其他
        measures:
          - id: "1.3.1"
            title: 长期
            kind: standing
            status: doing
            log: [{date: 2022-04-15, status: doing}]
          - id: "1.3.2"
            title: 立行立改、已改
            due: 立行立改
            status: done
            log:
              - {date: 2022-03-20, status: review}
              - {date: 2022-03-22, status: done, evidence: [照片]}
          - id: "1.3.3"
            title: 立行立改并长期坚持、待审核
            due: 立行立改，并长期坚持
            since: 2022-06-20
            status: review
            log: [{date: 2022-07-15, status: review}]
          - id: "1.3.4"
            title: 出庭应诉率
            kind: indicator
            indicator: {name: 出庭应诉率, of: 出庭应诉案件}
            status: doing
            progress: 30
            log:
              - {date: 2022-04-05, unit: 甲局, for: 2022Q1, count: 17/20}
              - {date: 2022-04-06, unit: 乙局, for: 2022Q1, count: 0/3}
              - {date: 2022-07-06, unit: 甲局, for: 2022Q2, count: 9/10}
          - id: "1.3.5"
            title: 不得违规设卡
            kind: prohibition
            log:
              - {date: 2022-05-10, incidents: 0}
              - {date: 2022-10-20, incidents: 2}
"""

# Status: t todo, d doing, r review, D done, p paused, x dropped. Light: R G Y, - grey, D done, o off.
# Stale (y): thirty days since the last entry, else `since`, else the meeting; so a month end is fresh after
# an entry in that month, but 2022-03-01 to 03-31 and 2022-12-01 to 12-31 are thirty days.
LEDGER = """\
        JFMAMJJASONDJ JFMAMJJASONDJ JFMAMJJASONDJ
1.1.1   ttttttttttttt GGGGGYRRRRRRR .yyyyyyyyyyyy  due on 06-30 itself: yellow
1.1.2   ttdddddDDDDDD GGYYRRRDDDDDD .y.yyyy......  lag of 263 days: 30 42 54 65 77 less 20
1.1.3   tdddddddrrrrr GGGGGGGGYRRRR ..yyyyyy..yyy  handed in on its day, so yellow stays; then 25 days late
1.1.4   DDDDDDDDDDDDD DDDDDDDDDDDDD .............  11 12 13 14 17 January are the five workdays
1.1.5   tDDDDDDDDDDDD GDDDDDDDDDDDD .............  due 02-10, ten days after the first look
1.1.6   tttpppppddddd GYRoooooRRRRR .yy......yyyy  off while paused, overdue from 02-28 again afterwards
1.1.7   ttddddddddrDD GGGGGGGYGGYDD .yyyyyyyyy...  in force: 05-31, from 05-20 on 08-31, from 09-10 on 11-30
1.1.8   ttttttttdDdDD GGGGGGGGGDRDD .yyyyyyy.....  done, reopened, done again
1.1.9   ttttttttttttt GGGGGGGGGGGYR .yyyyyyyyyyyy  the default: 12-31
1.1.10  ttttttttttttt ------------- .yyyyyyyyyyyy
1.1.11  tttttdddddddd ------------- .yyyy.yyyyyyy
1.1.12  ttttttxxxxxxx ------ooooooo .yyyyy.......
1.1.13  tttttdDDDDDDD GGGGGRDDDDDDD .yyyy........  all time gone, 50 done: lag 50 on the due day
1.1.14  ddddddddddddd GGGGYYGGGGGGG .yyyyy.yyyyyy  lag of 729 days: -6 -2 2 6 11 15, -11 -7 -3 2 6, -10 -6
1.1.15  tttttttddDDDD GGGGGGYRRDDDD .yyyyyy.y....
1.1.16  tttdddddddddd GGGGYYYGYYRRR .yy.yyy.yyyyy  lag of 344 days: 2 11 20 29, 8 16 25 34 40 40
1.2.1   ddddddddddddd GGGGGGGGGGYRR ............y  starts 11-07; W48 and W51 stay empty
1.2.2   tdddddddddddd YYYYRRRRRRRRR ....y.....yyy  05-05 missed, then 11-05 and 12-05
1.2.3   ttddddddddddd GGGGGYGGYGGGG .y.yyy.yy.y.y  Q2 and Q3 are open on their last days, Q1 and Q4 answered
1.2.4   ttttttttttDDD GGGGGGGGGGDDD .yyyy.yyyy...  H1 answered on 06-28
1.2.5   ttttttttttttt YRRRRRRRRRRRR yyyyyyyyyyyyy  01-31 is the only turn of the year; 01-01 was 30 days ago
1.2.6   ttttttttttttt GGGGGYRGGGGGG .yyyyyy.yyyyy  06-30 answered on 08-15, made for it
1.2.7   ttttttttttttt ------------- .yyyyyyyyyyyy
1.3.1   tttdddddddddd ------------- .yy.yyyyyyyyy
1.3.2   ttDDDDDDDDDDD YRDDDDDDDDDDD .y...........  21 and 49 days waited for
1.3.3   ttttttrrrrrrr GGGGGYYYYYYYY .......yyyyyy  10 days waited for, 25 when handed in
1.3.4   ddddddddddddd ------------- .yy.yy.yyyyyy
1.3.5   ttttttttttttt ------------- .yyy.yyyy.yyy
"""

# Days overdue, by the number of the month end (13 is January 2023); where not named, nothing is overdue.
OVERDUE = {
    "1.1.1": {7: 31, 8: 62, 9: 92, 10: 123, 11: 153, 12: 184, 13: 215},
    "1.1.3": {10: 25, 11: 25, 12: 25, 13: 25},  # 09-30 to 10-25, the day of handing in
    "1.1.6": {3: 31, 9: 214, 10: 245, 11: 275, 12: 306, 13: 337},
    "1.1.8": {11: 51},  # 10-10 to 11-30
    "1.1.9": {13: 31},
    "1.1.15": {8: 31, 9: 61},
    "1.1.16": {12: 11, 13: 42},
    "1.2.1": {12: 27, 13: 58},  # since 12-04, the end of W48
    "1.2.2": {5: 26, 6: 56, 7: 87, 8: 118, 9: 148, 10: 179, 11: 209, 12: 240, 13: 271},  # since 05-05
    "1.2.5": {2: 28, 3: 59, 4: 89, 5: 120, 6: 150, 7: 181, 8: 212, 9: 242, 10: 273, 11: 303, 12: 334,
              13: 365},
    "1.2.6": {7: 31},
}  # fmt: skip

# Periods without an answer, likewise; 0 where not named.
MISSED = {
    "1.2.1": {12: 2, 13: 2},
    "1.2.2": {5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 2, 12: 3, 13: 3},
    "1.2.3": {},
    "1.2.4": {},
    "1.2.5": dict.fromkeys(range(2, 14), 1),
    "1.2.6": {7: 1},
}

# Due within seven days and not handed in.
DUE_SOON = {
    1: ["1.2.2", "1.2.5"],
    2: ["1.1.6", "1.2.2"],
    3: ["1.2.2"],
    4: ["1.2.2"],
    5: [],
    6: ["1.1.1", "1.1.13", "1.2.3", "1.2.6"],
    7: ["1.1.15"],
    8: ["1.1.7"],
    9: ["1.2.3"],
    10: [],
    11: ["1.2.1"],
    12: ["1.1.9"],
    13: [],
}

# The lags of those that have any: a start, a date and an entered progress, while unfinished.
LAGS = {
    "1.1.2": {3: 10, 4: 22, 5: 34, 6: 45, 7: 57},
    "1.1.13": {6: 50},
    "1.1.14": {1: -6, 2: -2, 3: 2, 4: 6, 5: 11, 6: 15, 7: -11, 8: -7, 9: -3, 10: 2, 11: 6, 12: -10, 13: -6},
    "1.1.16": {4: 2, 5: 11, 6: 20, 7: 29, 8: 8, 9: 16, 10: 25, 11: 34, 12: 40, 13: 40},
}

# The next day due of what recurs, None after the last turn and after done.
NEXT_DUE: dict[str, list[str | None]] = {
    "1.2.1": [*["11-13"] * 10, "12-04", None, None],
    "1.2.2": [*(f"{month:02}-05" for month in range(2, 13)), None, None],
    "1.2.3": [*["03-31"] * 3, *["06-30"] * 3, *["09-30"] * 3, *["12-31"] * 3, None],
    "1.2.4": [*["06-30"] * 6, *["12-31"] * 4, None, None, None],
    "1.2.5": ["01-31", *[None] * 12],
    "1.2.6": [*["06-30"] * 6, *["2023-06-30"] * 7],
}  # fmt: skip
