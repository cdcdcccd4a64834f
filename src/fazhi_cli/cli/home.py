"""`fazhi` alone: which register, how it stands, what is likely next."""

from fazhi_cli.cli import session


def command() -> None:
    """Print the state of the register at hand in three lines, and the commands that are likely next."""
    from fazhi_cli.cli.reading import open_register
    from fazhi_cli.query import select
    from fazhi_cli.view.home import home_text

    desk = open_register(None)
    listing = select(desk.register, desk.day)
    session.out(home_text(listing, desk.where.name, desk.where.built_in, session.screen()))
