"""倒排工期 of one measure as a table: each step with its light, days ahead, day, and when it was done."""

from collections.abc import Iterator

from fazhi_cli import terms
from fazhi_cli.columns import due_text, marked, step_day
from fazhi_cli.state import State
from fazhi_cli.steps import StepState, is_early, steps_of
from fazhi_cli.view.listing import STYLES
from fazhi_cli.view.screen import Screen
from fazhi_cli.view.table import Group, Head, Row, table

_HEADS = (
    Head("灯", marked=True),
    Head("步骤", fixed=False),
    Head("提前", right=True),
    Head("日期"),
    Head("完成"),
)


def steps_text(row: State, screen: Screen) -> str:
    """Return the steps of a measure, the earliest first, and what is to be known of them."""
    head = screen.folded(
        f"{row.measure.id} {marked(row, 'title', row.measure.title)}", f"完成时限：{due_text(row)}"
    )
    steps = steps_of(row)
    body = [table(_HEADS, [Group("", [_row(row, item) for item in steps])], screen)] if steps else []
    remarks = list(_remarks(row, steps))
    return "\n\n".join([head, *body, *([screen.folded(*remarks)] if remarks else [])])


def _row(row: State, item: StepState) -> Row:
    day = step_day(row, item) if item.date else ""
    cells = [terms.LIGHTS[item.light], item.step, f"{item.before}天", day, str(item.done or "")]
    return Row(cells, STYLES.get(item.light, ""))


def _remarks(row: State, steps: tuple[StepState, ...]) -> Iterator[str]:
    own = row.measure.id
    if not steps:
        yield f"还没有倒排工期。加一步：fazhi plan {own} --step 形成初稿=60"
    elif row.due_date is None:
        yield f"时限没有定到哪一天，只记提前的天数；定了时限就有各步的日期：fazhi set {own} --due 时限"
    for item in steps:
        if is_early(row, item):
            yield f"注意：步骤“{item.step}”在 {item.date}，早于起始日期 {row.measure.since}。"
