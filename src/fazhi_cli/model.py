"""What a register file may hold: the schema of every key, and its faults. The only home of pydantic.

Scalars come in as text. A fault is told as the way to the value, a code of `problems.RULES` and the words
it wants; where that stands in the file is for others to find.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, NamedTuple, TypeGuard

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from fazhi_cli import terms
from fazhi_cli.change import Path
from fazhi_cli.problems import RULES, Usage, brief
from fazhi_cli.tree import Data

LINE_LIMIT = 200
ID_LIMIT = 40


class Fault(NamedTuple):
    """A value that breaks the schema: the way to it, the code of the problem and the words it wants.

    `key` says that the key itself is at fault and not its value.
    """

    path: Path
    code: str
    words: dict[str, Any]
    key: bool = False


def _wrong(code: str, value: str, **words: object) -> PydanticCustomError:
    return PydanticCustomError(code, code, {"value": brief(value), **words})


def _day(value: object) -> date:
    text = _text(value)
    if re.fullmatch(_ISO_DATE, text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise _wrong("bad-date", text, example=_likely_day(text))


def _likely_day(text: str) -> str:
    """Return the ISO date that somebody who wrote `text` meant, or an example of the form."""
    numbers = re.fullmatch(r"\D*(\d{4})\D*?(\d{1,2})\D*?(\d{1,2})\D*", text)
    if numbers:
        year, month, day = map(int, numbers.groups())
        if year and 1 <= month <= 12 and 1 <= day <= 31:
            return date(year, month, min(day, monthrange(year, month)[1])).isoformat()
    return "2022-06-30"


def _integer(low: int, high: int, code: str = "bad-number") -> Callable[[object], int]:
    def check(value: object) -> int:
        text = _text(value)
        if re.fullmatch(r"0|[1-9]\d{0,8}", text, re.ASCII) and low <= int(text) <= high:
            return int(text)
        raise _wrong(code, text, low=low, high=high)

    return check


def _word(table: Mapping[str, str]) -> Callable[[object], str]:
    def check(value: object) -> str:
        text = _text(value)
        if (word := terms.token(table, text)) is None:
            raise _wrong("bad-word", text, offered=terms.offered(table))
        return word

    return check


def _count(value: object) -> tuple[int, int]:
    text = _text(value)
    match = re.fullmatch(_COUNT, text, re.ASCII)
    if not match or int(match[1]) > int(match[2]):
        raise _wrong("bad-count", text)
    return int(match[1]), int(match[2])


def _matching(pattern: str, code: str, limit: int = LINE_LIMIT) -> Callable[[object], str]:
    form = re.compile(pattern, re.ASCII)

    def check(value: object) -> str:
        text = _text(value)
        if len(text) > limit or not form.fullmatch(text):
            raise _wrong(code, text)
        return text

    return check


def _period(value: object) -> str:
    text = _PERIOD_TEXT(value)
    if "W53" in text and date(int(text[:4]), 12, 28).isocalendar().week != 53:
        raise _wrong("bad-period", text)
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "")
    if not value.strip():
        raise PydanticCustomError("string_too_short", "")
    return value


_ISO_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PERIOD = r"[1-9]\d{3}(-W(0[1-9]|[1-4]\d|5[0-3])|-(0[1-9]|1[0-2])|Q[1-4]|H[12])?"
_PERIOD_TEXT = _matching(_PERIOD, "bad-period")
_COUNT = r"(0|[1-9]\d{0,8})/(0|[1-9]\d{0,8})"
_ID = r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*"
_ID_TEXT = _matching(_ID, "bad-id", ID_LIMIT)
_PART = r"(?!(h|[prst]\d+)(\.|$))[0-9A-Za-z]+"
_SOURCE = rf"{_PART}(\.{_PART})*\.(h|t[1-9]\d*\.r[1-9]\d*|(p[1-9]\d*\.)?s[1-9]\d*)"
_YEAR = _integer(1900, 2200, "bad-year")


def _typed(check: Callable[[object], Any], schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(check), WithJsonSchema(schema)


def _any_text(**extra: object) -> WithJsonSchema:
    """Editors read 3.10 as a number and true as a truth value; here it is text all the same."""
    return WithJsonSchema({"type": ["string", "number", "boolean"], **extra})


def _choices(table: Mapping[str, str]) -> dict[str, Any]:
    return {
        "enum": [*table, *table.values()],
        "enumDescriptions": [*table.values(), *(f"即 {key}" for key in table)],
    }


_ONE_LINE = r"^[^\r\n]*\S[^\r\n]*$"
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LINE_LIMIT, pattern=_ONE_LINE),
    _any_text(maxLength=LINE_LIMIT, pattern=_ONE_LINE),
]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S"), _any_text(pattern=r"\S")]
Day = Annotated[date, *_typed(_day, {"type": "string", "format": "date", "pattern": f"^{_ISO_DATE}$"})]
Percent = Annotated[int, *_typed(_integer(0, 100), {"type": "integer", "minimum": 0, "maximum": 100})]
Days = Annotated[int, *_typed(_integer(0, 3650), {"type": "integer", "minimum": 0, "maximum": 3650})]
Number = Annotated[
    int, *_typed(_integer(0, 999_999_999), {"type": "integer", "minimum": 0, "maximum": 999_999_999})
]
Year = Annotated[int, *_typed(_YEAR, {"type": "integer", "minimum": 1900, "maximum": 2200})]
Status = Annotated[str, *_typed(_word(terms.STATUSES), _choices(terms.STATUSES))]
Kind = Annotated[str, *_typed(_word(terms.KINDS), _choices(terms.KINDS))]
Trend = Annotated[str, *_typed(_word(terms.TRENDS), _choices(terms.TRENDS))]
Count = Annotated[tuple[int, int], *_typed(_count, {"type": "string", "pattern": f"^{_COUNT}$"})]
PeriodKey = Annotated[
    str,
    *_typed(
        _period, {"type": ["string", "integer"], "pattern": f"^{_PERIOD}$", "minimum": 1000, "maximum": 9999}
    ),
]
Source = Annotated[
    str, *_typed(_matching(_SOURCE, "bad-source"), {"type": "string", "pattern": f"^{_SOURCE}$"})
]
Id = Annotated[
    str, *_typed(_ID_TEXT, {"type": ["string", "number"], "maxLength": ID_LIMIT, "pattern": f"^{_ID}$"})
]
Version = Annotated[str, *_typed(_matching("1", "bad-version"), {"const": 1})]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class EntryShape(_Shape):
    """One item of a measure's `log`."""

    date: Day
    by: Line | None = None
    unit: Line | None = None
    period: PeriodKey | None = Field(None, alias="for")
    status: Status | None = None
    progress: Percent | None = None
    note: Text | None = None
    problem: Text | None = None
    next: Text | None = None
    evidence: list[Text] | None = None
    count: Count | None = None
    incidents: Number | None = None
    recorded: Day | None = None


class ExtensionShape(_Shape):
    """One item of a measure's `extensions`."""

    date: Day
    old: Line = Field(alias="from")
    new: Line = Field(alias="to")
    reason: Text | None = None
    by: Line | None = None


class ChaseShape(_Shape):
    """One item of a measure's `chases`."""

    date: Day
    by: Line | None = None
    to: Line
    how: Line | None = None
    reply_by: Day | None = None
    number: Line | None = None


class StepShape(_Shape):
    """One item of a measure's `plan`."""

    step: Line
    before: Days
    done: Day | None = None


class IndicatorShape(_Shape):
    """A measure's `indicator`."""

    name: Line
    of: Line | None = None
    good: Trend | None = None
    floor: Percent | None = None


class MeasureShape(_Shape):
    """One measure."""

    id: Id
    title: Line
    detail: Text | None = None
    kind: Kind | None = None
    lead: Line | None = None
    support: list[Line] | None = None
    owner: Line | None = None
    leader: Line | None = None
    group: Line | None = None
    due: Line | None = None
    since: Day | None = None
    assumed: list[Line] | None = None
    status: Status | None = None
    progress: Percent | None = None
    source: list[Source] | None = None
    source_digest: Line | None = None
    finding: Text | None = None
    cause: Text | None = None
    acceptance: Text | None = None
    recheck: Day | None = None
    indicator: IndicatorShape | None = None
    tags: list[Line] | None = None
    related: list[Id] | None = None
    lineage: Line | None = None
    plan: list[StepShape] | None = None
    extensions: list[ExtensionShape] | None = None
    chases: list[ChaseShape] | None = None
    log: list[EntryShape] | None = None


class _BranchShape(_Shape):
    id: Id
    title: Line
    lead: Line | None = None
    support: list[Line] | None = None
    due: Line | None = None
    assumed: list[Line] | None = None


class SubtaskShape(_BranchShape):
    """One subtask with its measures."""

    measures: list[MeasureShape] | None = None


class SectionShape(_BranchShape):
    """One section with its subtasks."""

    subtasks: list[SubtaskShape] | None = None


class OfficeShape(_Shape):
    """The register's `office`."""

    name: Line | None = None
    contact: Line | None = None
    phone: Line | None = None
    signer: Line | None = None


class RulesShape(_Shape):
    """The register's `rules`."""

    due_soon: Days | None = None
    lag_yellow: Percent | None = None
    lag_red: Percent | None = None
    stale: Days | None = None
    immediate_yellow: Days | None = None
    immediate_red: Days | None = None
    default_due: Line | None = None


class UnitShape(_Shape):
    """One of the register's `units`."""

    name: Line
    alias: list[Line] | None = None
    members: list[Line] | None = None


def _named(value: object) -> object:
    """Let a plain name stand for a declared unit with nothing else."""
    return {"name": value} if isinstance(value, str) else value


class RegisterShape(_Shape):
    """The whole file."""

    version: Version | None = None
    title: Line
    year: Year | None = None
    issued: Day | None = None
    office: OfficeShape | None = None
    assumed: list[Line] | None = None
    rules: RulesShape | None = None
    units: list[Annotated[UnitShape, BeforeValidator(_named, Line | UnitShape)]] | None = None
    notes: list[Text] | None = None
    sections: list[SectionShape]


_SHAPES: Mapping[str, str] = {
    "sections": "section",
    "subtasks": "subtask",
    "measures": "measure",
    "log": "entry",
    "extensions": "extension",
    "chases": "chase",
    "plan": "step",
    "indicator": "indicator",
    "office": "office",
    "rules": "rules",
    "units": "unit",
}
"""The key that holds an object, and the level (of terms.LEVEL_TERMS) on which the object is."""


def level_of(path: Path) -> str:
    """Return the level of the object that holds the value at `path`: the register, a measure, an entry …"""
    holders = [step for step in path[:-1] if isinstance(step, str)]
    return next((_SHAPES[step] for step in reversed(holders) if step in _SHAPES), "register")


def period_key(text: str) -> str:
    """Return `text` if it is a key such as 2022-W39 or 2022Q3. Raises Usage otherwise."""
    try:
        return _period(text)
    except PydanticCustomError:
        raise Usage(f"“{text}”不是期次", RULES["bad-period"].hint) from None


def is_id(value: Data) -> TypeGuard[str]:
    """Say whether plain `value` can be an id."""
    return _holds(_ID_TEXT, value)


def anchor(data: Data) -> tuple[int | None, date | None]:
    """Return the year and the day of issue that plain `data` states, None for what is missing or wrong."""
    stated = data if isinstance(data, dict) else {}
    year, issued = stated.get("year"), stated.get("issued")
    return (
        _YEAR(year) if _holds(_YEAR, year) else None,
        _day(issued) if _holds(_day, issued) else None,
    )


def _holds(check: Callable[[object], object], value: Data) -> bool:
    try:
        check(value)
    except PydanticCustomError:
        return False
    return True


def validate(data: Data) -> RegisterShape | list[Fault]:
    """Return the register that plain `data` holds, or every fault in it."""
    try:
        return RegisterShape.model_validate(data)
    except ValidationError as error:
        return [_fault(item) for item in error.errors(include_url=False)]


def _fault(error: ErrorDetails) -> Fault:
    path = tuple(error["loc"])
    explain = _BUILT_IN.get(error["type"])
    if explain:
        return explain(path, error["input"])
    return Fault(path, error["type"], {"key": _key(path), **error.get("ctx", {})})


def _key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "台账")


def _missing(path: Path, value: object) -> Fault:
    key = _key(path)
    field = next(field for field in terms.fields_of(level_of(path)) if field.name == key)
    return Fault(path[:-1], "missing-key", {"key": key, "term": field.term})


def _unknown(path: Path, value: object) -> Fault:
    key, level = str(path[-1]), level_of(path)
    words = {"key": brief(key), "level": terms.LEVEL_TERMS[level], "remedy": _instead_of(key, level)}
    return Fault(path, "unknown-key", words, key=True)


def _instead_of(key: str, level: str) -> str:
    """Return what to write for an unknown `key`: the key meant here, or where it belongs, or what is near."""
    word = key.strip()
    dash = word[:1] if word.startswith(_DASHES) else ""
    word = word.removeprefix(dash).lstrip()
    names = [field.name for field in terms.fields_of(level)]
    meant = " 或 ".join(terms.fields_named(word, level))
    if meant and dash:
        return f"行首的“{dash}”改成半角的“-”，后面空一格：- {meant}"
    if meant and key != key.lstrip():
        return f"键前面有全角或特殊的空格，改成半角空格：{meant}"
    if not meant and (found := terms.homes(word)):
        name, levels = found
        return f"{name} 属于{'、'.join(levels)}，移到那里去写"
    meant = meant or terms.nearest(word, names) or ""
    return f"应写 {meant}" if meant else f"这里可以写：{'、'.join(names)}"


_DASHES = ("－", "—", "–", "-")


def _want_mapping(path: Path, value: object) -> Fault:
    remedy = "写作 键: 值，冒号用半角，后面空一格"
    if isinstance(value, str) and (colon := re.match(r"\s*\w+([：:])", value)):
        remedy = f"“{colon[1]}”要写成半角冒号，后面空一格"
    elif isinstance(value, list):
        remedy = "去掉行首的“- ”"
    return Fault(path, "want-mapping", {"remedy": remedy})


def _want_list(path: Path, value: object) -> Fault:
    key = _key(path)
    remedy = f"{key} 下面每项以“- ”开头"
    if isinstance(value, str) and len(value) <= LINE_LIMIT:
        items = [item.strip() for item in re.split("[、，,；;]", value) if item.strip()]
        remedy = f"写作 {key}: [{', '.join(items)}]"
    return Fault(path, "want-list", {"key": key, "remedy": remedy})


def _want_text(path: Path, value: object) -> Fault:
    return Fault(path, "empty-text" if value is None else "want-text", {"key": _key(path)})


def _empty(path: Path, value: object) -> Fault:
    return Fault(path, "empty-text", {"key": _key(path)})


def _long(path: Path, value: object) -> Fault:
    words = {"key": _key(path), "length": len(str(value)), "limit": LINE_LIMIT}
    return Fault(path, "long-text", words)


def _mismatch(path: Path, value: object) -> Fault:
    return Fault(path, "many-lines" if str(value).strip() else "empty-text", {"key": _key(path)})


_BUILT_IN: Mapping[str, Callable[[Path, object], Fault]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "model_type": _want_mapping,
    "model_attributes_type": _want_mapping,
    "list_type": _want_list,
    "string_type": _want_text,
    "string_too_short": _empty,
    "string_too_long": _long,
    "string_pattern_mismatch": _mismatch,
}
"""What pydantic itself reports, by its own error type."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) by which an editor checks and completes a register file."""
    schema = RegisterShape.model_json_schema(by_alias=True)
    shapes = {"RegisterShape": "register"} | {
        f"{level.capitalize()}Shape": level for level in _SHAPES.values()
    }
    for name, shape in [("RegisterShape", schema), *schema["$defs"].items()]:
        _explain(shape, shapes[name])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "fazhi 台账"}
    return head | {key: value for key, value in schema.items() if key not in ("title", "description")}


def _explain(shape: dict[str, Any], level: str) -> None:
    """Put the Chinese words of `terms` in place of the names that pydantic makes up."""
    shape["title"] = terms.LEVEL_TERMS[level]
    shape.pop("description", None)
    for field in terms.fields_of(level):
        value = shape["properties"][field.name]
        value.pop("title", None)
        value.pop("default", None)
        value["description"] = f"{field.term}：{field.about}"
        if field.name == "assumed":
            value["anyOf"][0]["items"] = {"enum": list(terms.assumable(level))}
