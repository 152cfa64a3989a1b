"""What does `python -m presidium` do? The same as the command `presidium`."""

from presidium.cli.main import main

if __name__ == "__main__":
    main()
