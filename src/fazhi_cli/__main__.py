"""`python -m fazhi_cli` is `fazhi`."""

from fazhi_cli.cli import main

main()
