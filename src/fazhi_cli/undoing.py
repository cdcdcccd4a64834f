"""Taking a command back: the very text before where nobody touched the file since, else value by value.

What somebody changed at the same place since then is never overwritten: the undo is refused.
"""

from collections.abc import Iterator

from fazhi_cli.change import Append, Change, Clear, Drop, Path, Put
from fazhi_cli.emit import typed
from fazhi_cli.journal import Record, Step, digest
from fazhi_cli.problems import Refused
from fazhi_cli.register import Loaded, value_at
from fazhi_cli.tree import Data

_BELOW = {"sections": "subtasks", "subtasks": "measures"}


def text_before(record: Record, text: str) -> str | None:
    """Return the text that `record` changed, if `text` is the one it left and the way back is kept."""
    splice = record.splice
    if splice is None or digest(text) != record.after:
        return None
    back = text[: splice.at] + splice.old + text[splice.at + splice.length :]
    return back if digest(back) == record.before else None


def reversal(record: Record, loaded: Loaded) -> list[Change]:
    """Return the changes that take `record` back. Raises Refused where its places were changed since."""
    return [change for step in reversed(record.steps) for change in _back(step, loaded.data)]


def _back(step: Step, data: Data) -> Iterator[Change]:
    base = _way(data, step.id)
    if base is None:
        raise Refused(f"{step.id} 已经不在台账里，撤销不了", "用 fazhi history 看当时改了什么")
    path: Path = (*base, *_places(value_at(data, base), step))
    key = step.path[-1]
    present = value_at(data, path)
    match step.op:
        case "put":
            _check(step, present == step.new)
            yield Put(path, typed(key, step.old)) if step.old is not None else Clear(path)
        case "append":
            items = present if isinstance(present, list) else []
            _check(step, all(item in items for item in step.new))
            if step.old is None and len(items) == len(step.new):
                yield Clear(path)
            else:
                yield from (Drop(path, typed(key, item)) for item in step.new)
        case "drop":
            items = present if isinstance(present, list) else []
            _check(step, step.new not in items)
            yield Append(path, (typed(key, step.new),))
        case _:
            _check(step, present is None)
            yield Put(path, typed(key, step.old))


def _check(step: Step, unchanged: bool) -> None:
    if not unchanged:
        where = " › ".join(filter(None, (step.id, *step.path)))
        raise Refused(f"{where} 后来又改过，撤销不了", "先撤销后来的那一步，或用 fazhi mark、fazhi set 改正")


def _places(data: Data, step: Step) -> Iterator[str | int]:
    """Yield the way from an object to what `step` changed there, named steps of a plan found."""
    for word in step.path:
        if isinstance(data, list):
            names = [item.get("step") if isinstance(item, dict) else None for item in data]
            _check(step, word in names)
            yield names.index(word)
            data = data[names.index(word)]
        else:
            yield word
            data = value_at(data, (word,))


def _way(data: Data, own: str) -> Path | None:
    """Return the way to the section, subtask or measure `own`; to the register itself for an empty id."""
    if not own:
        return ()
    return next((way for way, item in _objects(data, (), "sections") if item.get("id") == own), None)


def _objects(data: Data, way: Path, key: str) -> Iterator[tuple[Path, dict[str, Data]]]:
    items = value_at(data, (*way, key))
    for index, item in enumerate(items if isinstance(items, list) else []):
        here: Path = (*way, key, index)
        if isinstance(item, dict):
            yield here, item
            if key in _BELOW:
                yield from _objects(data, here, _BELOW[key])
