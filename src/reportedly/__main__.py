"""`python -m reportedly`, the same as `reportedly`."""

from reportedly.cli import main

if __name__ == "__main__":
    main(prog_name="reportedly")
