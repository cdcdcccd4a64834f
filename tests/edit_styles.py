# ruff: noqa: E501
"""Registers in awkward styles, and what becomes of them by four edits of their measure 1.1.1."""

from tests.conftest import HEAD

FOUR = """\
title: 台账
year: 2022
issued: 2022-03-15
sections:
    -   id: "1"
        title: 部分
        subtasks:
            -   id: "1.1"
                title: 子任务
                measures:
                    -   id: "1.1.1"
                        title: 措施
                        assumed:
                            - lead
                            - due
                        status: todo
"""

INDENTLESS = """\
title: 台账
year: 2022
sections:
- id: '1'
  title: 部分
  subtasks:
  - id: '1.1'
    title: 子任务
    measures:
    - id: '1.1.1'
      title: 措施
      support:
      - 区法院
      - 区检察院
      assumed: [lead]
      status: todo
    - id: '1.1.2'
      title: 另一条
"""

FLOW_HEAD = """\
title: 台账
year: 2022
sections:
  - id: "1"
    title: 部分
    subtasks:
      - id: "1.1"
        title: 子任务
"""


def _measure(lines: str, tail: str = "") -> str:
    body = "".join(f"            {line}\n" if line else "\n" for line in lines.strip("\n").split("\n"))
    return f'{HEAD}          - id: "1.1.1"\n{body}{tail}'


STYLES: dict[str, str] = {
    "plain": _measure("title: 措施\nlead: 区司法局\nassumed: [lead]\nstatus: todo\nprogress: 0"),
    "four columns": FOUR,
    "lists not set in": INDENTLESS,
    "spaces behind the dash": f"""{HEAD}          -   id: "1.1.1"
              title: 措施
              assumed:
                -   lead
                -   due
              status: todo
              log:
                -   {{date: 2022-04-01, note: 初报}}
""",
    "dash on a line of its own": f"""{HEAD}          -
            id: "1.1.1"
            title: 措施
            assumed:
              -
                lead
              - due
            log:
              -
                date: 2022-04-01
                note: 初报
""",
    "flow on one line": HEAD
    + '          - {id: "1.1.1", title: 措施, support: [区法院, 区检察院], assumed: [lead], status: todo}\n'
    + '          - {id: "1.1.2", title: 另一条}\n',
    "flow with spaces inside": HEAD
    + '          - { id: "1.1.1", title: 措施 , status: todo , assumed: [ lead , due ] }\n',
    "flow on several lines": HEAD
    + """          - {
              id: "1.1.1",  # 编号
              title: 措施,
              assumed: [lead, due],  # 拟
              status: todo  # 还没有开始
            }
""",
    "flow with a last comma": HEAD
    + """          - {
              id: "1.1.1",
              title: 措施,
              assumed: [
                lead,  # 推定的
                due,
              ],
              status: todo,  # 状态
            }
""",
    "flow with commas in front": HEAD
    + """          - { id: "1.1.1"
            , title: 措施  # 名称
            , assumed: [lead]
            , status: todo
            }
""",
    "flow wrapped": HEAD
    + """          - {id: "1.1.1", title: 措施,
             assumed: [lead,
               due], status: todo,
             progress: 0}
""",
    "measures in a flow list": FLOW_HEAD
    + """        measures: [{id: "1.1.1", title: 措施, status: todo}, {id: "1.1.2", title: 另一条}]
""",
    "measures in a flow list on lines": FLOW_HEAD
    + """        measures: [
          {id: "1.1.1", title: 措施, assumed: [due]},  # 第一条
          {id: "1.1.2", title: 另一条}  # 第二条
        ]
""",
    "json": """\
{"title": "台账", "year": "2022", "sections": [{"id": "1", "title": "部分", "subtasks": [
  {"id": "1.1", "title": "子任务", "measures": [
    {"id": "1.1.1", "title": "措施", "assumed": ["lead"], "status": "todo", "progress": "0"}
  ]}
]}]}
""",
    "single quotes": _measure("title: '措施'\nassumed: ['lead', 'due']\nstatus: 'todo'\nprogress: '0'"),
    "double quotes": _measure('title: "措施"\nassumed: ["lead"]\nstatus: "todo"  # 状态\nprogress: "0"'),
    "plain over several lines": _measure("title: 措施\ndetail: 第一行\n  第二行\n\n  第三行\nstatus: todo"),
    "quoted over several lines": _measure(
        "title: 措施\ndetail: '第一行\n\n  第二行'  # 详见附件\nstatus: todo"
    ),
    "folded": _measure("title: 措施\ndetail: >\n  第一行\n  第二行\n\nstatus: todo"),
    "literal with a comment": _measure(
        "title: 措施\ndetail: |-  # 原文\n  第一行\n  # 不是注释\n# 注释\nstatus: todo"
    ),
    "literal that keeps its end": _measure("title: 措施\ndetail: |+\n  第一行\n\n\nstatus: todo"),
    "literal that says its indent": _measure("title: 措施\ndetail: |2-\n    第一行\n  第二行\nstatus: todo"),
    "literal at the end": _measure("title: 措施\nstatus: todo\ndetail: |\n  第一行")[:-1],
    "literal kept at the end": _measure("title: 措施\nstatus: todo\ndetail: |+\n  第一行")[:-1],
    "literal in the last entry": _measure(
        "title: 措施\nlog:\n  - date: 2022-04-01\n    note: |\n      第一行"
    )[:-1],
    "carriage returns": _measure(
        "title: 措施  # 名称\nassumed:\n  - lead  # 拟\n  - due\nstatus: todo\nlog:\n  - {date: 2022-04-01}"
    ).replace("\n", "\r\n"),
    "mixed line ends": _measure("title: 措施\nassumed:\n  - lead\n  - due\nstatus: todo\nprogress: 0")
    .replace("sections:\n", "sections:\r\n")
    .replace("- lead\n", "- lead\r")
    .replace("todo\n", "todo\r\n"),
    "carriage returns alone": _measure("title: 措施\nassumed: [lead]\nstatus: todo").replace("\n", "\r"),
    "no last line end": _measure("title: 措施\nassumed:\n  - lead\n  - due")[:-1],
    "comments everywhere": f"""# 头
{HEAD}          # 第一条
          - id: "1.1.1"  # 编号
            # 名称在下
            title: 措施  # 名称
            # 责任单位待定
            assumed:  # 推定
              # 先是牵头
              - lead  # 牵头
              # 后是时限
              - due  # 时限
              # 没有了
            status: todo  # 状态
            # 措施完
          # 子任务完
# 尾
""",
    "comments at other depths": f"""{HEAD}          - id: "1.1.1"
            title: 措施
                # 深
            status: todo
      # 浅
            progress: 0
              # 进度的注释
            log:
              - {{date: 2022-04-01}}
                # 属于这条
              # 列表的注释
            # 措施的注释
          - id: "1.1.2"
            title: 另一条
""",
    "blank lines": _measure("\ntitle: 措施\n\nassumed:\n\n  - lead\n\n  - due\n\nstatus: todo\n\n")
    + '\n          - id: "1.1.2"\n            title: 另一条\n',
    "empty values": _measure("title: 措施\nlead:\nsupport:   # 待定\nprogress:  # 未报\nlog:  # 暂无\ntags:"),
    "empty lists": _measure("title: 措施\nsupport: []\nassumed: [ ]\nlog: []  # 暂无\nstatus: todo"),
    "nulls": _measure("title: 措施\nsupport: null  # 待定\nprogress: ~\nlog: ~  # 暂无"),
    "empty list with a comment": _measure("title: 措施\nlog: [\n    # 暂无\n  ]\nstatus: todo"),
    "values on the next line": _measure(
        "title:\n  措施\nstatus:\n  todo\nassumed:\n  [lead]\nlog:\n  # 暂无\n  []\nprogress:\n  # 未报\n  0"
    ),
    "wide characters": _measure(
        "title: 😀措施🇨🇳  # 😀\nlead: ｆｕｌｌ—宽\nassumed: [lead]\nstatus: todo  # 🈚"
    ),
    "quoted keys": _measure('"title": 措施\n\'assumed\': [lead]\n"status" : todo\nprogress   : 0'),
    "id last": f"""{HEAD}          - status: todo
            assumed: [lead]
            title: 措施
            id: "1.1.1"
          - title: 另一条
            id: "1.1.2"
""",
    "text with signs": _measure(
        "title: '进度 60%: 见 #2'\ndetail: \"一: 二 # 三\"\nlead: 区司法局#2\nassumed: [lead]  # 一: 二, 三\nstatus: todo"
    ),
    "long lines": _measure(f"title: 措施\ndetail: {'推进工作 ' * 60}完\nassumed: [lead]\nstatus: todo"),
    "tabs behind values": _measure(
        "title: 措施\t\nassumed: [lead]\t# 拟\nstatus: todo\t# 状态\nprogress:\t0"
    ),
    "explicit keys": _measure("title: 措施\n? assumed  # 键: 值\n: [lead]\n? status\n: todo\n? progress"),
    "document signs": "---\n" + _measure("title: 措施\nassumed: [lead]\nstatus: todo", "...\n# 尾\n"),
    "block entries": _measure(
        "title: 措施\nassumed:\n- lead\nlog:\n  - date: 2022-04-01  # 初报\n    note: 第一次\n    evidence:\n      - 文件一\n"
        "    # 记录完\n  # 列表完"
    ),
    "entries not set in": _measure("title: 措施\nstatus: todo\nlog:\n- {date: 2022-04-01}\n# 列表完"),
    "entries in a flow list": _measure(
        "title: 措施\nlog: [{date: 2022-04-01}, {date: 2022-05-01}]\nstatus: todo"
    ),
    "entries in a flow list on lines": _measure(
        "title: 措施\nlog: [\n  {date: 2022-04-01},  # 初报\n  {date: 2022-05-01}  # 二报\n]\nstatus: todo"
    ),
    "support with comments": _measure(
        "title: 措施\nsupport:\n  # 法检\n  - 区法院  # 民庭\n  - 区检察院  # 一部\n  # 政府\n  - 区司法局  # 基层科\nstatus: todo"
    ),
    "support on flow lines": _measure(
        "title: 措施\nsupport: [  # 三家\n  区法院,  # 民庭\n  区检察院,\n  # 政府\n  区司法局  # 基层科\n]\nstatus: todo"
    ),
}
"""The text of each style."""

AFTER: dict[tuple[str, str], tuple[str, str] | None] = {
    ("plain", "mark"): (
        "            status: todo\n            progress: 0\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("plain", "plan"): (
        "            lead: 区司法局\n            assumed: [lead]\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            lead: 区司法局\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: []\n",
    ),
    ("plain", "clear"): (
        "            lead: 区司法局\n            assumed: [lead]\n            status: todo\n",
        "",
    ),
    ("plain", "add"): (
        "            progress: 0\n",
        "            progress: 0\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("four columns", "mark"): (
        "                        status: todo\n",
        "                        status: doing\n"
        "                        progress: 60\n"
        "                        log:\n"
        "                            - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("four columns", "plan"): (
        "                        assumed:\n                            - lead\n",
        "                        detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "                        support: [区法院, 区公安局]\n"
        "                        due: 9月底前\n"
        "                        assumed:\n",
    ),
    ("four columns", "clear"): (
        "                        assumed:\n"
        "                            - lead\n"
        "                            - due\n"
        "                        status: todo\n",
        "",
    ),
    ("four columns", "add"): (
        "                        status: todo\n",
        "                        status: todo\n"
        '                    -   id: "1.1.3"\n'
        '                        title: "新的: 一条"\n'
        "                        support: [甲, 乙]\n",
    ),
    ("lists not set in", "mark"): (
        "      status: todo\n",
        "      status: doing\n"
        "      progress: 60\n"
        "      log:\n"
        "      - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("lists not set in", "plan"): (
        "      support:\n      - 区法院\n      - 区检察院\n      assumed: [lead]\n",
        "      detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "      support:\n"
        "      - 区法院\n"
        "      - 区公安局\n"
        "      due: 9月底前\n"
        "      assumed: []\n",
    ),
    ("lists not set in", "clear"): (
        "      assumed: [lead]\n      status: todo\n",
        "",
    ),
    ("lists not set in", "add"): (
        "      title: 另一条\n",
        "      title: 另一条\n    - id: '1.1.3'\n      title: \"新的: 一条\"\n      support: [甲, 乙]\n",
    ),
    ("spaces behind the dash", "mark"): (
        "              status: todo\n"
        "              log:\n"
        "                -   {date: 2022-04-01, note: 初报}\n",
        "              status: doing\n"
        "              progress: 60\n"
        "              log:\n"
        "                -   {date: 2022-04-01, note: 初报}\n"
        "                -   {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("spaces behind the dash", "plan"): (
        "              assumed:\n                -   lead\n",
        "              detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "              support: [区法院, 区公安局]\n"
        "              due: 9月底前\n"
        "              assumed:\n",
    ),
    ("spaces behind the dash", "clear"): (
        "              assumed:\n"
        "                -   lead\n"
        "                -   due\n"
        "              status: todo\n",
        "",
    ),
    ("spaces behind the dash", "add"): (
        "                -   {date: 2022-04-01, note: 初报}\n",
        "                -   {date: 2022-04-01, note: 初报}\n"
        '          -   id: "1.1.3"\n'
        '              title: "新的: 一条"\n'
        "              support: [甲, 乙]\n",
    ),
    ("dash on a line of its own", "mark"): (
        "            log:\n              -\n                date: 2022-04-01\n                note: 初报\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              -\n"
        "                date: 2022-04-01\n"
        "                note: 初报\n"
        "              - date: 2022-09-30\n"
        "                progress: 60\n"
        "                note: '进度 60%: 见附件 #2 \"初稿\"'\n",
    ),
    ("dash on a line of its own", "plan"): (
        "            assumed:\n              -\n                lead\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed:\n",
    ),
    ("dash on a line of its own", "clear"): (
        "            assumed:\n              -\n                lead\n              - due\n",
        "",
    ),
    ("dash on a line of its own", "add"): (
        "                note: 初报\n",
        "                note: 初报\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("flow on one line", "mark"): (
        '          - {id: "1.1.1", title: 措施, support: [区法院, 区检察院], assumed: [lead], status: todo}\n',
        '          - {id: "1.1.1", title: 措施, support: [区法院, 区检察院], assumed: [lead], status: doing, progress: 60, log: [{date: 2022-09-30, progress: 60, note: \'进度 60%: 见附件 #2 "初稿"\'}]}\n',
    ),
    ("flow on one line", "plan"): (
        '          - {id: "1.1.1", title: 措施, support: [区法院, 区检察院], assumed: [lead], status: todo}\n',
        '          - {id: "1.1.1", title: 措施, detail: \'进度 60%: 见附件 #2 "初稿"\', support: [区法院, 区公安局], due: 9月底前, assumed: [], status: todo}\n',
    ),
    ("flow on one line", "clear"): (
        '          - {id: "1.1.1", title: 措施, support: [区法院, 区检察院], assumed: [lead], status: todo}\n',
        '          - {id: "1.1.1", title: 措施, support: [区法院, 区检察院]}\n',
    ),
    ("flow on one line", "add"): (
        '          - {id: "1.1.2", title: 另一条}\n',
        '          - {id: "1.1.2", title: 另一条}\n'
        '          - {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}\n',
    ),
    ("flow with spaces inside", "mark"): (
        '          - { id: "1.1.1", title: 措施 , status: todo , assumed: [ lead , due ] }\n',
        '          - { id: "1.1.1", title: 措施 , status: doing , assumed: [ lead , due ], progress: 60, log: [{date: 2022-09-30, progress: 60, note: \'进度 60%: 见附件 #2 "初稿"\'}] }\n',
    ),
    ("flow with spaces inside", "plan"): (
        '          - { id: "1.1.1", title: 措施 , status: todo , assumed: [ lead , due ] }\n',
        '          - { id: "1.1.1", title: 措施, detail: \'进度 60%: 见附件 #2 "初稿"\', support: [区法院, 区公安局], due: 9月底前 , status: todo , assumed: [ due ] }\n',
    ),
    ("flow with spaces inside", "clear"): (
        '          - { id: "1.1.1", title: 措施 , status: todo , assumed: [ lead , due ] }\n',
        '          - { id: "1.1.1", title: 措施 }\n',
    ),
    ("flow with spaces inside", "add"): (
        '          - { id: "1.1.1", title: 措施 , status: todo , assumed: [ lead , due ] }\n',
        '          - { id: "1.1.1", title: 措施 , status: todo , assumed: [ lead , due ] }\n'
        '          - {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}\n',
    ),
    ("flow on several lines", "mark"): (
        "              status: todo  # 还没有开始\n",
        "              status: doing,  # 还没有开始\n"
        "              progress: 60,\n"
        "              log: [{date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}]\n",
    ),
    ("flow on several lines", "plan"): (
        "              assumed: [lead, due],  # 拟\n",
        "              detail: '进度 60%: 见附件 #2 \"初稿\"',\n"
        "              support: [区法院, 区公安局],\n"
        "              due: 9月底前,\n"
        "              assumed: [due],  # 拟\n",
    ),
    ("flow on several lines", "clear"): (
        "              assumed: [lead, due],  # 拟\n              status: todo  # 还没有开始\n",
        "                # 拟\n                # 还没有开始\n",
    ),
    ("flow on several lines", "add"): (
        "            }\n",
        '            }\n          - {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}\n',
    ),
    ("flow with a last comma", "mark"): (
        "              status: todo,  # 状态\n",
        "              status: doing,  # 状态\n"
        "              progress: 60,\n"
        "              log: [{date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}],\n",
    ),
    ("flow with a last comma", "plan"): (
        "              assumed: [\n                lead,  # 推定的\n",
        "              detail: '进度 60%: 见附件 #2 \"初稿\"',\n"
        "              support: [区法院, 区公安局],\n"
        "              due: 9月底前,\n"
        "              assumed: [\n"
        "                  # 推定的\n",
    ),
    ("flow with a last comma", "clear"): (
        "              assumed: [\n"
        "                lead,  # 推定的\n"
        "                due,\n"
        "              ],\n"
        "              status: todo,  # 状态\n",
        "              # 推定的\n              \n                # 状态\n",
    ),
    ("flow with a last comma", "add"): (
        "            }\n",
        '            }\n          - {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}\n',
    ),
    ("flow with commas in front", "mark"): (
        "            , status: todo\n",
        "            , status: doing, progress: 60, log: [{date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}]\n",
    ),
    ("flow with commas in front", "plan"): (
        "            , title: 措施  # 名称\n            , assumed: [lead]\n",
        "            , title: 措施, detail: '进度 60%: 见附件 #2 \"初稿\"', support: [区法院, 区公安局], due: 9月底前  # 名称\n"
        "            , assumed: []\n",
    ),
    ("flow with commas in front", "clear"): (
        "            , assumed: [lead]\n            , status: todo\n",
        "            , \n",
    ),
    ("flow with commas in front", "add"): (
        "            }\n",
        '            }\n          - {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}\n',
    ),
    ("flow wrapped", "mark"): (
        "               due], status: todo,\n             progress: 0}\n",
        "               due], status: doing,\n"
        "             progress: 60, log: [{date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}]}\n",
    ),
    ("flow wrapped", "plan"): (
        '          - {id: "1.1.1", title: 措施,\n'
        "             assumed: [lead,\n"
        "               due], status: todo,\n",
        '          - {id: "1.1.1", title: 措施, detail: \'进度 60%: 见附件 #2 "初稿"\', support: [区法院, 区公安局], due: 9月底前,\n'
        "             assumed: [due], status: todo,\n",
    ),
    ("flow wrapped", "clear"): (
        "             assumed: [lead,\n               due], status: todo,\n",
        "",
    ),
    ("flow wrapped", "add"): (
        "             progress: 0}\n",
        '             progress: 0}\n          - {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}\n',
    ),
    ("measures in a flow list", "mark"): (
        '        measures: [{id: "1.1.1", title: 措施, status: todo}, {id: "1.1.2", title: 另一条}]\n',
        '        measures: [{id: "1.1.1", title: 措施, status: doing, progress: 60, log: [{date: 2022-09-30, progress: 60, note: \'进度 60%: 见附件 #2 "初稿"\'}]}, {id: "1.1.2", title: 另一条}]\n',
    ),
    ("measures in a flow list", "plan"): (
        '        measures: [{id: "1.1.1", title: 措施, status: todo}, {id: "1.1.2", title: 另一条}]\n',
        '        measures: [{id: "1.1.1", title: 措施, detail: \'进度 60%: 见附件 #2 "初稿"\', support: [区法院, 区公安局], due: 9月底前, status: todo}, {id: "1.1.2", title: 另一条}]\n',
    ),
    ("measures in a flow list", "clear"): (
        '        measures: [{id: "1.1.1", title: 措施, status: todo}, {id: "1.1.2", title: 另一条}]\n',
        '        measures: [{id: "1.1.1", title: 措施}, {id: "1.1.2", title: 另一条}]\n',
    ),
    ("measures in a flow list", "add"): (
        '        measures: [{id: "1.1.1", title: 措施, status: todo}, {id: "1.1.2", title: 另一条}]\n',
        '        measures: [{id: "1.1.1", title: 措施, status: todo}, {id: "1.1.2", title: 另一条}, {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}]\n',
    ),
    ("measures in a flow list on lines", "mark"): (
        '          {id: "1.1.1", title: 措施, assumed: [due]},  # 第一条\n',
        '          {id: "1.1.1", title: 措施, assumed: [due], status: doing, progress: 60, log: [{date: 2022-09-30, progress: 60, note: \'进度 60%: 见附件 #2 "初稿"\'}]},  # 第一条\n',
    ),
    ("measures in a flow list on lines", "plan"): (
        '          {id: "1.1.1", title: 措施, assumed: [due]},  # 第一条\n',
        '          {id: "1.1.1", title: 措施, detail: \'进度 60%: 见附件 #2 "初稿"\', support: [区法院, 区公安局], due: 9月底前, assumed: [due]},  # 第一条\n',
    ),
    ("measures in a flow list on lines", "clear"): (
        '          {id: "1.1.1", title: 措施, assumed: [due]},  # 第一条\n',
        '          {id: "1.1.1", title: 措施},  # 第一条\n',
    ),
    ("measures in a flow list on lines", "add"): (
        '          {id: "1.1.2", title: 另一条}  # 第二条\n',
        '          {id: "1.1.2", title: 另一条},  # 第二条\n'
        '          {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}\n',
    ),
    ("json", "mark"): (
        '    {"id": "1.1.1", "title": "措施", "assumed": ["lead"], "status": "todo", "progress": "0"}\n',
        '    {"id": "1.1.1", "title": "措施", "assumed": ["lead"], "status": "doing", "progress": "60", log: [{date: 2022-09-30, progress: 60, note: \'进度 60%: 见附件 #2 "初稿"\'}]}\n',
    ),
    ("json", "plan"): (
        '    {"id": "1.1.1", "title": "措施", "assumed": ["lead"], "status": "todo", "progress": "0"}\n',
        '    {"id": "1.1.1", "title": "措施", detail: \'进度 60%: 见附件 #2 "初稿"\', support: [区法院, 区公安局], due: 9月底前, "assumed": [], "status": "todo", "progress": "0"}\n',
    ),
    ("json", "clear"): (
        '    {"id": "1.1.1", "title": "措施", "assumed": ["lead"], "status": "todo", "progress": "0"}\n',
        '    {"id": "1.1.1", "title": "措施", "progress": "0"}\n',
    ),
    ("json", "add"): (
        '    {"id": "1.1.1", "title": "措施", "assumed": ["lead"], "status": "todo", "progress": "0"}\n',
        '    {"id": "1.1.1", "title": "措施", "assumed": ["lead"], "status": "todo", "progress": "0"},\n'
        '    {id: "1.1.3", title: "新的: 一条", support: [甲, 乙]}\n',
    ),
    ("single quotes", "mark"): (
        "            status: 'todo'\n            progress: '0'\n",
        "            status: 'doing'\n"
        "            progress: '60'\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("single quotes", "plan"): (
        "            assumed: ['lead', 'due']\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: ['due']\n",
    ),
    ("single quotes", "clear"): (
        "            assumed: ['lead', 'due']\n            status: 'todo'\n",
        "",
    ),
    ("single quotes", "add"): (
        "            progress: '0'\n",
        "            progress: '0'\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("double quotes", "mark"): (
        '            status: "todo"  # 状态\n            progress: "0"\n',
        '            status: "doing"  # 状态\n'
        '            progress: "60"\n'
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("double quotes", "plan"): (
        '            assumed: ["lead"]\n',
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: []\n",
    ),
    ("double quotes", "clear"): (
        '            assumed: ["lead"]\n            status: "todo"  # 状态\n',
        "            # 状态\n",
    ),
    ("double quotes", "add"): (
        '            progress: "0"\n',
        '            progress: "0"\n'
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("plain over several lines", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("plain over several lines", "plan"): (
        "            detail: 第一行\n              第二行\n\n              第三行\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("plain over several lines", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("plain over several lines", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("quoted over several lines", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("quoted over several lines", "plan"): (
        "            detail: '第一行\n\n              第二行'  # 详见附件\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'  # 详见附件\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("quoted over several lines", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("quoted over several lines", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("folded", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("folded", "plan"): (
        "            detail: >\n              第一行\n              第二行\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("folded", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("folded", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("literal with a comment", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("literal with a comment", "plan"): (
        "            detail: |-  # 原文\n              第一行\n              # 不是注释\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'  # 原文\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("literal with a comment", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("literal with a comment", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("literal that keeps its end", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("literal that keeps its end", "plan"): (
        "            detail: |+\n              第一行\n\n\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("literal that keeps its end", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("literal that keeps its end", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("literal that says its indent", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("literal that says its indent", "plan"): (
        "            detail: |2-\n                第一行\n              第二行\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("literal that says its indent", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("literal that says its indent", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("literal at the end", "mark"): (
        "            status: todo\n            detail: |\n              第一行",
        "            status: doing\n"
        "            detail: |-\n"
        "              第一行\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}",
    ),
    ("literal at the end", "plan"): (
        "            detail: |\n              第一行",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前",
    ),
    ("literal at the end", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("literal at the end", "add"): (
        "            detail: |\n              第一行",
        "            detail: |-\n"
        "              第一行\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]",
    ),
    ("literal kept at the end", "mark"): (
        "            status: todo\n            detail: |+\n              第一行",
        "            status: doing\n"
        "            detail: |-\n"
        "              第一行\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}",
    ),
    ("literal kept at the end", "plan"): (
        "            detail: |+\n              第一行",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前",
    ),
    ("literal kept at the end", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("literal kept at the end", "add"): (
        "            detail: |+\n              第一行",
        "            detail: |-\n"
        "              第一行\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]",
    ),
    ("literal in the last entry", "mark"): (
        "            log:\n"
        "              - date: 2022-04-01\n"
        "                note: |\n"
        "                  第一行",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - date: 2022-04-01\n"
        "                note: |-\n"
        "                  第一行\n"
        "              - date: 2022-09-30\n"
        "                progress: 60\n"
        "                note: '进度 60%: 见附件 #2 \"初稿\"'",
    ),
    ("literal in the last entry", "plan"): (
        "            title: 措施\n",
        "            title: 措施\n"
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("literal in the last entry", "add"): (
        "                note: |\n                  第一行",
        "                note: |-\n"
        "                  第一行\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]",
    ),
    ("carriage returns", "mark"): (
        "            status: todo\r\n            log:\r\n              - {date: 2022-04-01}\r\n",
        "            status: doing\r\n"
        "            progress: 60\r\n"
        "            log:\r\n"
        "              - {date: 2022-04-01}\r\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\r\n",
    ),
    ("carriage returns", "plan"): (
        "            assumed:\r\n              - lead  # 拟\r\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\r\n"
        "            support: [区法院, 区公安局]\r\n"
        "            due: 9月底前\r\n"
        "            assumed:\r\n"
        "              # 拟\r\n",
    ),
    ("carriage returns", "clear"): (
        "            assumed:\r\n"
        "              - lead  # 拟\r\n"
        "              - due\r\n"
        "            status: todo\r\n",
        "            # 拟\r\n",
    ),
    ("carriage returns", "add"): (
        "              - {date: 2022-04-01}\r\n",
        "              - {date: 2022-04-01}\r\n"
        '          - id: "1.1.3"\r\n'
        '            title: "新的: 一条"\r\n'
        "            support: [甲, 乙]\r\n",
    ),
    ("mixed line ends", "mark"): (
        "            status: todo\r\n            progress: 0\n",
        "            status: doing\r\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("mixed line ends", "plan"): (
        "            assumed:\n              - lead\r",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed:\n",
    ),
    ("mixed line ends", "clear"): (
        "            assumed:\n              - lead\r              - due\n            status: todo\r\n",
        "",
    ),
    ("mixed line ends", "add"): (
        "            progress: 0\n",
        "            progress: 0\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("carriage returns alone", "mark"): (
        "            status: todo\r",
        "            status: doing\r"
        "            progress: 60\r"
        "            log:\r"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\r",
    ),
    ("carriage returns alone", "plan"): (
        "            assumed: [lead]\r",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\r"
        "            support: [区法院, 区公安局]\r"
        "            due: 9月底前\r"
        "            assumed: []\r",
    ),
    ("carriage returns alone", "clear"): (
        "            assumed: [lead]\r            status: todo\r",
        "",
    ),
    ("carriage returns alone", "add"): (
        "            status: todo\r",
        "            status: todo\r"
        '          - id: "1.1.3"\r'
        '            title: "新的: 一条"\r'
        "            support: [甲, 乙]\r",
    ),
    ("no last line end", "mark"): (
        "              - due",
        "              - due\n"
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}",
    ),
    ("no last line end", "plan"): (
        "            assumed:\n              - lead\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed:\n",
    ),
    ("no last line end", "clear"): (
        "            title: 措施\n            assumed:\n              - lead\n              - due",
        "            title: 措施",
    ),
    ("no last line end", "add"): (
        "              - due",
        "              - due\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]",
    ),
    ("comments everywhere", "mark"): (
        "            status: todo  # 状态\n",
        "            status: doing  # 状态\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("comments everywhere", "plan"): (
        "            # 责任单位待定\n"
        "            assumed:  # 推定\n"
        "              # 先是牵头\n"
        "              - lead  # 牵头\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            # 责任单位待定\n"
        "            assumed:  # 推定\n"
        "              # 先是牵头\n"
        "              # 牵头\n",
    ),
    ("comments everywhere", "clear"): (
        "            assumed:  # 推定\n"
        "              # 先是牵头\n"
        "              - lead  # 牵头\n"
        "              # 后是时限\n"
        "              - due  # 时限\n"
        "              # 没有了\n"
        "            status: todo  # 状态\n",
        "            # 推定\n"
        "            # 先是牵头\n"
        "            # 牵头\n"
        "            # 后是时限\n"
        "            # 时限\n"
        "              # 没有了\n"
        "            # 状态\n",
    ),
    ("comments everywhere", "add"): (
        "            # 措施完\n",
        "            # 措施完\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("comments at other depths", "mark"): (
        "            status: todo\n"
        "      # 浅\n"
        "            progress: 0\n"
        "              # 进度的注释\n"
        "            log:\n"
        "              - {date: 2022-04-01}\n"
        "                # 属于这条\n",
        "            status: doing\n"
        "      # 浅\n"
        "            progress: 60\n"
        "              # 进度的注释\n"
        "            log:\n"
        "              - {date: 2022-04-01}\n"
        "                # 属于这条\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("comments at other depths", "plan"): (
        "                # 深\n",
        "                # 深\n"
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("comments at other depths", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("comments at other depths", "add"): (
        "            title: 另一条\n",
        "            title: 另一条\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("blank lines", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("blank lines", "plan"): (
        "\n            assumed:\n\n              - lead\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "\n"
        "            assumed:\n"
        "\n",
    ),
    ("blank lines", "clear"): (
        "            assumed:\n\n              - lead\n\n              - due\n\n            status: todo\n",
        "\n",
    ),
    ("blank lines", "add"): (
        "            title: 另一条\n",
        "            title: 另一条\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("empty values", "mark"): (
        "            progress:  # 未报\n            log:  # 暂无\n",
        "            status: doing\n"
        "            progress: 60  # 未报\n"
        "            log:  # 暂无\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("empty values", "plan"): (
        "            lead:\n            support:   # 待定\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            lead:\n"
        "            support: [区法院, 区公安局]   # 待定\n"
        "            due: 9月底前\n",
    ),
    ("empty values", "clear"): (
        "            lead:\n",
        "",
    ),
    ("empty values", "add"): (
        "            tags:\n",
        "            tags:\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("empty lists", "mark"): (
        "            log: []  # 暂无\n            status: todo\n",
        "            log:  # 暂无\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n"
        "            status: doing\n"
        "            progress: 60\n",
    ),
    ("empty lists", "plan"): (
        "            support: []\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("empty lists", "clear"): (
        "            assumed: [ ]\n            log: []  # 暂无\n            status: todo\n",
        "            log: []  # 暂无\n",
    ),
    ("empty lists", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("nulls", "mark"): (
        "            progress: ~\n            log: ~  # 暂无\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:  # 暂无\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("nulls", "plan"): (
        "            support: null  # 待定\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]  # 待定\n"
        "            due: 9月底前\n",
    ),
    ("nulls", "add"): (
        "            log: ~  # 暂无\n",
        "            log: ~  # 暂无\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("empty list with a comment", "mark"): (
        "            log: [\n                # 暂无\n              ]\n            status: todo\n",
        "            log: [{date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n"
        "                # 暂无\n"
        "              ]\n"
        "            status: doing\n"
        "            progress: 60\n",
    ),
    ("empty list with a comment", "plan"): (
        "            title: 措施\n",
        "            title: 措施\n"
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("empty list with a comment", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("empty list with a comment", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("values on the next line", "mark"): (
        "              todo\n"
        "            assumed:\n"
        "              [lead]\n"
        "            log:\n"
        "              # 暂无\n"
        "              []\n"
        "            progress:\n"
        "              # 未报\n"
        "              0\n",
        "              doing\n"
        "            assumed:\n"
        "              [lead]\n"
        "            log:\n"
        "              # 暂无\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n"
        "            progress:\n"
        "              # 未报\n"
        "              60\n",
    ),
    ("values on the next line", "plan"): (
        "            status:\n              todo\n            assumed:\n              [lead]\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            status:\n"
        "              todo\n"
        "            assumed:\n"
        "              []\n",
    ),
    ("values on the next line", "clear"): (
        "            status:\n              todo\n            assumed:\n              [lead]\n",
        "",
    ),
    ("values on the next line", "add"): (
        "              0\n",
        "              0\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("wide characters", "mark"): (
        "            status: todo  # 🈚\n",
        "            status: doing  # 🈚\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("wide characters", "plan"): (
        "            lead: ｆｕｌｌ—宽\n            assumed: [lead]\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            lead: ｆｕｌｌ—宽\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: []\n",
    ),
    ("wide characters", "clear"): (
        "            lead: ｆｕｌｌ—宽\n            assumed: [lead]\n            status: todo  # 🈚\n",
        "            # 🈚\n",
    ),
    ("wide characters", "add"): (
        "            status: todo  # 🈚\n",
        "            status: todo  # 🈚\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("quoted keys", "mark"): (
        '            "status" : todo\n            progress   : 0\n',
        '            "status" : doing\n'
        "            progress   : 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("quoted keys", "plan"): (
        "            'assumed': [lead]\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            'assumed': []\n",
    ),
    ("quoted keys", "clear"): (
        "            'assumed': [lead]\n            \"status\" : todo\n",
        "",
    ),
    ("quoted keys", "add"): (
        "            progress   : 0\n",
        "            progress   : 0\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("id last", "mark"): (
        "          - status: todo\n"
        "            assumed: [lead]\n"
        "            title: 措施\n"
        '            id: "1.1.1"\n',
        "          - status: doing\n"
        "            assumed: [lead]\n"
        "            title: 措施\n"
        '            id: "1.1.1"\n'
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("id last", "plan"): (
        '            assumed: [lead]\n            title: 措施\n            id: "1.1.1"\n',
        "            assumed: []\n"
        "            title: 措施\n"
        '            id: "1.1.1"\n'
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("id last", "clear"): (
        "          - status: todo\n            assumed: [lead]\n            title: 措施\n",
        "          - title: 措施\n",
    ),
    ("id last", "add"): (
        '            id: "1.1.2"\n',
        '            id: "1.1.2"\n'
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("text with signs", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("text with signs", "plan"): (
        '            detail: "一: 二 # 三"\n'
        "            lead: 区司法局#2\n"
        "            assumed: [lead]  # 一: 二, 三\n",
        '            detail: "进度 60%: 见附件 #2 \\"初稿\\""\n'
        "            lead: 区司法局#2\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: []  # 一: 二, 三\n",
    ),
    ("text with signs", "clear"): (
        "            lead: 区司法局#2\n            assumed: [lead]  # 一: 二, 三\n            status: todo\n",
        "            # 一: 二, 三\n",
    ),
    ("text with signs", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("long lines", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("long lines", "plan"): (
        "            detail: 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 推进工作 完\n"
        "            assumed: [lead]\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: []\n",
    ),
    ("long lines", "clear"): (
        "            assumed: [lead]\n            status: todo\n",
        "",
    ),
    ("long lines", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("tabs behind values", "mark"): (
        "            status: todo\t# 状态\n            progress:\t0\n",
        "            status: doing\t# 状态\n"
        "            progress:\t60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("tabs behind values", "plan"): (
        "            assumed: [lead]\t# 拟\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: []\t# 拟\n",
    ),
    ("tabs behind values", "clear"): (
        "            assumed: [lead]\t# 拟\n            status: todo\t# 状态\n",
        "            # 拟\n            # 状态\n",
    ),
    ("tabs behind values", "add"): (
        "            progress:\t0\n",
        "            progress:\t0\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("explicit keys", "mark"): None,
    ("explicit keys", "plan"): (
        "            ? assumed  # 键: 值\n            : [lead]\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            ? assumed  # 键: 值\n"
        "            : []\n",
    ),
    ("explicit keys", "clear"): None,
    ("explicit keys", "add"): (
        "            ? progress\n",
        "            ? progress\n"
        "\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]",
    ),
    ("document signs", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("document signs", "plan"): (
        "            assumed: [lead]\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: []\n",
    ),
    ("document signs", "clear"): (
        "            assumed: [lead]\n            status: todo\n",
        "",
    ),
    ("document signs", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("block entries", "mark"): (
        "            log:\n"
        "              - date: 2022-04-01  # 初报\n"
        "                note: 第一次\n"
        "                evidence:\n"
        "                  - 文件一\n"
        "                # 记录完\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - date: 2022-04-01  # 初报\n"
        "                note: 第一次\n"
        "                evidence:\n"
        "                  - 文件一\n"
        "                # 记录完\n"
        "              - date: 2022-09-30\n"
        "                progress: 60\n"
        "                note: '进度 60%: 见附件 #2 \"初稿\"'\n",
    ),
    ("block entries", "plan"): (
        "            assumed:\n            - lead\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n"
        "            assumed: []\n",
    ),
    ("block entries", "clear"): (
        "            assumed:\n            - lead\n",
        "",
    ),
    ("block entries", "add"): (
        "              # 列表完\n",
        "              # 列表完\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("entries not set in", "mark"): (
        "            status: todo\n            log:\n            - {date: 2022-04-01}\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "            - {date: 2022-04-01}\n"
        "            - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("entries not set in", "plan"): (
        "            title: 措施\n",
        "            title: 措施\n"
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("entries not set in", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("entries not set in", "add"): (
        "            # 列表完\n",
        "            # 列表完\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("entries in a flow list", "mark"): (
        "            log: [{date: 2022-04-01}, {date: 2022-05-01}]\n            status: todo\n",
        "            log: [{date: 2022-04-01}, {date: 2022-05-01}, {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}]\n"
        "            status: doing\n"
        "            progress: 60\n",
    ),
    ("entries in a flow list", "plan"): (
        "            title: 措施\n",
        "            title: 措施\n"
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("entries in a flow list", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("entries in a flow list", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("entries in a flow list on lines", "mark"): (
        "              {date: 2022-05-01}  # 二报\n            ]\n            status: todo\n",
        "              {date: 2022-05-01},  # 二报\n"
        "              {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n"
        "            ]\n"
        "            status: doing\n"
        "            progress: 60\n",
    ),
    ("entries in a flow list on lines", "plan"): (
        "            title: 措施\n",
        "            title: 措施\n"
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [区法院, 区公安局]\n"
        "            due: 9月底前\n",
    ),
    ("entries in a flow list on lines", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("entries in a flow list on lines", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("support with comments", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("support with comments", "plan"): (
        "            support:\n"
        "              # 法检\n"
        "              - 区法院  # 民庭\n"
        "              - 区检察院  # 一部\n"
        "              # 政府\n"
        "              - 区司法局  # 基层科\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support:\n"
        "              # 法检\n"
        "              - 区法院  # 民庭\n"
        "              - 区公安局  # 一部\n"
        "              # 政府\n"
        "              # 基层科\n"
        "            due: 9月底前\n",
    ),
    ("support with comments", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("support with comments", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
    ("support on flow lines", "mark"): (
        "            status: todo\n",
        "            status: doing\n"
        "            progress: 60\n"
        "            log:\n"
        "              - {date: 2022-09-30, progress: 60, note: '进度 60%: 见附件 #2 \"初稿\"'}\n",
    ),
    ("support on flow lines", "plan"): (
        "            support: [  # 三家\n"
        "              区法院,  # 民庭\n"
        "              区检察院,\n"
        "              # 政府\n"
        "              区司法局  # 基层科\n"
        "            ]\n",
        "            detail: '进度 60%: 见附件 #2 \"初稿\"'\n"
        "            support: [  # 三家\n"
        "              区法院,  # 民庭\n"
        "              区公安局,\n"
        "              # 政府\n"
        "                # 基层科\n"
        "            ]\n"
        "            due: 9月底前\n",
    ),
    ("support on flow lines", "clear"): (
        "            status: todo\n",
        "",
    ),
    ("support on flow lines", "add"): (
        "            status: todo\n",
        "            status: todo\n"
        '          - id: "1.1.3"\n'
        '            title: "新的: 一条"\n'
        "            support: [甲, 乙]\n",
    ),
}
"""What an edit (of `test_edit_styles.EDITS`) puts in place of which part of a style's text.

The part stands there once; None where the edit is refused. Edits that are not listed have nothing to do.
"""
