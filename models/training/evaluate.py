"""Runs ``pinna_training.measuring.evaluate``; see its docstring, or ``--help`` for the options."""
from pinna_training.measuring.evaluate import main

if __name__ == "__main__":
    main()
