"""``python -m dxplan_cli``."""

from dxplan_cli.cli.main import run

if __name__ == "__main__":
    run()
