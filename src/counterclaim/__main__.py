"""``python -m counterclaim`` is the ``counterclaim`` command."""

from counterclaim.cli import main

if __name__ == "__main__":
    main()
