"""The refusal of a phrase, and the accepted forms it names."""

FORMS: tuple[str, ...] = (
    "某一天：2022年9月30日前、9月30日前、2022-09-30",
    "某月：2022年9月底前、9月底前、10月上旬前",
    "某季、半年：三季度末前、上半年、年中",
    "某年：年底前、年内、2025年底前、到2025年、“十四五”末",
    "一段时间的最后一天：2015—2020年、9月1日至9月30日",
    "会议所在的月、季、周：本月底前、次月15日前、本季度末、本周五前",
    "从会议当天起数：5个工作日内、会后7日内、一个月内、2—3年内、48小时内",
    "放假之前：春节前、国庆节前",
    "按周期：每周五前、每月5日前、每季度末、每半年、每年1月底前、2020年起，每年1月底前",
    "长期：长期坚持、持续推进、常态化，可以接在日期后面：2025年底前，并长期坚持",
    "立即：立行立改、立即整改",
    "没有日期：尽快、及时、适时、限期整改、定期",
    "原文留空：X月底前、XX月XX日前",
    "没有时限：无、待定",
)
"""The forms of deadline that are understood, each with examples."""

DATED = "写明日期，例如 9月30日前"
"""The remedy where nothing but a date will do."""

NO_SUCH_DAY = "改成日历上有的日期，例如 9月30日前"
"""The remedy for a day that no calendar has."""

NO_RHYTHM = "可以写 每周、每月、每季度、每半年、每年；别的间隔拆成几条措施，各写日期"
"""The remedy for a rhythm that cannot be told."""

_SIGNS = frozenset("".join(FORMS))


class DeadlineError(ValueError):
    """A phrase that is refused.

    `code` is due-two-points, due-ambiguous or due-unknown, `message` the reason and `hint` the remedy, both
    in Chinese. The message of due-ambiguous names the two readings.
    """

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def unknown(reason: str, remedy: str) -> DeadlineError:
    """Return the refusal of a phrase that is not understood."""
    return DeadlineError("due-unknown", reason, remedy)


def ambiguous(one: str, other: str, remedy: str = "") -> DeadlineError:
    """Return the refusal of a phrase that has two readings; the remedy is to write the one that is meant."""
    return DeadlineError("due-ambiguous", f"{one}，或者{other}", remedy or f"写明是哪一天，例如 {one}")


def two_points(one: str, other: str) -> DeadlineError:
    """Return the refusal of a phrase with two deadlines."""
    remedy = "拆成两条措施，每条写一个时限，例如 9月底前、每季度末"
    return DeadlineError("due-two-points", f"“{one}”和“{other}”是两个时限", remedy)


def nearest(phrase: str) -> str:
    """Return as a remedy the three forms that share most with `phrase`; signs in few forms weigh more."""
    weights = {sign: 1 / sum(sign in form for form in FORMS) for sign in set(phrase) & _SIGNS}
    ranked = sorted(FORMS, key=lambda form: -sum(weights[sign] for sign in weights if sign in form))
    return f"可以写：{'；'.join(ranked[:3])}"
