"""Runs ``pinna_training.fitting.average``; see its docstring, or ``--help`` for the options."""
from pinna_training.fitting.average import main

if __name__ == "__main__":
    main()
