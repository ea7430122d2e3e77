"""Runs ``pinna_training.fitting.curves``; see its docstring, or ``--help`` for the options."""
from pinna_training.fitting.curves import main

if __name__ == "__main__":
    main()
