"""``python -m bot`` is ``srm``, for hosts that install the requirements but not the project."""

from bot.cli import main

if __name__ == "__main__":
    main()
