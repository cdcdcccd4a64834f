"""Registers that several tests look at."""

TEXT = """\
title: 台账
year: 2022
issued: 2022-03-15
units:
  - 区司法局
  - {name: 各镇街, alias: [镇街], members: [甲镇]}
sections:
  - id: "2"
    title: 第二部分
    subtasks:
      - id: "2.1"
        title: 子任务二一
        measures:
          - {id: "2.1.10", title: 逾期很久, lead: 区司法局, due: 6月底前, tags: [改革], status: doing, progress: 50}
          - {id: "2.1.2", title: 同样逾期, lead: 各镇街, due: 6月底前, owner: 张三}
          - {id: "2.1.1", title: 逾期不久, due: 9月底前, detail: 含有 ABC 的内容, tags: [普法, 改革]}
      - {id: "2.2", title: 没有措施的子任务}
  - id: "1"
    title: 第一部分
    subtasks:
      - id: "1.1"
        title: 子任务一一
        measures:
          - {id: "1.1.1", title: 临期, due: 10月20日前, lead: 区法院, support: [区司法局], progress: 90}
          - {id: "1.1.2", title: 以后才到期, due: 年底前, lead: 甲镇, progress: 95}
          - {id: "1.1.3", title: 每季度, kind: recurring, due: 每季度, lead: 区法院, log: [{date: 2022-10-10, note: 三季度数据}]}
          - {id: "1.1.4", title: 长期, kind: standing, lead: 区检察院}
          - {id: "1.1.5", title: 留空, due: X月底前}
          - {id: "1.1.6", title: 尽快, due: 尽快}
          - {id: "1.1.7", title: 没有时限, lead: 区法院, finding: 查出的毛病}
          - {id: "1.1.8", title: 已办结, due: 6月底前, lead: 区法院, status: done, log: [{date: 2022-06-01, status: done, evidence: [方案.pdf]}]}
          - {id: "1.1.9", title: 暂缓, due: X月底前, lead: 区法院, status: paused}
          - {id: "1.1.10", title: 立行立改, due: 立行立改, lead: 区法院, chases: [{date: 2022-10-01, to: 区法院}]}
          - {id: "1.1.11", title: 待审核, due: 10月18日前, lead: 区法院, status: review, log: [{date: 2022-10-14, status: review}]}
"""  # noqa: E501
"""Measures of every sort, as they stand in October 2022; not in the order of their ids."""
