"""What the program's outputs say, put in the ledger's words."""

from datetime import date
from typing import Any

from tests.story_ledger import STATUSES

COUNTS = (
    *("total", *STATUSES, "open", "overdue", "missed", "due_soon", "lagging", "stale", "silent", "blank"),
    *("soft", "undated", "standing", "assumed", "no_lead", "extended", "extensions", "returned", "reopened"),
    *("chased", "chases", "unanswered", "completion"),
)
PUNCTUAL = ("on_time", "late", "open", "paused", "due", "assumed")


def sums(told: dict[str, Any]) -> dict[str, Any]:
    """Return the numbers of a report or count under the ledger's names; rates are proven beside."""
    for name in ("on_time", "on_time_original"):
        numbers = told[name]
        assert numbers["unknown"] == 0
        whole = numbers["due"] - numbers["paused"]
        assert (numbers["rate"]["part"], numbers["rate"]["whole"]) == (numbers["on_time"], whole)
        late = numbers["late"] + numbers["open"]
        assert (numbers["overdue_rate"]["part"], numbers["overdue_rate"]["whole"]) == (late, whole)
    punctual = {
        name: {part: told[name][part] for part in PUNCTUAL} for name in ("on_time", "on_time_original")
    }
    return {**{name: told[name] for name in COUNTS}, **punctual}


def told_report(told: dict[str, Any]) -> dict[str, Any]:
    """Return the chapters of a report as the ledger has them."""

    def ids(name: str) -> list[str]:
        return [item["id"] for item in told[name]]

    def parts(name: str) -> dict[str | None, Any]:
        return {
            item["key"]: {
                "now": sums(item["now"]),
                "before": sums(item["before"]),
                "moved": item["moved"],
            }
            for item in told["progress"][name]
        }

    def askings(name: str) -> list[tuple[str, str, date]]:
        return [(item["id"], item["to"], date.fromisoformat(item["date"])) for item in told[name]]

    def rate(item: dict[str, Any]) -> tuple[int, int]:
        return item["part"], item["whole"]

    moved = told["progress"]["moved"]
    return {
        "summary": sums(told["summary"]),
        "previous": sums(told["previous"]),
        "sections": parts("sections"),
        "units": parts("units"),
        "moved": [
            (item["id"], item["status_before"], item["status"], item["progress_before"], item["progress"])
            for item in moved
        ],
        "entries": [len(item["entries"]) for item in moved],
        "unmoved": told["progress"]["unmoved"],
        "done": ids("done"),
        "review": ids("review"),
        "returned": ids("returned"),
        "reopened": ids("reopened"),
        "overdue": [(item["id"], item["days_overdue"], item["missed"]) for item in told["overdue"]],
        "newly_overdue": told["newly_overdue"],
        "due_soon": ids("due_soon"),
        "problems": [(item["id"], item["text"]) for item in told["problems"]],
        "next": [(item["id"], item["text"]) for item in told["next"]],
        "silent": [item["unit"] for item in told["silent"]],
        "chases": askings("chases"),
        "unanswered": askings("unanswered"),
        "indicators": [
            (item["id"], rate(item["span"]), rate(item["total"]), item["alarm"])
            for item in told["indicators"]
        ],
        "incidents": [(item["id"], item["incidents"]) for item in told["incidents"]],
        "upcoming": [
            (date.fromisoformat(item["date"]), item["what"], item["id"]) for item in told["upcoming"]
        ],
        "blank": told["blank"],
        "recorded_late": [
            (item["id"], date.fromisoformat(item["date"])) for item in told["progress"]["recorded_late"]
        ],
        "lights": {item["id"]: item["light"] for item in told["annex"]},
    }
