"""Runs ``pinna_training.measuring.measure``; see its docstring, or ``--help`` for the options."""
from pinna_training.measuring.measure import main

if __name__ == "__main__":
    main()
